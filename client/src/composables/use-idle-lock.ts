import { onScopeDispose } from 'vue'
import { LOCKS_WHEN_IDLE } from '../../../shared/roles.ts'
import { idleMs, touch } from '../idle-clock.ts'
import { onOtherTab } from '../session-tabs.ts'
import { useSession } from '../stores/session.ts'

export const LOCKED_AFTER_MS = 5 * 60_000
const LOOK_EVERY_MS = 1_000
const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Locks the screen of people who enter or decide when nobody touched it for five minutes, in whichever tab; and follows the other tabs
 * of this browser when somebody leaves or another person comes.
 */
export function useIdleLock(): void {
  const session = useSession()
  const applies = (): boolean => session.grants.some(({ role }) => LOCKS_WHEN_IDLE.includes(role))
  const touched = (): void => void (session.locked || touch(Date.now()))
  // Wall clock: a computer that slept was idle too.
  const look = (): void => {
    if (session.state !== 'signed-in' || !applies()) return
    if (session.locked || idleMs(Date.now()) >= LOCKED_AFTER_MS) void session.lock()
  }
  const shown = (event: Event): void => {
    look()
    // A page that the back button took out of the browser's memory does not know what happened since.
    if (event.type === 'pageshow' && (event as PageTransitionEvent).persisted) void session.recheck()
  }

  touch(Date.now())
  for (const name of INPUT) addEventListener(name, touched, { passive: true, capture: true })
  addEventListener('pageshow', shown)
  document.addEventListener('visibilitychange', shown)
  const timer = setInterval(look, LOOK_EVERY_MS)
  const deaf = onOtherTab(() => void session.recheck())
  onScopeDispose(() => {
    for (const name of INPUT) removeEventListener(name, touched, { capture: true })
    removeEventListener('pageshow', shown)
    document.removeEventListener('visibilitychange', shown)
    clearInterval(timer)
    deaf()
  })
}
