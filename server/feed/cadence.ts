import { restraint } from './restraint.ts'

/** What a cadence needs of the machine; passed in so that a test can hold the time. */
export type Timers = {
  readonly nowMs: () => number
  readonly after: (ms: number, run: () => void) => () => void
  /** Asked at every tick: by what the interval after it is multiplied. */
  readonly restraint: () => number
}

/** Real time: how often screens are told does not follow the election's clock. */
export const realTimers = (): Timers => ({
  nowMs: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  restraint: restraint(),
})

/**
 * Runs `tick` after `mark`, at most once per interval: the first mark after quiet at once, those that follow when the interval since
 * the last tick is over. A process at its limit makes the interval longer.
 */
export class Cadence {
  readonly #intervalMs: number
  readonly #tick: () => void
  readonly #timers: Timers
  #last = -Infinity
  #wait: number
  #cancel: (() => void) | undefined

  constructor(intervalMs: number, tick: () => void, timers: Timers = realTimers()) {
    this.#intervalMs = intervalMs
    this.#wait = intervalMs
    this.#tick = tick
    this.#timers = timers
  }

  mark(): void {
    if (this.#cancel) return
    const wait = Math.max(0, this.#last + this.#wait - this.#timers.nowMs())
    this.#cancel = this.#timers.after(wait, () => {
      this.#cancel = undefined
      this.#last = this.#timers.nowMs()
      this.#wait = this.#intervalMs * this.#timers.restraint()
      this.#tick()
    })
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
