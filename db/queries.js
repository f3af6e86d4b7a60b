import { drizzle } from 'drizzle-orm/sqlite-proxy'
/** Reads on the caller's thread through prepared statements, writes where `write` brings them. */
function queries(reader, write) {
  const prepared = new Map()
  const statement = (sql) => {
    const known = prepared.get(sql) ?? reader.prepare(sql).raw()
    prepared.set(sql, known)
    return known
  }
  const db = drizzle(async (sql, params, method) => {
    const rows = method === 'get' ? statement(sql).get(...params) : statement(sql).all(...params)
    // Drizzle's type wants a list; of `get` it takes the row itself, or nothing.
    return { rows: rows }
  })
  return {
    db,
    write: (...changes) => write(changes.map((change) => change.toSQL())),
  }
}
export const threadQueries = (reader, writer, name) => queries(reader, (statements) => writer.write(name, statements))
/** One connection for both, for a database in memory, which no other thread can see. */
export const localQueries = (database) =>
  queries(database, async (statements) =>
    database.transaction(() => statements.map(({ sql, params }) => database.prepare(sql).run(...params).changes)).immediate(),
  )
