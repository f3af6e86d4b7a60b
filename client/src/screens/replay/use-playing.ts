import { onScopeDispose, ref, type Ref } from 'vue'

const TICK_MS = 500
/** Minutes of the night in one second. */
export const SPEEDS = [2, 10, 30] as const
export type Speed = (typeof SPEEDS)[number]

/** Walks on while it plays: a step twice a second, and none before the last one is on screen. Stops at the end. */
export function usePlaying({ step, ready, atEnd }: { step: (minutes: number) => void; ready: () => boolean; atEnd: () => boolean }): {
  readonly playing: Ref<boolean>
  readonly speed: Ref<Speed>
  readonly stepMinutes: () => number
} {
  const playing = ref(false)
  const speed = ref<Speed>(10)
  const stepMinutes = (): number => (speed.value * TICK_MS) / 1000
  const timer = setInterval(() => {
    if (!playing.value || !ready()) return
    if (atEnd()) playing.value = false
    else step(stepMinutes())
  }, TICK_MS)
  onScopeDispose(() => clearInterval(timer))
  return { playing, speed, stepMinutes }
}
