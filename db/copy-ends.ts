import { existsSync, mkdirSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { err, ok, type Result } from '../shared/result.ts'
import { dataFolder } from './data-folder.ts'
import { lockFolder } from './folder-lock.ts'
import { describeHolder } from './lock-holder.ts'
import { migrated, unusableWords } from './open-postgres.ts'
import { isPostgres, type Place } from './place.ts'
import { connectDurably } from './postgres-connection.ts'
import { takeLock } from './postgres-lock.ts'
import { PostgresSession, transaction } from './postgres-session.ts'
import type { Builders } from './queries.ts'
import type { LedgerTables, PeopleTables } from './schema.ts'
import * as sqlitePeople from './schema.people.ts'
import * as postgresTables from './schema.postgres.ts'
import * as sqliteLedger from './schema.sqlite.ts'
import { openForReading, openForWriting } from './sqlite-connection.ts'

/** One end of a copy: the same tables whatever the dialect, in one transaction. */
export type End = {
  readonly evidence: { readonly db: Builders; readonly tables: LedgerTables }
  readonly people: { readonly db: Builders; readonly tables: PeopleTables }
}
/** `inUse` = somebody writes to it: what he takes from now on is not in the copy. */
export type Source = End & { readonly inUse?: string }

/**
 * One moment of a place, which stays as it is meanwhile where nobody holds it. Refused in words. One that nobody holds is brought to
 * the schema of today.
 */
export const fromPlace = <T>(place: Place, work: (source: Source) => Promise<T>): Promise<Result<T, string>> =>
  isPostgres(place) ? fromDatabase(place, work) : fromFolder(place, work)

/** All that `work` writes or nothing, with the place to ourselves. Refused in words. */
export const intoPlace = <T>(place: Place, work: (target: End) => Promise<T>): Promise<Result<T, string>> =>
  isPostgres(place) ? intoDatabase(place, work) : intoFolder(place, work)

async function fromFolder<T>(folder: string, work: (source: Source) => Promise<T>): Promise<Result<T, string>> {
  const paths = dataFolder(folder)
  if (!existsSync(paths.ledger) || !existsSync(paths.people)) return err('is no data folder: it holds no ledger')
  const lock = lockFolder(paths, new Date())
  const open = (file: string, schema: 'sqlite' | 'people') => {
    if (lock.ok) openForWriting(file, schema).close()
    return openForReading(file)
  }
  const databases: Database.Database[] = []
  try {
    databases.push(open(paths.ledger, 'sqlite'), open(paths.people, 'people'))
    for (const database of databases) database.exec('BEGIN')
    return ok(await work({ ...endOf(databases), ...(lock.ok ? {} : { inUse: describeHolder('it', lock.error.holder) }) }))
  } finally {
    for (const database of databases) database.close()
    if (lock.ok) lock.value.release()
  }
}

async function intoFolder<T>(folder: string, work: (target: End) => Promise<T>): Promise<Result<T, string>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths = dataFolder(folder)
  if (existsSync(paths.unfinished)) return err('is what a restore left that was cut off: empty the folder first')
  const lock = lockFolder(paths, new Date())
  if (!lock.ok) return err(describeHolder('this data folder', lock.error.holder))
  const databases: Database.Database[] = []
  try {
    databases.push(openForWriting(paths.ledger, 'sqlite'), openForWriting(paths.people, 'people'))
    for (const database of databases) database.exec('BEGIN IMMEDIATE')
    const result = await work(endOf(databases))
    // People first: evidence that is there was copied to its end.
    for (const database of databases.toReversed()) database.exec('COMMIT')
    return ok(result)
  } finally {
    for (const database of databases) database.close()
    lock.value.release()
  }
}

const endOf = ([evidence, people]: readonly Database.Database[]): End => ({
  // These builders are awaited in either dialect; SQLite's answer at once.
  evidence: { db: drizzle({ client: evidence as Database.Database }) as unknown as Builders, tables: sqliteLedger },
  people: { db: drizzle({ client: people as Database.Database }) as unknown as Builders, tables: sqlitePeople },
})

async function fromDatabase<T>(url: string, work: (source: Source) => Promise<T>): Promise<Result<T, string>> {
  try {
    const client = await connectDurably(url)
    try {
      const { rows } = await client.query<{ found: string | null }>("SELECT to_regclass('kamar.entries') AS found")
      if (rows[0]?.found === null) return err('holds no ledger')
      const held = await takeLock(client)
      if (!held) await migrated(client)
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      return ok(await work({ ...endOn(client), ...(held ? { inUse: describeHolder('it', held.holder) } : {}) }))
    } finally {
      await client.end()
    }
  } catch (error) {
    return err(unusableWords(error))
  }
}

async function intoDatabase<T>(url: string, work: (target: End) => Promise<T>): Promise<Result<T, string>> {
  try {
    const session = await PostgresSession.open(url, { migrate: migrated, onNews: () => {} })
    if (!session.ok) return err(describeHolder('this database', session.error.holder))
    try {
      return ok(await session.value.run((turn) => transaction(turn, (client) => work(endOn(client)))))
    } finally {
      await session.value.close()
    }
  } catch (error) {
    return err(unusableWords(error))
  }
}

function endOn(client: pg.Client): End {
  const db = drizzlePostgres({ client }) as unknown as Builders
  return { evidence: { db, tables: postgresTables }, people: { db, tables: postgresTables } }
}
