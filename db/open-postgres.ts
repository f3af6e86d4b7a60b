import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type pg from 'pg'
import { err, ok, type Result } from '../shared/result.ts'
import { electionStore } from './elections.ts'
import type { LockHolder } from './lock-holder.ts'
import { peopleStore } from './people-store.ts'
import { openPool, Unfit } from './postgres-connection.ts'
import { driverError, whyUnusable, withoutValues } from './postgres-failure.ts'
import { postgresLedger } from './postgres-ledger.ts'
import { postgresQueries } from './postgres-queries.ts'
import { PostgresSession, type SessionNews } from './postgres-session.ts'
import * as tables from './schema.postgres.ts'
import type { Store } from './store.ts'

/** `words` follow the database's name. */
export type DatabaseRefusal =
  | { readonly code: 'database-held'; readonly holder: LockHolder | undefined }
  | { readonly code: 'database-unusable'; readonly words: string }

/**
 * Opens a PostgreSQL database, making what is missing, for this process alone: one election for each database, the evidence in the
 * schema `kamar`, people in `people`. Closing waits for writes under way.
 */
export async function openPostgres(url: string, onNews: (news: SessionNews) => void = () => {}): Promise<Result<Store, DatabaseRefusal>> {
  try {
    const session = await PostgresSession.open(url, { migrate: migrated, onNews })
    return session.ok ? ok(storeOn(openPool(url), session.value)) : err({ code: 'database-held', holder: session.error.holder })
  } catch (error) {
    return err({ code: 'database-unusable', words: unusableWords(error) })
  }
}

function storeOn(pool: pg.Pool, session: PostgresSession): Store {
  const queries = postgresQueries(pool, session)
  return {
    ledger: postgresLedger(pool, session),
    people: peopleStore(queries, tables),
    elections: electionStore(queries, tables),
    trouble: () => session.trouble,
    async close() {
      await session.close()
      await pool.end()
    },
  }
}

export const migrated = (client: pg.Client): Promise<void> =>
  migrate(drizzle({ client }), { migrationsFolder: fileURLToPath(new URL('./migrations/postgres', import.meta.url)) })

/** What a person can do about it; throws on what is a bug of ours. */
export function unusableWords(error: unknown): string {
  const words = error instanceof Unfit ? error.message : whyUnusable(driverError(error))
  if (words === undefined) throw withoutValues(error)
  return words
}
