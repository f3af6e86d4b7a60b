import Database from 'better-sqlite3'
import type { RoomId } from '../shared/ids.ts'
import { type BesideTheChain, type ChainReport, ChainWalk, type RoomWalk, type StoredElection, type VerifyOptions } from './chain-walk.ts'
import { dataFolder } from './data-folder.ts'
import { damageOf } from './file-damage.ts'
import type { Entry, ErasableText } from './ledger.ts'
import { openForReading } from './sqlite-connection.ts'

/**
 * Walks the ledger of a data folder once, read-only and in one snapshot, so also while a server writes it. Throws when there
 * is no ledger that can be opened. What it proves and does not: `ChainWalk`.
 */
export function verifyChain(folder: string, options: VerifyOptions = {}): ChainReport {
  const database = openForReading(dataFolder(folder).ledger)
  try {
    database.exec('BEGIN')
    return verified(database, options)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return { ok: false, rooms: [], damage: [`the file cannot be read: ${error.message}`] }
  } finally {
    database.close()
  }
}

function verified(database: Database.Database, options: VerifyOptions): ChainReport {
  const damage = damageOf(database)
  const walk = new ChainWalk(database.prepare('SELECT hash, salt, text FROM texts').all() as ErasableText[], options)
  const stored = database.prepare('SELECT DISTINCT room FROM entries').pluck().all() as RoomId[]
  for (const room of walk.roomsToWalk(stored)) walkRoom(database, walk.room(room))
  return walk.report(besideTheChain(database), damage)
}

/** Rows in stored order; a page that cannot be read ends them. */
function walkRoom(database: Database.Database, walk: RoomWalk): void {
  const rows = database.prepare(
    'SELECT room, seq, at, "by", id, request_hash AS requestHash, fact, previous, hash FROM entries WHERE room = ? ORDER BY seq, rowid',
  )
  try {
    for (const row of rows.iterate(walk.room) as IterableIterator<Entry>) walk.take(row)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    walk.unreadable(error.message)
  }
}

function besideTheChain(database: Database.Database): BesideTheChain {
  // A folder that no server of today has opened yet.
  const isKept = database.prepare("SELECT 1 FROM pragma_table_info('elections') WHERE name = 'boundaries_hash'").get() !== undefined
  const digest = isKept ? 'boundaries_hash' : 'NULL'
  return {
    election: database.prepare(`SELECT id, election, ${digest} AS boundariesHash FROM elections`).get() as StoredElection | undefined,
    boundaries: Object.fromEntries(database.prepare('SELECT level, geojson FROM boundaries').raw().all() as [string, string][]),
  }
}
