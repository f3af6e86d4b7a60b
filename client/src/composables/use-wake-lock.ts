import { onScopeDispose } from 'vue'

/** Keeps the screen from going dark while it is looked at; a browser that cannot is left alone. */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | undefined
  const take = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => undefined)
  }
  const again = (): void => void take()
  document.addEventListener('visibilitychange', again)
  void take()
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}
