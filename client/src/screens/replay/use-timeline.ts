import { onScopeDispose, ref, shallowRef, watch, type ComputedRef } from 'vue'
import type { TimelineAnswer } from '../../../../shared/moments.ts'
import { api, type ApiFailure } from '../../api.ts'
import { isBehind } from '../../composables/use-pulse.ts'
import { useLive } from '../../stores/live.ts'

/** How often a night that is still running is asked for its end. */
const LOOK_MS = 15_000
const AGAIN_MS = 5_000

/** The night as a timeline, drawn anew while forms arrive. What is there stays until a newer one is. */
export function useTimeline(place: ComputedRef<{ readonly region: string; readonly contest?: string } | undefined>) {
  const live = useLive()
  const timeline = shallowRef<TimelineAnswer>()
  const failure = shallowRef<ApiFailure>()
  const loading = ref(true)
  let asked = 0
  let again: ReturnType<typeof setTimeout> | undefined

  async function load(): Promise<void> {
    if (!place.value) return
    clearTimeout(again)
    const mine = ++asked
    const { region, contest } = place.value
    const answer = await api<TimelineAnswer>(`/api/moments?region=${region}${contest ? `&contest=${contest}` : ''}`)
    if (mine !== asked) return
    loading.value = false
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) timeline.value = answer.value
    else if (answer.error.kind === 'unreachable' || answer.error.retryAfterS !== undefined) {
      again = setTimeout(() => void load(), answer.error.kind === 'refused' ? (answer.error.retryAfterS ?? 1) * 1000 : AGAIN_MS)
    }
  }

  watch(
    () => JSON.stringify(place.value),
    () => {
      timeline.value = undefined
      failure.value = undefined
      loading.value = true
      void load()
    },
    { immediate: true },
  )
  const looking = setInterval(() => {
    if (timeline.value && document.visibilityState === 'visible' && isBehind(timeline.value.at, live.shown)) void load()
  }, LOOK_MS)
  onScopeDispose(() => {
    asked += 1
    clearInterval(looking)
    clearTimeout(again)
  })
  return { timeline, failure, loading, retry: load }
}
