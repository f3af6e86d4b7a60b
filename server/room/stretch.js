/** Sockets must tick while rooms work: all of them together hold the event loop not much longer than this at a time. */
const STRETCH_MS = 10
export const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
// The event loop is one for the whole thread, so the turn is shared by all who work in it. Real time: it is not about the election.
let began = 0
let next
/** To be asked after each piece of work: undefined while this turn has time left, so that a short loop awaits nothing. */
function pause() {
  if (performance.now() - began < STRETCH_MS) return undefined
  next ??= nextTurn().then(() => {
    next = undefined
    began = performance.now()
  })
  return next
}
/** Long work that lets others run when it has taken too long. */
export const stretch = () => ({ pause })
