import type Database from 'better-sqlite3'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import type { DatabaseName, Statement, Writer } from './writer.ts'

/** Drizzle's builders that exist in every dialect. Awaiting a select reads committed rows; changes go through `write`. */
export type Builders = Pick<BaseSQLiteDatabase<'async', unknown>, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete'>
type Change = { toSQL(): Statement }

/** How repositories speak to a database: nothing of one dialect is in reach. */
export type Queries = {
  readonly db: Builders
  /** All or none, durable when it resolves: how many rows each changed. Rejects on any failure of the database. */
  readonly write: (...changes: readonly Change[]) => Promise<number[]>
}

/** Reads on the caller's thread through prepared statements, writes where `write` brings them. */
function queries(reader: Database.Database, write: (statements: readonly Statement[]) => Promise<number[]>): Queries {
  const prepared = new Map<string, Database.Statement>()
  const statement = (sql: string): Database.Statement => {
    const known = prepared.get(sql) ?? reader.prepare(sql).raw()
    prepared.set(sql, known)
    return known
  }
  const db = drizzle(async (sql, params, method) => {
    const rows = method === 'get' ? statement(sql).get(...params) : statement(sql).all(...params)
    // Drizzle's type wants a list; of `get` it takes the row itself, or nothing.
    return { rows: rows as unknown[] }
  })
  return {
    db,
    write: (...changes) => write(changes.map((change) => change.toSQL())),
  }
}

export const threadQueries = (reader: Database.Database, writer: Writer, name: DatabaseName): Queries =>
  queries(reader, (statements) => writer.write(name, statements))

/** One connection for both, for a database in memory, which no other thread can see. */
export const localQueries = (database: Database.Database): Queries =>
  queries(database, async (statements) =>
    database.transaction(() => statements.map(({ sql, params }) => database.prepare(sql).run(...params).changes)).immediate(),
  )
