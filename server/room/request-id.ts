import { createHash } from 'node:crypto'
import type { Entry } from '../../db/ledger.ts'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { RequestId } from '../../shared/ids.ts'
import type { Receipt } from '../../shared/tally.ts'
import type { Command } from './rooms.ts'

export const ARRIVAL = 'arrival of a withdrawn form'
const ULID_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What was asked, in 64 hex digits: the same id with another body is another request. */
export const requestHash = (command: Command): string => sha256(canonicalJson(command)).toString('hex')

/** The same of what no person asked for and a room writes by itself. */
const ownHash = (purpose: string, from: string): string => sha256(canonicalJson([purpose, from])).toString('hex')
export const openingHash = (opening: string): string => ownHash('opening of a room', opening)
export const arrivalHash = (withdrawal: string): string => ownHash(ARRIVAL, withdrawal)

/**
 * The id of a fact that follows from another one, e.g. of the arrival from its departure: whoever completes a half move makes the
 * same id, and the ledger takes it once. 129 bits of SHA-256 in the form of a ULID; its time part means nothing.
 */
export function derivedId(purpose: string, from: string): RequestId {
  const bytes = sha256(canonicalJson([purpose, from]))
  const digits = [...bytes.subarray(0, 26)].map((byte, i) => ULID_ALPHABET[byte % (i === 0 ? 8 : 32)])
  return RequestId.parse(digits.join(''))
}

/** `code` is read over the phone: the first 8 hex digits of the entry's hash, as `A1B2-C3D4`. */
export function receiptOf({ room, seq, hash, at }: Entry): Receipt {
  const code = `${hash.slice(0, 4)}-${hash.slice(4, 8)}`.toUpperCase()
  return { room, seq, hash, at, code }
}
