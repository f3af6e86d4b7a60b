import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openInvitations } from '../../db/copy-database.ts'
import { dataFolder } from '../../db/data-folder.ts'
import { type FolderHeld, lockFolder } from '../../db/folder-lock.ts'
import { readElection } from '../../db/read-election.ts'
import type { VerifyOptions } from '../../db/chain-walk.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { type LedgerReport, verifyLedger } from '../tally/verify-folder.ts'
import { photoFile } from '../../db/photo-store.ts'
import { copyPhotos } from './copy-photos.ts'
import { copyDurably, digestOf, syncFile, syncFolder } from './durable-files.ts'
import { type Manifest, readManifest } from './manifest.ts'

export type NotRestored =
  | { readonly kind: 'no-backup' }
  /** A file of the backup is missing or another than when it was made. */
  | { readonly kind: 'changed'; readonly file: string }
  | { readonly kind: 'broken'; readonly report: LedgerReport }
  | { readonly kind: 'not-empty' }
  | { readonly kind: 'held'; readonly held: FolderHeld }
export type RestoreOptions = {
  /** Entries known from elsewhere that must be in the backup. */
  readonly expectedHeads?: VerifyOptions['expectedHeads']
  readonly now: Date
  /** Leave invitations open that were open when the backup was made; some may have been used since. */
  readonly keepInvitations?: boolean
}
/** `invitations` = how many were open, and so were withdrawn or kept. */
export type Restored = Manifest & { readonly invitations: number }

/**
 * Brings a backup into a new or empty data folder. Everything is checked before anything is written: each file and photo against its digest,
 * every entry and total, the heads the backup names and those known from elsewhere. The folder is locked meanwhile, and becomes a
 * data folder with the last rename: a restore that is cut off leaves none. Throws what the file system says.
 */
export function restoreBackup(backup: string, folder: string, options: RestoreOptions): Result<Restored, NotRestored> {
  const manifest = readManifest(backup)
  if (!manifest) return err({ kind: 'no-backup' })
  const changed = manifest.files.find(({ name, ...digest }) => !isFile(join(backup, name), digest))
  if (changed) return err({ kind: 'changed', file: changed.name })
  const { report, photos } = verifyLedger(backup, readElection(backup), headsToFind(manifest, options.expectedHeads))
  if (!report.ok) return err({ kind: 'broken', report })
  const lost = new Set(manifest.photos?.lost)
  const expected = [...photos].filter((sha256) => !lost.has(sha256))
  const gone = expected.find((sha256) => !isPhoto(dataFolder(backup).photos, sha256))
  if (gone !== undefined) return err({ kind: 'changed', file: `photo ${gone}` })
  return bringIn({ backup, folder, photos: expected }, manifest, options)
}

const isFile = (file: string, { bytes, sha256 }: Omit<Manifest['files'][number], 'name'>): boolean => {
  if (!existsSync(file)) return false
  const found = digestOf(file)
  return found.bytes === bytes && found.sha256 === sha256
}

const isPhoto = (photos: string, sha256: string): boolean => {
  const file = photoFile(photos, sha256)
  return existsSync(file) && digestOf(file).sha256 === sha256
}

function headsToFind({ heads }: Manifest, known: RestoreOptions['expectedHeads'] = {}): VerifyOptions['expectedHeads'] {
  const named = heads.map(({ room, seq, hash }) => [room, [{ seq, hash }, ...[known[room] ?? []].flat()]] as const)
  return { ...known, ...Object.fromEntries(named) }
}

type Bringing = { readonly backup: string; readonly folder: string; readonly photos: readonly string[] }

function bringIn({ backup, folder, photos }: Bringing, manifest: Manifest, options: RestoreOptions): Result<Restored, NotRestored> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths = dataFolder(folder)
  // What is no data folder gets no lock either: nothing of ours is left in somebody's other folder.
  if (holdsAnything(folder, paths) && !existsSync(paths.lock)) return err({ kind: 'not-empty' })
  const lock = lockFolder(paths, options.now)
  if (!lock.ok) return err({ kind: 'held', held: lock.error })
  try {
    if (holdsAnything(folder, paths)) return err({ kind: 'not-empty' })
    copyDatabases(backup, folder, manifest)
    const { now, keepInvitations = false } = options
    const people = partialOf(paths.people)
    const invitations = manifest.people ? openInvitations(people, { nowMs: now.getTime(), withdraw: !keepInvitations }) : 0
    if (manifest.people) syncFile(people)
    bringPhotos(dataFolder(backup).photos, paths.photos, photos)
    for (const name of ledgerLast(manifest)) renameSync(partialOf(join(folder, name)), join(folder, name))
    syncFolder(folder)
    return ok({ ...manifest, invitations })
  } catch (error) {
    for (const { name } of manifest.files) rmSync(partialOf(join(folder, name)), { force: true })
    throw error
  } finally {
    lock.value.release()
  }
}

function bringPhotos(from: string, to: string, photos: readonly string[]): void {
  try {
    const { lost } = copyPhotos(from, to, photos)
    if (lost.length > 0) throw new Error(`photo ${lost[0]} was not written as it was read: the disk is not to be trusted`)
  } catch (error) {
    rmSync(to, { recursive: true, force: true })
    throw error
  }
}

/** Beside the lock (and SQLite's journal of it), which an attempt before this one may have left. */
function holdsAnything(folder: string, { lock, lockHolder }: Pick<ReturnType<typeof dataFolder>, 'lock' | 'lockHolder'>): boolean {
  return readdirSync(folder).some((name) => !name.startsWith(basename(lock)) && name !== basename(lockHolder))
}

const partialOf = (file: string): string => `${file}.partial`

/** The ledger's name comes last: it is what makes a data folder. */
const ledgerLast = ({ files }: Manifest): string[] =>
  files.map(({ name }) => name).toSorted((a, b) => Number(a === 'kamar.db') - Number(b === 'kamar.db'))

/** The ledger is the first to lie there: by its partial file a folder in which a restore was cut off is known (`unfinished`). */
function copyDatabases(backup: string, folder: string, manifest: Manifest): void {
  for (const name of ledgerLast(manifest).toReversed()) {
    const partial = partialOf(join(folder, name))
    copyDurably(join(backup, name), partial)
    const digest = manifest.files.find((file) => file.name === name)
    if (!digest || !isFile(partial, digest)) throw new Error(`${name} was not written as it was read: the disk is not to be trusted`)
  }
}
