import { computed, ref, shallowRef, watch } from 'vue'
import type { FindingsAnswer } from '../../../../shared/answers.ts'
import type { Finding, Severity } from '../../../../shared/tally.ts'
import { api, type ApiFailure } from '../../api.ts'
import { usePulse } from '../../composables/use-pulse.ts'

const PAGE = 100
/** What one answer holds at most; more pages are not renewed behind the reader's back. */
const MOST = 500
export type FindingsQuery = { readonly severity?: Severity; readonly region?: string; readonly contest?: string }

export function findingsPath({ severity, region, contest }: FindingsQuery, page: { limit: number; cursor?: string }): string {
  const query = new URLSearchParams()
  if (region) query.set('region', region)
  if (contest) query.set('contest', contest)
  if (severity) query.set('severity', severity)
  query.set('limit', String(page.limit))
  if (page.cursor) query.set('cursor', page.cursor)
  return `/api/findings?${query}`
}

/** The ranked list, renewed in place as far as it was unfolded. */
export function useFindings(query: () => FindingsQuery) {
  const items = shallowRef<readonly Finding[]>([])
  const next = ref<string>()
  const at = shallowRef<Readonly<Record<string, number>>>({})
  const failure = shallowRef<ApiFailure>()
  const loading = ref(true)
  let asked = 0

  async function read(limit: number, cursor?: string): Promise<void> {
    const mine = asked
    const answer = await api<FindingsAnswer>(findingsPath(query(), { limit, ...(cursor ? { cursor } : {}) }))
    if (mine !== asked) return
    loading.value = false
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    items.value = cursor ? [...items.value, ...answer.value.items] : answer.value.items
    next.value = answer.value.next
    at.value = answer.value.at
  }
  const start = (): Promise<void> => {
    asked += 1
    items.value = []
    loading.value = true
    return read(PAGE)
  }
  watch(() => JSON.stringify(query()), start, { immediate: true })
  usePulse(
    () => at.value,
    () => (items.value.length <= MOST ? read(Math.max(PAGE, items.value.length)) : Promise.resolve()),
  )
  return { items, failure, loading, more: () => read(PAGE, next.value), hasMore: computed(() => next.value !== undefined), retry: start }
}
