import { closeSync, openSync } from 'node:fs'

/**
 * Makes the file, empty, for this user alone when it is not there; one that is there is not even opened (folder-lock.ts tells why) and
 * keeps its mode. SQLite takes an empty file for a new database and gives its log and journal the mode of the database. Windows has no
 * such bits and takes no notice.
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
