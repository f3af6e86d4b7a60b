import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Instant, RoomId, Seq, Sha256 } from '../../shared/ids.ts'

/** Written last: a folder without it is no backup, whatever else lies in it. */
export const MANIFEST_FILE = 'backup.json'

/** What a backup says of itself. `heads` = the newest entry of each room, for `verify --head`. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  madeAt: Instant,
  /** Of the program that made it. */
  version: z.string(),
  election: z.strictObject({ id: z.string(), name: z.string(), simulated: z.boolean() }).optional(),
  people: z.boolean(),
  heads: z.array(z.strictObject({ room: RoomId, seq: Seq, hash: Sha256 })),
  /** Of those the facts name, how many lie in `photos/` under their hash, and those the data folder itself no longer had whole. */
  photos: z.strictObject({ files: z.int().min(0), bytes: z.int().min(0), lost: z.array(Sha256) }).optional(),
  files: z.array(z.strictObject({ name: z.enum(['kamar.db', 'people.db']), bytes: z.int().min(0), sha256: Sha256 })),
})
export type Manifest = z.infer<typeof Manifest>

export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeFileSync(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })

/** Undefined = none, or none that can be understood. */
export function readManifest(folder: string): Manifest | undefined {
  try {
    return Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')))
  } catch {
    return undefined
  }
}
