import { drizzle } from 'drizzle-orm/pg-proxy'
import type pg from 'pg'
import { readFailure } from './postgres-failure.ts'
import { type PostgresSession, transaction } from './postgres-session.ts'
import type { Builders, Queries } from './queries.ts'

/** Reads from the pool, writes on the one session. */
export function postgresQueries(pool: pg.Pool, session: PostgresSession): Queries {
  const db = drizzle(async (text, values) => {
    try {
      return await pool.query({ text, values, rowMode: 'array' })
    } catch (error) {
      throw readFailure(error)
    }
  })
  return {
    // Drizzle has one set of types per dialect; these builders take and give the same values in both.
    db: db as unknown as Builders,
    write: (...changes) =>
      session.run((turn) =>
        transaction(turn, async (client) => {
          const counts: number[] = []
          for (const { sql, params } of changes.map((change) => change.toSQL()))
            counts.push((await client.query(sql, [...params])).rowCount ?? 0)
          return counts
        }),
      ),
  }
}
