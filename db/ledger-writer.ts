import Database from 'better-sqlite3'
import type { RoomId } from '../shared/ids.ts'
import { assert, err } from '../shared/result.ts'
import type { Tip } from './entry-hash.ts'
import { type Append, type Appended, judgeAppend } from './judge-append.ts'
import { type AppendFailure, GENESIS } from './ledger.ts'
import { failureKind } from './store-failure.ts'

export type LedgerWriter = {
  /** One commit for all of them, each judged on its own, answers in their order. Throws only on our own bugs, with nothing written. */
  commit(appends: readonly Append[]): Appended[]
  erase(hash: string): boolean
}

/** Writes entries on the one connection that may. Knows the heads of its rooms, so that refusals cost no insert that fails. */
export function ledgerWriter(database: Database.Database): LedgerWriter {
  const begin = database.prepare('BEGIN IMMEDIATE')
  const commitAll = database.prepare('COMMIT')
  const electionId = database.prepare('SELECT id FROM elections').pluck()
  const dataVersion = database.prepare('PRAGMA data_version').pluck()
  const lastOf = database.prepare('SELECT seq, hash, at FROM entries WHERE room = ? ORDER BY seq DESC LIMIT 1')
  const isKnown = database.prepare('SELECT 1 FROM entries WHERE id = ?').pluck()
  const insertEntry = database.prepare(
    'INSERT INTO entries (room, seq, at, "by", id, request_hash, fact, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const insertText = database.prepare('INSERT INTO texts (hash, salt, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const removeText = database.prepare('DELETE FROM texts WHERE hash = ?')

  const tips = new Map<RoomId, Tip>()
  let version: unknown
  let stopped: string | undefined

  const tipOf = (room: RoomId): Tip => tips.get(room) ?? (lastOf.get(room) as Tip | undefined) ?? { ...GENESIS, at: '' }

  function write(election: string, append: Append): Appended {
    const tip = tipOf(append.room)
    const judged = judgeAppend(election, tip, append, (id) => isKnown.get(id) !== undefined)
    if (!judged.ok) return judged
    for (const e of judged.value) insertEntry.run(e.room, e.seq, e.at, e.by, e.id, e.requestHash, e.fact, e.previous, e.hash)
    for (const { text } of append.drafts) if (text) insertText.run(text.hash, text.salt, text.text)
    tips.set(append.room, judged.value.at(-1) ?? tip)
    return judged
  }

  function attempt(appends: readonly Append[]): Appended[] {
    begin.run()
    // Another connection wrote (a restore, a person): what is remembered of the heads may be wrong.
    const seen = dataVersion.get()
    if (seen !== version) tips.clear()
    version = seen
    const election = electionId.get() as string | undefined
    assert(election !== undefined, 'nothing is written before an election is loaded')
    const answers = appends.map((append) => write(election, append))
    commitAll.run()
    return answers
  }

  return {
    commit(appends) {
      if (stopped !== undefined)
        return appends.map(() => err({ kind: 'unknown', reason: `not written, the ledger must be reopened: ${stopped}` }))
      try {
        return attempt(appends)
      } catch (error) {
        tips.clear()
        const failure = error instanceof Database.SqliteError ? failureOf(error) : undefined
        if (failure?.kind === 'unknown') stopped = failure.reason
        if (database.inTransaction) database.exec('ROLLBACK')
        if (failure === undefined) throw error
        return appends.map(() => err(failure))
      }
    },
    erase(hash) {
      const { changes } = removeText.run(hash)
      // The log still holds the text until it is checkpointed; a reader in the middle of a long read puts that off to the next time.
      if (changes > 0) database.pragma('wal_checkpoint(PASSIVE)')
      return changes > 0
    },
  }
}

/**
 * After SQLITE_FULL or SQLITE_BUSY nothing was written and the next attempt may succeed. After any other failure of the disk the
 * commit may come back when the log is read again, and a page that failed to sync may be lost silently at the next sync
 * (fsync reports an error once): the writer stops for good.
 */
function failureOf(error: InstanceType<typeof Database.SqliteError>): AppendFailure {
  const kind = failureKind(error)
  return kind ? { kind } : { kind: 'unknown', reason: `${error.code}: ${error.message}` }
}
