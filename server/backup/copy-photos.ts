import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { photoFile } from '../../db/photo-store.ts'
import { copyDurably, digestOf, syncFolder } from './durable-files.ts'

export type CopiedPhotos = { readonly files: number; readonly bytes: number; readonly lost: string[] }

/**
 * Copies the bytes of these photos between two folders of photos and reads every copy back: under a hash stands what has this hash.
 * `lost` = missing or changed at the source, ascending; they hold up nothing. Throws what the file system says.
 */
export function copyPhotos(from: string, to: string, photos: Iterable<string>): CopiedPhotos {
  const lost: string[] = []
  const shelves = new Set<string>()
  let [files, bytes] = [0, 0]
  for (const sha256 of [...photos].toSorted()) {
    const [source, target] = [photoFile(from, sha256), photoFile(to, sha256)]
    if (!existsSync(source)) {
      lost.push(sha256)
      continue
    }
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    shelves.add(dirname(target))
    copyDurably(source, target)
    const copied = digestOf(target)
    if (copied.sha256 === sha256) {
      files += 1
      bytes += copied.bytes
    } else {
      rmSync(target)
      lost.push(sha256)
    }
  }
  for (const shelf of shelves) syncFolder(shelf)
  if (shelves.size > 0) syncFolder(to)
  return { files, bytes, lost }
}
