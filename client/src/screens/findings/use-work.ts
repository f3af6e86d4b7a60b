import { computed, nextTick, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'
import type { WorkAnswer, WorkItem, WorkList } from '../../../../shared/answers.ts'
import type { Severity } from '../../../../shared/tally.ts'
import { api, type ApiFailure } from '../../api.ts'
import { usePulse } from '../../composables/use-pulse.ts'

const PAGE = 50
/** What one answer holds at most; more pages are not renewed behind the reader's back. */
const MOST = 200
export type WorkQuery = { readonly list: WorkList; readonly severity?: Severity; readonly region?: string }

export function workPath({ list, severity, region }: WorkQuery, page: { limit: number; cursor?: string }): string {
  const query = new URLSearchParams({ list })
  if (region) query.set('region', region)
  if (severity) query.set('severity', severity)
  query.set('limit', String(page.limit))
  if (page.cursor) query.set('cursor', page.cursor)
  return `/api/work?${query}`
}

/** Where somebody stood in a list when he opened one of its TPS: he comes back to the same line. */
let left: { readonly question: string; readonly shown: number; readonly scrolled: number } | undefined

/** The ranked list, renewed in place as far as it was unfolded. */
export function useWork(query: () => WorkQuery) {
  const items = shallowRef<readonly WorkItem[]>([])
  const totals = shallowRef<WorkAnswer['totals']>()
  const next = ref<string>()
  const at = shallowRef<Readonly<Record<string, number>>>({})
  const failure = shallowRef<ApiFailure>()
  const loading = ref(true)
  let asked = 0
  onScopeDispose(() => (asked += 1))

  async function read(limit: number, cursor?: string): Promise<void> {
    const mine = asked
    const answer = await api<WorkAnswer>(workPath(query(), { limit, ...(cursor ? { cursor } : {}) }))
    if (mine !== asked) return
    loading.value = false
    failure.value = answer.ok ? undefined : answer.error
    if (!answer.ok) return
    items.value = cursor ? [...items.value, ...answer.value.items] : answer.value.items
    totals.value = answer.value.totals
    next.value = answer.value.next
    at.value = answer.value.at
  }
  async function start(): Promise<void> {
    asked += 1
    items.value = []
    loading.value = true
    const back = left?.question === JSON.stringify(query()) ? left : undefined
    left = undefined
    await read(back ? Math.min(MOST, Math.max(PAGE, back.shown)) : PAGE)
    if (!back) return
    await nextTick()
    scrollTo({ top: back.scrolled })
  }
  watch(() => JSON.stringify(query()), start, { immediate: true })
  usePulse(
    () => at.value,
    () => (items.value.length <= MOST ? read(Math.max(PAGE, items.value.length)) : Promise.resolve()),
  )
  onBeforeRouteLeave(() => void (left = { question: JSON.stringify(query()), shown: items.value.length, scrolled: scrollY }))
  return {
    items,
    totals,
    failure,
    loading,
    more: () => read(PAGE, next.value),
    hasMore: computed(() => next.value !== undefined),
    retry: start,
  }
}
