import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { Change, ChangesAnswer } from '../../../../shared/moments.ts'
import { api, type ApiFailure } from '../../api.ts'
import { nameInQuery, type Question } from './figure.ts'

/** Facts that are read at once. */
const PAGE = 50

/** The changes of one figure since a moment: the first page at once, further ones on demand. The newest question wins. */
export function useChanges(question: Ref<Question>, sinceMs: Ref<number | undefined>) {
  const answer = shallowRef<ChangesAnswer>()
  const items = shallowRef<readonly Change[]>([])
  const failure = shallowRef<ApiFailure>()
  const loading = ref(false)
  let current: AbortController | undefined
  let again: ReturnType<typeof setTimeout> | undefined

  const path = computed(() => {
    const { contest, region, mode, figure, untilMs } = question.value
    if (sinceMs.value === undefined) return undefined
    const query = new URLSearchParams({ contest: contest.region, region, mode, figure: nameInQuery(figure), limit: String(PAGE) })
    query.set('since', new Date(sinceMs.value).toISOString())
    if (untilMs !== undefined) query.set('until', new Date(untilMs).toISOString())
    return `/api/changes?${query.toString()}`
  })

  async function read(cursor?: string): Promise<void> {
    if (path.value === undefined) return
    current?.abort()
    clearTimeout(again)
    const mine = (current = new AbortController())
    loading.value = true
    const got = await api<ChangesAnswer>(cursor ? `${path.value}&cursor=${cursor}` : path.value, { signal: mine.signal })
    if (mine.signal.aborted) return
    loading.value = false
    failure.value = got.ok ? undefined : got.error
    if (got.ok) {
      items.value = [...(cursor ? items.value : []), ...(got.value.items ?? [])]
      answer.value = { ...got.value, people: { ...(cursor ? answer.value?.people : {}), ...got.value.people } }
    } else if (got.error.kind === 'refused' && got.error.retryAfterS !== undefined) {
      // The server is still reading the past for the first time.
      again = setTimeout(() => void read(cursor), got.error.retryAfterS * 1000)
    }
  }

  watch(
    path,
    () => {
      answer.value = undefined
      items.value = []
      failure.value = undefined
      void read()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    current?.abort()
    clearTimeout(again)
  })
  const more = (): void => void (answer.value?.next && read(answer.value.next))
  return { answer, items, failure, loading, more, renew: () => void read() }
}
