import { randomInt, timingSafeEqual } from 'node:crypto'

const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
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
  const plain = (text: string) => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
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
      const [a, b] = [Buffer.from(plain(given)), Buffer.from(plain(current))]
      return a.byteLength === b.byteLength && timingSafeEqual(a, b)
    },
    used() {
      current = undefined
    },
  }
}

function newCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
