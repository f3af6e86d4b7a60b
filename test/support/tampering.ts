import { cpSync } from 'node:fs'
import Database from 'better-sqlite3'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { Fact } from '../../shared/facts.ts'
import { dataFolder } from '../../db/data-folder.ts'
import { entryHash, textHash } from '../../db/entry-hash.ts'
import { type Entry, GENESIS } from '../../db/ledger.ts'
import { openings } from '../../server/election/opening.ts'
import { opened } from './data-folder.ts'
import { aDraft, anElection, appended, draftOf, ELECTION_ID } from './drafts.ts'
import { amended, ELSEWHERE, idOf, ROOM } from './facts.ts'

export const REASON_TEXT = { hash: textHash('salt', 'lantai banjir'), salt: 'salt', text: 'lantai banjir' }
export const election = anElection()
/** The openings of an election, with ids from `first` on. */
export const openingsOf = (loaded: typeof election, first = 900) => openings(loaded, () => idOf((first += 1)))

/** Samarinda: 1 the opening, 2 a form, 3 an amendment with a reason, 4 and 5 forms. Balikpapan: 1 the opening, 2 a form. Province: its opening. */
export async function fillFolder(folder: string): Promise<void> {
  const store = await opened(folder)
  await store.elections.saveElection(election)
  for (const opening of openingsOf(election)) await appended(store.ledger, [draftOf(opening)], opening.room)
  await appended(store.ledger, [aDraft(1), draftOf(amended(2, { reason: REASON_TEXT.hash }), { text: REASON_TEXT }), aDraft(3), aDraft(4)])
  await appended(store.ledger, [aDraft(11)], ELSEWHERE)
  await store.close()
}
/** Only a closed folder's ledger is whole in one file. */
export const copyLedger = (from: string, to: string): void => cpSync(dataFolder(from).ledger, dataFolder(to).ledger)

type Tampering = (database: Database.Database) => void
/** As somebody with the file and a database browser would: triggers are dropped first and put back afterwards. */
export function tamper(folder: string, change: Tampering): void {
  const database = new Database(dataFolder(folder).ledger)
  const triggers = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as { name: string; sql: string }[]
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
  change(database)
  for (const { sql } of triggers) database.exec(sql)
  database.close()
}
export const run =
  (sql: string): Tampering =>
  (database) =>
    void database.exec(sql)

/** One column of one entry of Samarinda; without `value` from what it holds. */
export const set =
  (seq: number, column: 'at' | 'by' | 'id' | 'fact' | 'hash' | 'previous', value: string | ((entry: Entry) => string)): Tampering =>
  (database) => {
    const text = typeof value === 'string' ? value : value(entryAt(database, seq))
    database.prepare(`UPDATE entries SET "${column}" = ? WHERE room = ? AND seq = ?`).run(text, ROOM, seq)
  }
export const setFact = (seq: number, fact: Fact): Tampering => set(seq, 'fact', canonicalJson(fact))

const entryAt = (database: Database.Database, seq: number, room: string = ROOM): Entry =>
  database
    .prepare('SELECT room, seq, at, "by", id, request_hash AS requestHash, fact, previous, hash FROM entries WHERE room = ? AND seq = ?')
    .get(room, seq) as Entry

/** Links and hashes of a room made anew from one entry to another, as somebody who knows the format would. */
export const rehash =
  (from: number, to = 5, room: string = ROOM): Tampering =>
  (database) => {
    for (let seq = from; seq <= to; seq++) {
      const previous = seq === 1 ? GENESIS.hash : entryAt(database, seq - 1, room).hash
      const hash = entryHash(ELECTION_ID, { ...entryAt(database, seq, room), previous })
      database.prepare('UPDATE entries SET previous = ?, hash = ? WHERE room = ? AND seq = ?').run(previous, hash, room, seq)
    }
  }
/** The table without its keys, which would refuse a double. */
export const withoutKeys = run('CREATE TABLE copy AS SELECT * FROM entries; DROP TABLE entries; ALTER TABLE copy RENAME TO entries')
export const allOf =
  (...changes: readonly Tampering[]): Tampering =>
  (database) =>
    changes.forEach((change) => change(database))
