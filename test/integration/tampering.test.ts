import { closeSync, openSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import type { RoomReport } from '../../db/chain-walk.ts'
import { verifyChain } from '../../db/verify-chain.ts'
import { aFolder, folderOfFile } from '../support/data-folder.ts'
import { atSeq, ELSEWHERE, idOf, opened as anOpening, reported, ROOM } from '../support/facts.ts'
import { allOf, copyLedger, fillFolder, openingsOf, rehash, run, set, setFact, tamper, withoutKeys } from '../support/tampering.ts'

const untouched = folderOfFile()
let folder: string
beforeAll(() => fillFolder(untouched))
beforeEach(() => {
  folder = aFolder()
  copyLedger(untouched, folder)
})
const verified = () => verifyChain(folder, { openings: openingsOf })
const wrongs = () => verified().rooms.flatMap(({ room, firstWrong }: RoomReport) => (firstWrong ? [{ room, ...firstWrong }] : []))

const samarinda = "WHERE room = '6472'"
const other = reported(3, { figures: { votes: { '1': 1 } } })

/** What is done to Samarinda's five entries, the first number that is wrong after it, and words of the reason. */
const tamperings: [string, ReturnType<typeof run>, number, RegExp][] = [
  ['a figure in a fact', set(4, 'fact', ({ fact }) => fact.replace('"1":120', '"1":121')), 4, /not what was hashed/],
  ['a time', set(4, 'at', atSeq(99)), 4, /not what was hashed/],
  ['a time set back and hashed again to the end', allOf(set(4, 'at', atSeq(0)), rehash(4)), 4, /before the entry before/],
  ['a time in another form, hashed again', allOf(set(4, 'at', '2020-12-09T14:00:09+08:00'), rehash(4)), 4, /as the ledger writes times/],
  ['an author', set(4, 'by', 'account:mallory'), 4, /not what was hashed/],
  ['a request id', set(4, 'id', idOf(77)), 4, /request id is not the one in the fact/],
  ['a hash', set(4, 'hash', 'f'.repeat(64)), 4, /not what was hashed/],
  ['a link', set(4, 'previous', 'f'.repeat(64)), 4, /does not follow/],
  [
    'two entries swapped',
    run(
      `UPDATE entries SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END ${samarinda} AND seq IN (3, 4); UPDATE entries SET seq = -seq WHERE seq < 0`,
    ),
    3,
    /does not follow/,
  ],
  ['an entry removed from the middle', run(`DELETE FROM entries ${samarinda} AND seq = 3`), 3, /missing/],
  ['the first entry removed', run(`DELETE FROM entries ${samarinda} AND seq = 1`), 1, /missing/],
  [
    'an entry removed and the rest renumbered',
    run(
      `DELETE FROM entries ${samarinda} AND seq = 3; UPDATE entries SET seq = 3 ${samarinda} AND seq = 4; UPDATE entries SET seq = 4 ${samarinda} AND seq = 5`,
    ),
    3,
    /does not follow/,
  ],
  [
    'an entry twice under one number',
    allOf(withoutKeys, run(`INSERT INTO entries SELECT * FROM entries ${samarinda} AND seq = 4`)),
    4,
    /given twice/,
  ],
  [
    'a request written again as a further entry',
    allOf(
      withoutKeys,
      run(`INSERT INTO entries SELECT room, 6, at, "by", id, request_hash, fact, previous, hash FROM entries ${samarinda} AND seq = 5`),
      rehash(6, 6),
    ),
    6,
    /written before/,
  ],
  [
    'a request of another room written again',
    allOf(withoutKeys, set(4, 'id', idOf(11)), setFact(4, reported(11)), rehash(4)),
    4,
    /written before/,
  ],
  ['one entry rewritten with its own hash', allOf(setFact(4, other), rehash(4, 4)), 5, /does not follow/],
  [
    'a fact in another spelling, hashed again',
    allOf(
      set(4, 'fact', ({ fact }) => `${fact.slice(0, -1)} }`),
      rehash(4),
    ),
    4,
    /canonically/,
  ],
  [
    'a key twice, hashed again',
    allOf(
      set(4, 'fact', ({ fact }) => fact.replace('{', '{"basis":"phone",')),
      rehash(4),
    ),
    4,
    /canonically/,
  ],
  [
    'a character no canonical text has, hashed again',
    allOf(
      set(1, 'fact', ({ fact }) => fact.replace('"Test"', '"Te\\u0000st"')),
      rehash(1),
    ),
    1,
    /canonically/,
  ],
  ['a fact of no known kind, hashed again', allOf(set(4, 'fact', '{"type":"form.forged"}'), rehash(4)), 4, /catalogue/],
  ['a fact that is no JSON, hashed again', allOf(set(4, 'fact', 'nothing'), rehash(4)), 4, /catalogue/],
  ['a form instead of the opening, hashed again', allOf(setFact(1, reported(50)), set(1, 'id', idOf(50)), rehash(1)), 1, /does not open/],
  [
    'the opening of another room, hashed again',
    allOf(setFact(1, anOpening({ id: idOf(903), room: ELSEWHERE })), rehash(1)),
    1,
    /opens room 6471/,
  ],
  [
    'the election in the opening',
    set(1, 'fact', ({ fact }) => fact.replace('"election":"test"', '"election":"other"')),
    1,
    /not what was hashed/,
  ],
  ['a free text', run("UPDATE texts SET text = 'lantai kering'"), 3, /free text was changed/],
  ['the salt of a free text', run("UPDATE texts SET salt = 'other'"), 3, /free text was changed/],
]

describe('[VF2] every way of tampering is named with its room and first wrong number', () => {
  test.each(tamperings)('%s', (_name, change, seq, reason) => {
    tamper(folder, change)
    expect(wrongs()).toEqual([{ room: ROOM, seq, reason: expect.stringMatching(reason) }])
    expect(verified().ok).toBe(false)
  })
  test('a room under another code', () => {
    tamper(folder, run(`UPDATE entries SET room = '6499' ${samarinda}`))
    expect(wrongs()).toEqual([{ room: '6499', seq: 1, reason: expect.stringMatching(/not what was hashed/) }])
  })
  test('a room in the place of another, hashed again', () => {
    tamper(
      folder,
      allOf(run(`DELETE FROM entries WHERE room = '6471'; UPDATE entries SET room = '6471' ${samarinda}`), rehash(1, 5, ELSEWHERE)),
    )
    expect(wrongs()).toEqual([{ room: ELSEWHERE, seq: 1, reason: 'it opens room 6472' }])
  })
  test('nothing is wrong before', () => {
    expect(verified()).toMatchObject({ ok: true, damage: [] })
  })
  test('the other rooms are walked all the same, and the wrong one is counted to its end', () => {
    tamper(folder, set(2, 'fact', '{}'))
    expect(verified().rooms).toMatchObject([
      { room: '64', entries: 1 },
      { room: ELSEWHERE, entries: 2 },
      { room: ROOM, entries: 5, head: { seq: 5 }, firstWrong: { seq: 2 } },
    ])
  })
})

describe('[VF2] what was done to the file itself is named', () => {
  const directly = (change: (database: Database.Database) => void) => {
    const database = new Database(dataFolder(folder).ledger)
    change(database)
    database.close()
  }
  const missing = ['the trigger entries_never_change is missing or changed']
  test('a dropped trigger', () => {
    directly(run('DROP TRIGGER entries_never_change'))
    expect(verified()).toMatchObject({ ok: false, damage: missing })
  })
  test('a trigger that refuses nothing any more', () => {
    directly(run('DROP TRIGGER entries_never_change; CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries BEGIN SELECT 1; END'))
    expect(verified()).toMatchObject({ ok: false, damage: missing })
  })
  test('a row changed behind an index', () => {
    const schema = (sql: string) =>
      directly((database) => {
        database.unsafeMode()
        database.pragma('writable_schema = ON')
        database.exec(sql)
      })
    schema(
      "CREATE TABLE kept AS SELECT * FROM sqlite_master WHERE name = 'entries_id'; DELETE FROM sqlite_master WHERE name = 'entries_id'",
    )
    tamper(folder, set(4, 'id', idOf(77)))
    schema('INSERT INTO sqlite_master SELECT * FROM kept')
    expect(verified().damage.join()).toMatch(/entries_id/)
  })
  /** Overwrites the first page of a table with zeros, as a bad sector does. */
  function loseFirstPageOf(table: string): void {
    let at = 0
    directly((database) => {
      const root = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(table) as number
      at = (root - 1) * Number(database.pragma('page_size', { simple: true }))
    })
    const file = openSync(dataFolder(folder).ledger, 'r+')
    writeSync(file, Buffer.alloc(4096), 0, 4096, at)
    closeSync(file)
  }
  test('a page of entries: the room ends where it cannot be read', () => {
    loseFirstPageOf('entries')
    const { damage, rooms } = verified()
    expect(damage.length).toBeGreaterThan(0)
    expect(rooms).toContainEqual(
      expect.objectContaining({ room: ROOM, firstWrong: { seq: 1, reason: expect.stringMatching(/cannot be read/) } }),
    )
  })
  test('any other page', () => {
    loseFirstPageOf('texts')
    expect(verified()).toEqual({ ok: false, rooms: [], damage: [expect.stringMatching(/the file cannot be read/)] })
  })
})
