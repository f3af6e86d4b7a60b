import * as pg from 'drizzle-orm/pg-core'
import * as sqlite from 'drizzle-orm/sqlite-core'

/**
 * One vocabulary of columns, so that the schema is written once for every dialect. A kit of another dialect offers the same
 * words and is cast to this type where it is defined; every word must give the same JavaScript type in all of them.
 */
export const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name: string) => sqlite.text(name),
  int: (name: string) => sqlite.integer(name, { mode: 'number' }),
  /** Epoch milliseconds and other integers up to 2^53. */
  long: (name: string) => sqlite.integer(name, { mode: 'number' }),
  bool: (name: string) => sqlite.integer(name, { mode: 'boolean' }),
  json: <T>(name: string) => sqlite.text(name, { mode: 'json' }).$type<T>(),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
}
export type Kit = typeof sqliteKit

/** Compared byte by byte, as SQLite does: the collation of a database is its host's, and an order must not depend on it. */
const bytewise = pg.customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

/** The same words for the tables of one PostgreSQL schema. */
export const postgresKit = (schema: pg.PgSchema): Kit =>
  // Drizzle has one set of types per dialect; the columns behind them give the same JavaScript values.
  ({
    table: schema.table,
    text: (name: string) => bytewise(name),
    int: (name: string) => pg.integer(name),
    long: (name: string) => pg.bigint(name, { mode: 'number' }),
    bool: (name: string) => pg.boolean(name),
    json: <T>(name: string) => pg.jsonb(name).$type<T>(),
    index: pg.index,
    uniqueIndex: pg.uniqueIndex,
    primaryKey: pg.primaryKey,
  }) as unknown as Kit
