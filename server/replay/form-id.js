import { createHash } from 'node:crypto'
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/**
 * A ULID that depends on what is replayed and not on when, so that a second run repeats the first instead of counting twice.
 * `nth` tells rows of one TPS apart, from 0. Its time part is no time.
 */
export function replayId(row) {
  const fields = ['kamar-hitung/replay/1', row.profile, row.tps, row.contest, String(row.nth)]
  const hash = createHash('sha256').update(fields.join('\n')).digest('hex')
  let bits = BigInt(`0x${hash.slice(0, 32)}`)
  let id = ''
  for (let i = 0; i < 26; i += 1) {
    id = `${CROCKFORD[Number(bits & 31n)]}${id}`
    bits >>= 5n
  }
  return id
}
