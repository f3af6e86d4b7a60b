import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type Backup, makeBackup, type NoBackup } from '../backup/make-backup.ts'
import { noteBackup } from '../backup/last-backup.ts'
import { jsonOption } from './arguments.ts'
import { CannotRun, EXIT, refused } from './cannot-run.ts'
import { configFromEnvironment } from './data-folder.ts'
import { onDisk } from './disk-trouble.ts'
import { say, sayJson, warn } from './say.ts'
import { sqliteOnly } from './sqlite-only.ts'
import { ledgerInWords } from './verify.ts'

type Options = { readonly people: boolean; readonly json?: true }

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the data folder (KAMAR_DATA) into a new folder, also while a server writes it, and verify the copy')
    .argument('<folder>', 'where to; must not be there yet')
    .option('--without-people', 'the evidence only: no account, password hash, token or wall link')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action((folder: string, { withoutPeople, json }: { withoutPeople?: true; json?: true }) =>
      backup(folder, { people: !withoutPeople, ...(json ? { json } : {}) }),
    )
}

const HELP = `
Says ok only after every entry of the copy was rehashed and every total counted again; then it holds every form that was acknowledged before
the backup began. Each line room:seq:hash can be kept apart and shown to verify --head or restore --head later: it proves that nothing was lost.
The original bytes of every photo are in it, each read back; previews are made anew. Ends with 1 when the data folder had lost photos, and
names them. Sessions are left out; accounts, tokens and wall links come along unless --without-people. A folder <folder>.partial-... is left of a backup
that was killed: it is no backup, delete it.`

function backup(target: string, { people, json }: Options): void {
  sqliteOnly('backup')
  const { folder } = configFromEnvironment()
  const made = onDisk(target, () => makeBackup(folder, target, { people, now: new Date() }))
  if (!made.ok) return tellRefusal(made.error, folder, target)
  const noted = note(folder, made.value.manifest.madeAt)
  const { manifest } = made.value
  if (json) sayJson({ ok: true, folder: resolve(target), ...manifest })
  else say(told(made.value))
  const lost = manifest.photos?.lost ?? []
  if (lost.length > 0) {
    const words = `${lost.length} photos were missing or changed in the data folder; everything else is in the copy: ${lost.join(', ')}`
    if (json) process.exitCode = EXIT.refused
    else refused(words)
  }
  if (!noted) warn('The data folder cannot be written, so the server does not learn that there is a new backup.')
}

function tellRefusal(refusal: NoBackup, folder: string, target: string): void {
  switch (refusal.kind) {
    case 'no-data-folder':
      throw new CannotRun(`${folder} is no data folder: it holds no ledger (KAMAR_DATA)`)
    case 'exists':
      return refused(`${target} is there already: a backup never writes over anything, name a new folder`)
    case 'broken': {
      const people = refusal.people.map((damage) => `people.db: ${damage}`)
      return refused(
        [
          ...ledgerInWords(refusal.report),
          ...people,
          'The copy is not whole and was removed. Look at the data folder: kamar-hitung verify',
        ].join('\n'),
      )
    }
  }
}

/** False when the data folder takes no note, e.g. a read-only one: the backup is good all the same. */
function note(folder: string, at: string): boolean {
  try {
    noteBackup(folder, at)
    return true
  } catch {
    return false
  }
}

function told({ folder, manifest: { heads, people, files, photos } }: Backup): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, photos?.bytes ?? 0)
  return [
    ...heads.map(({ room, seq, hash }) => `${room}:${seq}:${hash}`),
    `The copy in ${folder} is whole (${(bytes / 1e6).toFixed(1)} MB, ${photos ? `${photos.files} photos, ` : ''}${people ? 'with' : 'without'} people).`,
  ].join('\n')
}
