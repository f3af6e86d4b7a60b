import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { err, ok, type Result } from '../shared/result.ts'
import type { dataFolder } from './data-folder.ts'
import { LockHolder } from './lock-holder.ts'
import { makePrivateFile } from './private-file.ts'

/** Somebody else has the folder; `holder` is unknown when he has not written his name yet. */
export type FolderHeld = { readonly code: 'folder-held'; readonly holder: LockHolder | undefined }
export type FolderLock = { release(): void }

/**
 * One process for each data folder: an exclusive SQLite transaction on `lock.db`, held until released. The operating system
 * drops it with the process, however that ends, on Windows too; `lock.json` only names the holder and is never believed.
 *
 * Blind spots: network drives that do not lock; and on POSIX a lock falls when its own process opens and closes `lock.db`
 * by other means than SQLite, so nothing here may read or copy that file while the folder is open.
 */
export function lockFolder(paths: Pick<ReturnType<typeof dataFolder>, 'lock' | 'lockHolder'>, now: Date): Result<FolderLock, FolderHeld> {
  makePrivateFile(paths.lock)
  makePrivateFile(paths.lockHolder)
  const database = new Database(paths.lock, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return err({ code: 'folder-held', holder: holderIn(paths.lockHolder) })
    throw error
  }
  const holder: LockHolder = { pid: process.pid, host: hostname(), startedAt: now.toISOString() }
  writeFileSync(paths.lockHolder, JSON.stringify(holder))
  return ok({ release: () => void database.close() })
}

function holderIn(file: string): LockHolder | undefined {
  try {
    return LockHolder.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
