/** Real time: how often screens are told does not follow the election's clock. */
export const realTimers = {
  nowMs: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
/**
 * Runs `tick` after `mark`, at most once per interval: the first mark after quiet at once, those that follow when the interval since
 * the last tick is over.
 */
export class Cadence {
  #intervalMs
  #tick
  #timers
  #last = -Infinity
  #cancel
  constructor(intervalMs, tick, timers = realTimers) {
    this.#intervalMs = intervalMs
    this.#tick = tick
    this.#timers = timers
  }
  mark() {
    if (this.#cancel) return
    const wait = Math.max(0, this.#last + this.#intervalMs - this.#timers.nowMs())
    this.#cancel = this.#timers.after(wait, () => {
      this.#cancel = undefined
      this.#last = this.#timers.nowMs()
      this.#tick()
    })
  }
  stop() {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
