import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { assert } from '../shared/result.ts'
import { makePrivateFile } from './private-file.ts'

/** How long a statement waits for a lock of another process (a backup, a person with a database browser). */
const BUSY_MS = 5000

/** A connection that answers only after the disk has it. One per file and machine: the writer thread's. `schema` names the migration folder. */
export function openForWriting(file: string, schema: 'sqlite' | 'people'): Database.Database {
  if (file !== ':memory:') makePrivateFile(file)
  const database = new Database(file, { timeout: BUSY_MS })
  database.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled to fall back to NORMAL in WAL mode, so this comes after journal_mode, on every connection.
  database.pragma('synchronous = FULL')
  assert(database.pragma('synchronous', { simple: true }) === 2, `${file} is not written with synchronous=FULL`)
  // macOS: a plain fsync stops in the drive's cache.
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('recursive_triggers = ON')
  // What is erased is overwritten, not only unlinked.
  database.pragma('secure_delete = ON')
  migrate(drizzle({ client: database }), { migrationsFolder: fileURLToPath(new URL(`./migrations/${schema}`, import.meta.url)) })
  return database
}

/** Sees committed rows only, also while another thread or process writes. */
export const openForReading = (file: string): Database.Database =>
  new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
