import { join } from 'node:path'

/** Where things lie in a data folder (`KAMAR_DATA`). */
export const dataFolder = (folder: string) => ({
  /** Entries, erasable texts, election, boundaries: the evidence. May be handed over as it is: it names no account. */
  ledger: join(folder, 'kamar.db'),
  /** Accounts, sessions, credentials: never part of what is handed over. */
  people: join(folder, 'people.db'),
  /** Original bytes of photos under their SHA-256, and `previews` and `uploads` beside them: evidence too. */
  photos: join(folder, 'photos'),
  /** There while a restore is under way, and for good where one was cut off. */
  unfinished: join(folder, 'kamar.db.partial'),
  lock: join(folder, 'lock.db'),
  /** Who holds the lock, for the one who is refused. */
  lockHolder: join(folder, 'lock.json'),
  /** When the newest backup was found whole, for `/metrics`: a note, never believed for anything else. */
  lastBackup: join(folder, 'last-backup.json'),
})
