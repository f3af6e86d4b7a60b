import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { photoFile } from '../../db/photo-store.ts'
import { digestOf } from '../backup/durable-files.ts'

/**
 * The photos facts name against the files: `missing` and `changed` by SHA-256, ascending. `unplaced` = files no fact names: an upload whose
 * fact was refused or is being written just now; no error, nothing that was acknowledged is among them.
 */
export type PhotosReport = {
  /** How many the facts name, and the bytes of those that are as they should be. */
  readonly named: number
  readonly bytes: number
  readonly missing: readonly string[]
  readonly changed: readonly string[]
  readonly unplaced: readonly string[]
}

/** Reads every byte; also while a server writes, for bytes are there before their fact. A folder that is not there holds no photo. */
export function verifyPhotos(folder: string, named: ReadonlySet<string>): PhotosReport {
  const [missing, changed]: [string[], string[]] = [[], []]
  let bytes = 0
  for (const sha256 of [...named].toSorted()) {
    const file = photoFile(folder, sha256)
    if (!existsSync(file)) missing.push(sha256)
    else {
      const digest = digestOf(file)
      if (digest.sha256 === sha256) bytes += digest.bytes
      else changed.push(sha256)
    }
  }
  return { named: named.size, bytes, missing, changed, unplaced: filesIn(folder).filter((sha256) => !named.has(sha256)) }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const shelves = readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name))
  return shelves.flatMap((shelf) => readdirSync(join(folder, shelf))).toSorted()
}
