import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import type { Append } from '../../db/judge-append.ts'
import { ledgerWriter, type LedgerWriter } from '../../db/ledger-writer.ts'
import { openForWriting } from '../../db/sqlite-connection.ts'
import { aFolder } from '../support/data-folder.ts'
import { aDraft, draftOf, ELECTION_ID } from '../support/drafts.ts'
import { ELSEWHERE, idOf, opened as anOpening, reported, ROOM } from '../support/facts.ts'

/** The writer on this thread, on a connection the test may trouble. */
function aWriter(file = dataFolder(aFolder()).ledger): { database: Database.Database; writer: LedgerWriter; file: string } {
  const database = openForWriting(file, 'sqlite')
  onTestFinished(() => void database.close())
  database.prepare('INSERT INTO elections (only, id, election) VALUES (1, ?, ?) ON CONFLICT DO NOTHING').run(ELECTION_ID, '{}')
  return { database, writer: ledgerWriter(database), file }
}
const one = (n: number, after: number, room = ROOM): Append => ({ room, after, drafts: [aDraft(n)] })
const outcome = (writer: LedgerWriter, ...appends: Append[]) =>
  writer.commit(appends).map((answer) => (answer.ok ? answer.value.map(({ seq }) => seq) : answer.error.kind))

/** Frames of the log that end a transaction (SQLite file format, section 4.1). */
function commitsIn(file: string): number {
  const log = readFileSync(`${file}-wal`)
  const frame = 24 + log.readUInt32BE(8)
  const salt = log.subarray(16, 24)
  const frames = Array.from({ length: Math.floor((log.length - 32) / frame) }, (_, i) => log.subarray(32 + i * frame, 32 + (i + 1) * frame))
  return frames.filter((bytes) => bytes.readUInt32BE(4) > 0 && bytes.subarray(8, 16).equals(salt)).length
}

test('[LG6] appends of several rooms that wait together share one commit', () => {
  const { writer, file } = aWriter()
  const before = commitsIn(file)
  expect(outcome(writer, one(1, 0), one(2, 0, ELSEWHERE), one(1, 0, ELSEWHERE), one(3, 1))).toEqual([[1], [1], 'moved', [2]])
  expect(commitsIn(file) - before).toBe(1)
})

test('[LG3] the head is read anew when another connection has written', () => {
  const { database, writer, file } = aWriter()
  const { writer: other } = aWriter(file)
  expect(outcome(writer, one(1, 0))).toEqual([[1]])
  expect(outcome(other, one(2, 1))).toEqual([[2]])
  expect(outcome(writer, one(3, 1), one(4, 2))).toEqual(['moved', [3]])
  expect(database.prepare('SELECT count(*) FROM entries').pluck().get()).toBe(3)
})

describe('[LG12] no statement changes, removes, replaces or skips an entry, whoever sends it', () => {
  const columns = 'room, seq, at, "by", id, request_hash, fact, previous, hash'
  const insert = (how: string, { room = ROOM as string, seq = 3, id = idOf(9), rowid = '' }) =>
    `INSERT ${how} INTO entries (${rowid && 'rowid, '}${columns}) VALUES (${rowid && `${rowid}, `}'${room}', ${seq}, '', '', '${id}', '', '', '', '')`
  test.each([
    ['UPDATE', "UPDATE entries SET fact = '{}' WHERE seq = 1"],
    ['UPDATE that changes nothing', 'UPDATE entries SET seq = seq'],
    ['DELETE', 'DELETE FROM entries WHERE seq = 2'],
    ['a gap', insert('', { seq: 4 })],
    ['a first entry that is not 1', insert('', { room: '6401', seq: 2 })],
    ['the same number', insert('', { seq: 2 })],
    ['REPLACE of a number', insert('OR REPLACE', { seq: 2 })],
    ['REPLACE by id', insert('OR REPLACE', { id: idOf(1) })],
    ['REPLACE by id from another room', insert('OR REPLACE', { room: '6401', seq: 1, id: idOf(1) })],
    ['REPLACE by rowid', insert('OR REPLACE', { rowid: '1' })],
    ['an upsert', `${insert('', { id: idOf(1) })} ON CONFLICT (id) DO UPDATE SET fact = '{}'`],
    ['a change of a text', "UPDATE texts SET text = 'other'"],
  ])('%s is refused', (_name, sql) => {
    const { database, writer } = aWriter()
    outcome(writer, { room: ROOM, after: 0, drafts: [aDraft(1, { text: { hash: 'h', salt: 's', text: 'why' } }), aDraft(2)] })
    // As any other program would open the file: the pragma is off by default.
    database.pragma('recursive_triggers = OFF')
    const rows = () => database.prepare('SELECT * FROM entries, texts').all()
    const before = rows()
    expect(() => database.exec(sql)).toThrow(/never|follows the head/)
    expect(rows()).toEqual(before)
  })
  test('the entry after the head is taken, so it is the rules that refuse the others', () => {
    const { database, writer } = aWriter()
    outcome(writer, { room: ROOM, after: 0, drafts: [aDraft(1), aDraft(2)] })
    expect(database.prepare(insert('', {})).run().changes).toBe(1)
  })
})

