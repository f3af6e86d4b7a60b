import { randomInt } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'

/** Without 0, 1, I, L, O and U: what is read over the phone and typed on another keyboard. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

/** e.g. `K7QM-2VXD`, some 39 bits. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** As people type it: small letters, spaces, no hyphen. */
export const plainCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')

/**
 * The only form in which a code is kept. It is looked up by this, so the salt is the same for all; the work (8 MiB, about 10 ms) stands
 * for it: whoever has the file computes for a century to meet a code that lived two days.
 */
export async function hashCode(typed: string): Promise<string> {
  const salt = Buffer.from('kamar-hitung/invitation/1')
  return (await hashRaw(plainCode(typed), { salt, memoryCost: 8192, timeCost: 1, parallelism: 1 })).toString('hex')
}
