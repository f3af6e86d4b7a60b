import * as sqlite from 'drizzle-orm/sqlite-core'
/**
 * One vocabulary of columns, so that the schema is written once for every dialect. A kit of another dialect offers the same
 * words and is cast to this type where it is defined; every word must give the same JavaScript type in all of them.
 */
export const sqliteKit = {
  table: sqlite.sqliteTable,
  text: (name) => sqlite.text(name),
  int: (name) => sqlite.integer(name, { mode: 'number' }),
  /** Epoch milliseconds and other integers up to 2^53. */
  long: (name) => sqlite.integer(name, { mode: 'number' }),
  bool: (name) => sqlite.integer(name, { mode: 'boolean' }),
  json: (name) => sqlite.text(name, { mode: 'json' }).$type(),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
}
