import Database from 'better-sqlite3'
/** Nothing was written and the same write may succeed later: the disk is full, or another program holds the file. */
export class StoreFailure extends Error {
  kind
  constructor(kind, message) {
    super(message)
    this.name = 'StoreFailure'
    this.kind = kind
  }
}
/** Undefined = anything else, of which nobody can say what it left behind. */
export function failureKind(error) {
  if (!(error instanceof Database.SqliteError)) return undefined
  if (error.code === 'SQLITE_FULL') return 'disk-full'
  return error.code.startsWith('SQLITE_BUSY') ? 'busy' : undefined
}
/** SQLite's own code, also of an error that the migrator wrapped. */
export function sqliteCode(error) {
  if (error instanceof Database.SqliteError) return error.code
  return error instanceof Error ? sqliteCode(error.cause) : undefined
}
