/** Sockets must tick while a room works: nobody holds the event loop much longer than this. */
const STRETCH_MS = 10

export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A stretch of work that lets others run when it has taken too long. Real time: it is about this process, not about the election. */
export function stretch(): { pause(): Promise<void> | undefined } {
  let began = performance.now()
  return {
    /** Undefined while there is time left, so that a short loop awaits nothing. */
    pause() {
      if (performance.now() - began < STRETCH_MS) return undefined
      return nextTurn().then(() => {
        began = performance.now()
      })
    },
  }
}
