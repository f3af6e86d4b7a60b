import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entryHash, textHash } from '../../db/entry-hash.ts'
import { GENESIS, type Ledger } from '../../db/ledger.ts'
import type { Store } from '../../db/store.ts'
import { aDraft, appended, ELECTION_ID } from './drafts.ts'
import { ELSEWHERE, idOf, ROOM } from './facts.ts'

/** What every ledger keeps, whatever it is made of. `open` gives an empty one with an election loaded. */
export function keepsTheLedgerRules(name: string, open: () => Promise<Store>): void {
  describe(`${name} ledger`, () => {
    rules(open)
  })
}

function rules(open: () => Promise<Store>): void {
  let store: Store
  let ledger: Ledger
  beforeEach(async () => {
    store = await open()
    ledger = store.ledger
  })
  afterEach(() => store.close())
  const seqsOf = async (room = ROOM) => (await ledger.readAfter(room, 0, 1000)).map(({ seq }) => seq)

  describe('[LG2] entries of a room are numbered from 1 without a gap and read back as written', () => {
    test('an empty room stands at genesis', async () => {
      expect(await ledger.head(ROOM)).toEqual(GENESIS)
      expect(await ledger.readAfter(ROOM, 0, 10)).toEqual([])
      expect(await ledger.rooms()).toEqual([])
    })
    test('what was appended is read back, ascending, in pieces as asked', async () => {
      const first = await appended(ledger, [aDraft(1), aDraft(2)])
      const then = await appended(ledger, [aDraft(3)])
      const all = [...first, ...then]
      expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3])
      expect(await ledger.readAfter(ROOM, 0, 10)).toEqual(all)
      expect(await ledger.readAfter(ROOM, 1, 1)).toEqual([all[1]])
      expect(await ledger.head(ROOM)).toEqual({ seq: 3, hash: all[2]?.hash })
      expect(all[0]).toMatchObject(aDraft(1))
    })
    test('each room has its own numbers, and rooms are listed by code', async () => {
      await appended(ledger, [aDraft(1)])
      await appended(ledger, [aDraft(2)], ELSEWHERE)
      expect(await seqsOf()).toEqual([1])
      expect(await seqsOf(ELSEWHERE)).toEqual([1])
      expect(await ledger.rooms()).toEqual([ELSEWHERE, ROOM])
    })
  })

  test('[LG3] an append is written only while the head is the one it was made for', async () => {
    const [entry] = await appended(ledger, [aDraft(1)])
    const moved = { ok: false, error: { kind: 'moved', head: { seq: 1, hash: entry?.hash } } }
    expect(await ledger.append(ROOM, 0, [aDraft(2)])).toEqual(moved)
    expect(await ledger.append(ROOM, 2, [aDraft(2)])).toEqual(moved)
    expect(await seqsOf()).toEqual([1])
  })

  describe('[LG4] a request id is written once in all rooms of the election', () => {
    test('a second one in the same room, in another room, and in one append', async () => {
      await appended(ledger, [aDraft(1)])
      const duplicate = { ok: false, error: { kind: 'duplicate', id: idOf(1) } }
      expect(await ledger.append(ROOM, 1, [aDraft(1)])).toEqual(duplicate)
      expect(await ledger.append(ELSEWHERE, 0, [aDraft(1)])).toEqual(duplicate)
      expect(await ledger.append(ROOM, 1, [aDraft(2), aDraft(2)])).toMatchObject({ ok: false, error: { kind: 'duplicate', id: idOf(2) } })
      expect(await ledger.rooms()).toEqual([ROOM])
    })
    test('two rooms that want the same id at the same time: one gets it', async () => {
      const answers = await Promise.all([ROOM, ELSEWHERE].map((room) => ledger.append(room, 0, [aDraft(1)])))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    })
  })

  test('[LG5] of one append all entries are written or none', async () => {
    await appended(ledger, [aDraft(1)])
    const salted = { hash: textHash('salt', 'why'), salt: 'salt', text: 'why' }
    expect((await ledger.append(ROOM, 1, [aDraft(2, { text: salted }), aDraft(1)])).ok).toBe(false)
    expect(await seqsOf()).toEqual([1])
    expect(await ledger.find(idOf(2))).toBeUndefined()
    expect(await ledger.text(salted.hash)).toBeUndefined()
    expect((await appended(ledger, [aDraft(2), aDraft(3)])).map(({ seq }) => seq)).toEqual([2, 3])
  })

  test('[LG6] appends that wait together are judged each on its own', async () => {
    await appended(ledger, [aDraft(1)])
    const rooms = ['6401', '6402', '6403', '6474'] as (typeof ROOM)[]
    const answers = await Promise.all([
      ledger.append(ROOM, 0, [aDraft(10)]),
      ...rooms.map((room, i) => ledger.append(room, 0, [aDraft(20 + i), aDraft(30 + i)])),
      ledger.append(ELSEWHERE, 0, [aDraft(1)]),
      ledger.append(ROOM, 1, [aDraft(40)]),
      ledger.append(ROOM, 2, [aDraft(41)]),
    ])
    expect(answers.map((answer) => (answer.ok ? answer.value.length : answer.error.kind))).toEqual(['moved', 2, 2, 2, 2, 'duplicate', 1, 1])
    expect(await ledger.rooms()).toEqual([...rooms, ROOM].toSorted())
    expect(await seqsOf()).toEqual([1, 2, 3])
  })

  test('[LG7] time in a room never goes back', async () => {
    const early = '2020-12-09T06:00:00.000Z'
    const late = '2020-12-09T07:00:00.000Z'
    const inOne = await appended(ledger, [aDraft(1, { at: late }), aDraft(2, { at: early })])
    const inAnother = await appended(ledger, [aDraft(3, { at: early })])
    expect([...inOne, ...inAnother].map(({ at }) => at)).toEqual([late, late, late])
    const [elsewhere] = await appended(ledger, [aDraft(4, { at: early })], ELSEWHERE)
    expect(elsewhere?.at).toBe(early)
    await expect(ledger.append(ELSEWHERE, 1, [aDraft(5, { at: '2020-12-09T14:00:00+08:00' })])).rejects.toThrow(/assertion failed/)
  })

  test('[LG8] the hash of an entry holds the entry before it, from genesis on, and the election', async () => {
    const entries = [...(await appended(ledger, [aDraft(1), aDraft(2)])), ...(await appended(ledger, [aDraft(3)]))]
    expect(entries.map(({ previous }) => previous)).toEqual([GENESIS.hash, entries[0]?.hash, entries[1]?.hash])
    expect(entries.map(({ hash }) => hash)).toEqual(entries.map((entry) => entryHash(ELECTION_ID, entry)))
  })

  test('[LG9] an entry is found by its request id in whatever room', async () => {
    const [here] = await appended(ledger, [aDraft(1)])
    const [there] = await appended(ledger, [aDraft(2)], ELSEWHERE)
    expect(await ledger.find(idOf(1))).toEqual(here)
    expect(await ledger.find(idOf(2))).toEqual(there)
    expect(await ledger.find(idOf(3))).toBeUndefined()
  })

  test('[LG10] a free text can be read until it is erased, and the chain stays as it is', async () => {
    const text = { hash: textHash('salt', 'salah ketik'), salt: 'salt', text: 'salah ketik' }
    const [entry] = await appended(ledger, [aDraft(1, { text })])
    expect(await ledger.text(text.hash)).toBe('salah ketik')
    expect(await ledger.erase(text.hash)).toBe(true)
    expect(await ledger.text(text.hash)).toBeUndefined()
    expect(await ledger.erase(text.hash)).toBe(false)
    expect(await ledger.readAfter(ROOM, 0, 10)).toEqual([entry])
  })

  test('[LG11] a scan tells everything after a number in stored order', async () => {
    const entries = await appended(ledger, [aDraft(1), aDraft(2), aDraft(3)])
    await appended(ledger, [aDraft(4)], ELSEWHERE)
    const told: unknown[] = []
    await ledger.scan(ROOM, 1, (...columns) => told.push(columns))
    expect(told).toEqual(entries.slice(1).map(({ seq, at, by, fact }) => [seq, at, by, fact]))
  })

  test('[LG11] a scan of thousands leaves none out and tells none twice', async () => {
    await appended(
      ledger,
      Array.from({ length: 4001 }, (_, i) => aDraft(i + 1)),
    )
    const seqs: number[] = []
    await ledger.scan(ROOM, 0, (seq) => seqs.push(seq))
    expect(seqs).toEqual(Array.from({ length: 4001 }, (_, i) => i + 1))
  })
}
