import Database from 'better-sqlite3'

export type StoreFailureKind = 'disk-full' | 'busy'

/** Nothing was written and the same may succeed later: the disk is full, another program holds the file, or the database does not answer. */
export class StoreFailure extends Error {
  readonly kind: StoreFailureKind

  constructor(kind: StoreFailureKind, message: string) {
    super(message)
    this.name = 'StoreFailure'
    this.kind = kind
  }
}

/** Also one that Drizzle wrapped. */
export function storeFailureIn(error: unknown): StoreFailure | undefined {
  if (error instanceof StoreFailure) return error
  return error instanceof Error ? storeFailureIn(error.cause) : undefined
}

/** Undefined = anything else, of which nobody can say what it left behind. */
export function failureKind(error: unknown): StoreFailureKind | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined
  if (error.code === 'SQLITE_FULL') return 'disk-full'
  return error.code.startsWith('SQLITE_BUSY') ? 'busy' : undefined
}

/** SQLite's own code, also of an error that the migrator wrapped. */
export function sqliteCode(error: unknown): string | undefined {
  if (error instanceof Database.SqliteError) return error.code
  return error instanceof Error ? sqliteCode(error.cause) : undefined
}
