import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { copyDatabase, damageIn, forgetSessions, headsIn } from '../../db/copy-database.ts'
import { dataFolder } from '../../db/data-folder.ts'
import { readElection } from '../../db/read-election.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { RoomId } from '../../shared/ids.ts'
import { VERSION } from '../http/version.ts'
import { type LedgerReport, verifyLedger } from '../tally/verify-folder.ts'
import { copyPhotos } from './copy-photos.ts'
import { digestOf, syncFile, syncFolder } from './durable-files.ts'
import { type Manifest, writeManifest } from './manifest.ts'

export type Backup = { readonly folder: string; readonly manifest: Manifest }
/** `broken` = what was copied is not whole, and `report` says where: the data folder itself is in trouble. */
export type NoBackup =
  | { readonly kind: 'no-data-folder' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'broken'; readonly report: LedgerReport; readonly people: readonly string[] }
export type BackupOptions = { readonly people: boolean; readonly now: Date }

/**
 * Copies a data folder into the new folder `target`, also while a server writes it, and says ok only after the copy was walked like a
 * ledger of its own: every entry rehashed, every total counted again, and every entry that was durable when this began found in it.
 *
 * All or nothing: until it is whole it lies beside the target under another name and without `backup.json`. The ledger is copied
 * before the people, so that every author of an entry has his account, and before the photos its facts name; those the data folder has
 * lost are named in the manifest and hold up nothing. Sessions are left out.
 * Throws what the file system or SQLite says when the disk takes no more.
 */
export function makeBackup(source: string, target: string, { people, now }: BackupOptions): Result<Backup, NoBackup> {
  if (!existsSync(dataFolder(source).ledger)) return err({ kind: 'no-data-folder' })
  const folder = resolve(target)
  if (existsSync(folder)) return err({ kind: 'exists' })
  mkdirSync(dirname(folder), { recursive: true })
  const partial = mkdtempSync(`${folder}.partial-`)
  try {
    const made = fill(partial, source, { people, now })
    if (!made.ok) return made
    if (existsSync(folder)) return err({ kind: 'exists' })
    renameSync(partial, folder)
    syncFolder(dirname(folder))
    return ok({ folder, manifest: made.value })
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

function fill(partial: string, source: string, { people, now }: BackupOptions): Result<Manifest, NoBackup> {
  const [from, to] = [dataFolder(source), dataFolder(partial)]
  const madeAt = now.toISOString()
  const before = headsIn(from.ledger)
  copyDatabase(from.ledger, to.ledger)
  const withPeople = people && existsSync(from.people)
  if (withPeople) {
    copyDatabase(from.people, to.people)
    forgetSessions(to.people)
  }
  const election = readElection(partial)
  const { report, photos } = verifyLedger(partial, election, before)
  const damaged = withPeople ? damageIn(to.people) : []
  if (!report.ok || damaged.length > 0) return err({ kind: 'broken', report, people: damaged })
  const names = withPeople ? (['kamar.db', 'people.db'] as const) : (['kamar.db'] as const)
  for (const name of names) syncFile(join(partial, name))
  const copied = copyPhotos(from.photos, to.photos, photos)
  const manifest: Manifest = {
    format: 1,
    madeAt,
    version: VERSION,
    ...(election ? { election: { id: election.id, name: election.name, simulated: election.simulated } } : {}),
    people: withPeople,
    heads: report.rooms.map(({ room, head }) => ({ room: room as RoomId, ...head })),
    ...(photos.size > 0 ? { photos: copied } : {}),
    files: names.map((name) => ({ name, ...digestOf(join(partial, name)) })),
  }
  writeManifest(partial, manifest)
  syncFile(join(partial, 'backup.json'))
  syncFolder(partial)
  return ok(manifest)
}
