/**
 * Work that is done one piece at a time, in the order it was given, with the event loop's other work in between: a thousand screens are
 * told of a change without a form waiting for the last of them.
 */
export class Outbox {
  #waiting: (() => void)[] = []
  #next: NodeJS.Immediate | undefined

  put(piece: () => void): void {
    this.#waiting.push(piece)
    this.#next ??= setImmediate(() => this.#one())
  }

  /** All of it now: what comes next builds on it. */
  drain(): void {
    const waiting = this.#waiting
    this.drop()
    for (const piece of waiting) piece()
  }

  drop(): void {
    this.#waiting = []
    if (this.#next) clearImmediate(this.#next)
    this.#next = undefined
  }

  #one(): void {
    this.#next = undefined
    this.#waiting.shift()?.()
    if (this.#waiting.length > 0) this.#next ??= setImmediate(() => this.#one())
  }
}
