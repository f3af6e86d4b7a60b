import { onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Monotonic milliseconds, once a second: what ages and countdowns are computed from. */
export function useNow(read: () => number = () => performance.now(), everyMs = 1_000): Readonly<Ref<number>> {
  const now = ref(read())
  const timer = setInterval(() => (now.value = read()), everyMs)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now)
}
