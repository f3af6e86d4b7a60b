import Database from 'better-sqlite3'
import type { RoomId } from '../shared/ids.ts'
import type { Head } from './ledger.ts'
import { makePrivateFile } from './private-file.ts'
import { openForReading } from './sqlite-connection.ts'

/**
 * Copies a database as it stands at one moment, also while another process writes it: VACUUM INTO reads one snapshot, so writers
 * neither wait nor make it start over (the online backup starts over at each of their commits), and nothing that was erased comes
 * along. Not synced: that is the caller's. Meanwhile the log of the source cannot be emptied and grows by what is written.
 */
export function copyDatabase(from: string, to: string): void {
  makePrivateFile(to)
  const database = openForReading(from)
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

/** Ends every session in a copy of `people.db`: a copy opens nobody's page. */
export function forgetSessions(file: string): void {
  const database = new Database(file)
  try {
    database.pragma('secure_delete = ON')
    database.prepare('DELETE FROM sessions').run()
  } finally {
    database.close()
  }
}

/** Invitations that could still make an account, in a copy of `people.db`; with `withdraw` they cannot any more. Returns how many. */
export function openInvitations(file: string, { nowMs, withdraw }: { readonly nowMs: number; readonly withdraw: boolean }): number {
  const OPEN = 'withdrawn = 0 AND account IS NULL AND expires_at_ms > ?'
  const database = new Database(file)
  try {
    // A copy from before there were invitations has no such table.
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'invitations'").get() === undefined) return 0
    database.pragma('synchronous = FULL')
    if (withdraw) return database.prepare(`UPDATE invitations SET withdrawn = 1 WHERE ${OPEN}`).run(nowMs).changes
    return database.prepare(`SELECT count(*) FROM invitations WHERE ${OPEN}`).pluck().get(nowMs) as number
  } finally {
    database.close()
  }
}

/** What is wrong with the file of a database; empty = nothing. */
export function damageIn(file: string): string[] {
  const database = openForReading(file)
  try {
    const found = database.pragma('integrity_check(20)') as { integrity_check: string }[]
    return found.map((row) => row.integrity_check).filter((text) => text !== 'ok')
  } catch (error) {
    if (error instanceof Database.SqliteError) return [error.message]
    throw error
  } finally {
    database.close()
  }
}

/** The newest entry of each room of a `kamar.db`, as durable now. */
export function headsIn(file: string): Record<RoomId, Head> {
  const database = openForReading(file)
  try {
    const rows = database.prepare('SELECT room, max(seq) AS seq, hash FROM entries GROUP BY room').all()
    return Object.fromEntries((rows as (Head & { room: RoomId })[]).map(({ room, seq, hash }) => [room, { seq, hash }]))
  } finally {
    database.close()
  }
}