test('[LG13] every writing connection is in WAL mode with synchronous=FULL', () => {
  const { database } = aWriter()
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(database.pragma('synchronous', { simple: true })).toBe(2)
})

describe('[LG14] a full disk or a locked file is a refusal, and the next append may succeed', () => {
  test('full: nothing of the whole commit is written; with room again the same append is', () => {
    const { database, writer } = aWriter()
    expect(outcome(writer, one(1, 0))).toEqual([[1]])
    database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true }))}`)
    const many: Append = { room: ROOM, after: 1, drafts: Array.from({ length: 100 }, (_, i) => aDraft(100 + i)) }
    expect(outcome(writer, one(2, 0, ELSEWHERE), many)).toEqual(['disk-full', 'disk-full'])
    database.pragma('max_page_count = 1000000')
    expect(outcome(writer, one(2, 0, ELSEWHERE), one(3, 1))).toEqual([[1], [2]])
  })
  test('locked by another program for longer than the writer waits', () => {
    const { database, writer, file } = aWriter()
    database.pragma('busy_timeout = 0')
    const { database: other } = aWriter(file)
    other.exec('BEGIN IMMEDIATE')
    expect(outcome(writer, one(1, 0))).toEqual(['busy'])
    other.exec('COMMIT')
    expect(outcome(writer, one(1, 0))).toEqual([[1]])
  })
})

const descriptors = '/proc/self/fd'
/** From now on the log's descriptor is /dev/null: writes go nowhere, and its fsync fails as a dying disk's does. */
function breakSyncOf(log: string): void {
  const number = readdirSync(descriptors).find((fd) => existsSync(join(descriptors, fd)) && readlinkSync(join(descriptors, fd)) === log)
  closeSync(Number(number))
  for (let fd = -1; fd !== Number(number);) fd = openSync('/dev/null', 'r+')
}

test.skipIf(!existsSync(descriptors))(
  '[LG15] after a failed fsync the writer takes nothing more and says so until the ledger is reopened',
  () => {
    const { database, writer, file } = aWriter()
    expect(outcome(writer, one(1, 0))).toEqual([[1]])
    database.pragma('wal_checkpoint(TRUNCATE)')
    breakSyncOf(`${file}-wal`)
    const [failed] = writer.commit([one(2, 1)])
    expect(failed).toMatchObject({ ok: false, error: { kind: 'unknown', reason: expect.stringContaining('SQLITE_IOERR_FSYNC') } })
    const [refused] = writer.commit([one(3, 1)])
    expect(refused).toMatchObject({
      ok: false,
      error: { kind: 'unknown', reason: expect.stringMatching(/must be reopened.*SQLITE_IOERR_FSYNC/) },
    })
    const { writer: reopened } = aWriter(file)
    expect(outcome(reopened, one(3, 1))).toEqual([[2]])
  },
)

describe('[LG16] the election keeps its id once anything but openings is written', () => {
  const opening: Append = { room: ROOM, after: 0, drafts: [draftOf(anOpening())] }
  const other = "INSERT INTO elections (only, id, election) VALUES (1, 'other', '{}') ON CONFLICT (only) DO UPDATE SET id = 'other'"
  test.each([other, "UPDATE elections SET id = 'other'"])('%s', (sql) => {
    const { database, writer } = aWriter()
    outcome(writer, opening)
    expect(database.prepare(sql).run().changes).toBe(1)
    database.prepare('UPDATE elections SET id = ?').run(ELECTION_ID)
    outcome(writer, { room: ROOM, after: 1, drafts: [draftOf(reported(1))] })
    expect(() => database.exec(sql)).toThrow(/keeps its id/)
    expect(() => database.exec('DELETE FROM elections')).toThrow(/stays/)
    database.exec(
      "INSERT INTO elections (only, id, election) VALUES (1, 'test', '{\"a\":1}') ON CONFLICT (only) DO UPDATE SET id = excluded.id, election = excluded.election",
    )
  })
  test('without an election nothing is written', () => {
    const { database, writer } = aWriter()
    database.exec('DELETE FROM elections')
    expect(() => writer.commit([opening])).toThrow(/before an election is loaded/)
    expect(database.inTransaction).toBe(false)
  })
})
