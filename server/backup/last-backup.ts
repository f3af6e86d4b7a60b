import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { dataFolder } from '../../db/data-folder.ts'
import { Instant } from '../../shared/ids.ts'

const Note = z.object({ at: Instant })

/** Leaves a note in the data folder, so that the running server can tell how old its newest backup is. Throws what the file system says. */
export function noteBackup(folder: string, at: string): void {
  const { lastBackup } = dataFolder(folder)
  writeFileSync(`${lastBackup}.partial`, JSON.stringify({ at }), { mode: 0o600 })
  renameSync(`${lastBackup}.partial`, lastBackup)
}

/** Epoch ms; undefined = none yet, or none that can be understood. */
export function lastBackupMs(folder: string): number | undefined {
  try {
    return Date.parse(Note.parse(JSON.parse(readFileSync(dataFolder(folder).lastBackup, 'utf8'))).at)
  } catch {
    return undefined
  }
}
