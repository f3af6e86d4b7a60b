import type { Command } from 'commander'
import { describeRefusal } from '../../db/open-store.ts'
import { MANIFEST_FILE, type Manifest } from '../backup/manifest.ts'
import { type NotRestored, restoreBackup } from '../backup/restore-backup.ts'
import { jsonOption } from './arguments.ts'
import { CannotRun, refused } from './cannot-run.ts'
import { configFromEnvironment } from './data-folder.ts'
import { onDisk } from './disk-trouble.ts'
import { byRoom, headOption, type KnownHead } from './known-heads.ts'
import { say, sayJson } from './say.ts'
import { sqliteOnly } from './sqlite-only.ts'
import { ledgerInWords } from './verify.ts'

type Options = { readonly head?: readonly KnownHead[]; readonly keepInvitations?: boolean; readonly json?: true }

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('bring a backup into a new or empty data folder (KAMAR_DATA), after verifying it')
    .argument('<backup>', 'the folder that backup made')
    .addOption(headOption())
    .option('--keep-invitations', 'leave open what was open when the backup was made; left out, open invitations are withdrawn')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action(restore)
}

const HELP = `
Nothing is written before every file, entry and total of the backup was checked, and with --head every entry known from elsewhere was found
in it. Everybody signs in anew: sessions are not in a backup. Tokens and wall links are as they were when it was made, so those
revoked since then open again: look through them before the server is opened to the network. Invitations that were open then may have been
used since, and whoever holds such a link would make a second account: they are withdrawn. With --keep-invitations they stay open: look
through \`invite list\` and revoke those that were used.`

function restore(backup: string, { head = [], keepInvitations = false, json }: Options): void {
  sqliteOnly('restore')
  const { folder } = configFromEnvironment()
  const restored = onDisk(folder, () => restoreBackup(backup, folder, { expectedHeads: byRoom(head), now: new Date(), keepInvitations }))
  if (!restored.ok) return tellRefusal(restored.error, backup, folder)
  const { heads, ...about } = restored.value
  if (json) sayJson({ ok: true, folder, heads, ...about })
  else say([told(folder, restored.value), ...invitationsTold(restored.value.invitations, keepInvitations)].join('\n'))
}

function tellRefusal(refusal: NotRestored, backup: string, folder: string): void {
  switch (refusal.kind) {
    case 'no-backup':
      throw new CannotRun(`${backup} is no backup: it holds no ${MANIFEST_FILE} (a backup that was cut off has none)`)
    case 'changed':
      return refused(`${backup}: ${refusal.file} is missing or not as it was when the backup was made; nothing was restored`)
    case 'broken':
      return refused(`${ledgerInWords(refusal.report).join('\n')}\nNothing was restored.`)
    case 'not-empty':
      return refused(`${folder} is not empty: restore into a new or empty folder (KAMAR_DATA), nothing is ever written over`)
    case 'held':
      throw new CannotRun(`${folder}: ${describeRefusal(refusal.held)}`)
  }
}

function invitationsTold(open: number, kept: boolean): string[] {
  if (open === 0) return []
  return kept
    ? [
        `Open invitations: ${open}. Some may have been used after the backup: \`invite list\` names them, \`invite revoke --id\` closes one.`,
      ]
    : [`Open invitations: ${open}, all withdrawn, for they may have been used after the backup. Invite anew whoever has no account yet.`]
}

function told(folder: string, { heads, madeAt, people }: Manifest): string {
  const next = people
    ? `Everybody signs in anew. Tokens and wall links revoked after ${madeAt} open again: look through them first.`
    : 'It holds no account: the first start prints a code that makes the first administrator.'
  return [
    ...heads.map(({ room, seq, hash }) => `${room}:${seq}:${hash}`),
    `${folder} is as it was at ${madeAt}, every entry and total checked. ${next}`,
  ].join('\n')
}
