import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryHash, textHash } from '../../db/entry-hash.ts'
import type { RoomId } from '../../shared/ids.ts'

const entry = {
  room: '6472' as RoomId,
  previous: '0'.repeat(64),
  seq: 1,
  at: '2020-12-09T07:12:00.000Z',
  by: 'account:01',
  fact: '{"id":"é"}',
}

describe('[LG8] the hash is that of the written format, computed elsewhere', () => {
  test('an entry and a text hash as an independent script hashes them', () => {
    expect(entryHash('kaltim-2020', entry)).toBe('8ae92be70af22123dc5d59a38371fbbf9a04c2c1db45ae5ca60a63532a201be9')
    expect(textHash('salt', 'salah ketik')).toBe('5e63782be689f1a921bf6b1181a8b7802ace47962c5869e153b489751d68b9ae')
  })
  test('a change of any field, or of where one ends and the next begins, is another hash', () => {
    const fields = fc.tuple(fc.string(), fc.string(), fc.string(), fc.nat(), fc.string(), fc.string(), fc.string())
    const hash = ([election, room, previous, seq, at, by, fact]: [string, string, string, number, string, string, string]) =>
      entryHash(election, { room: room as RoomId, previous, seq, at, by, fact })
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        expect(hash(one) === hash(other)).toBe(JSON.stringify(one) === JSON.stringify(other))
      }),
    )
    expect(entryHash('kaltim-2020', { ...entry, at: `${entry.at}a`, by: 'ccount:01' })).not.toBe(entryHash('kaltim-2020', entry))
  })
})
