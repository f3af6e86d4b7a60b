import { randomInt, timingSafeEqual } from 'node:crypto'
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const TRIES = 50
export function setupCode(code = newCode()) {
  let current = code
  let tries = 0
  const plain = (text) => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
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
function newCode() {
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}
