import { timingSafeEqual } from 'node:crypto'
import { newCode, plainCode } from './short-code.ts'

const TRIES = 50

/** The one-time code that the console shows on an empty data folder: whoever can read the console may make the first administrator. */
export interface SetupCode {
  /** As shown, e.g. `K7QM-2VXD`; undefined when it was used or guessed at too often. */
  readonly code: string | undefined
  matches(given: string): boolean
  used(): void
}

export function setupCode(code: string = newCode()): SetupCode {
  let current: string | undefined = code
  let tries = 0
  return {
    get code() {
      return current
    },
    matches(given) {
      if (current === undefined) return false
      if (++tries > TRIES) {
        current = undefined // only a restart makes a new one
        return false
      }
      const [a, b] = [Buffer.from(plainCode(given)), Buffer.from(plainCode(current))]
      return a.byteLength === b.byteLength && timingSafeEqual(a, b)
    },
    used() {
      current = undefined
    },
  }
}
