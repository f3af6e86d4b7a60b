import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.js'
import { RequestId } from '../../shared/ids.js'
const ULID_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const sha256 = (text) => createHash('sha256').update(text).digest()
/** What was asked, in 64 hex digits: the same id with another body is another request. */
export const requestHash = (command) => sha256(canonicalJson(command)).toString('hex')
/** The same of what no person asked for and a room writes by itself. */
export const ownHash = (purpose, from) => sha256(canonicalJson([purpose, from])).toString('hex')
/**
 * The id of a fact that follows from another one, e.g. of the arrival from its departure: whoever completes a half move makes the
 * same id, and the ledger takes it once. 129 bits of SHA-256 in the form of a ULID; its time part means nothing.
 */
export function derivedId(purpose, from) {
  const bytes = sha256(canonicalJson([purpose, from]))
  const digits = [...bytes.subarray(0, 26)].map((byte, i) => ULID_ALPHABET[byte % (i === 0 ? 8 : 32)])
  return RequestId.parse(digits.join(''))
}
/** `code` is read over the phone: the first 8 hex digits of the entry's hash, as `A1B2-C3D4`. */
export function receiptOf({ room, seq, hash, at }) {
  const code = `${hash.slice(0, 4)}-${hash.slice(4, 8)}`.toUpperCase()
  return { room, seq, hash, at, code }
}
