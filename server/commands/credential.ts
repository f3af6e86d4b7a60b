import type { Command } from 'commander'
import type { Credential } from '../../db/people.ts'
import { viewOf } from '../http/routes/credentials.ts'
import { idOption, jsonOption } from './arguments.ts'
import { refused } from './cannot-run.ts'
import { withStore } from './data-folder.ts'
import { say, sayJson } from './say.ts'

/** What tokens and wall links share once they are made. */
export function addListAndRevoke(command: Command, kind: Credential['kind']): void {
  command
    .command('list')
    .description('all that were made, without their secrets')
    .addOption(jsonOption())
    .action((options: { json?: true }) => list(kind, options))
  command
    .command('revoke')
    .description('it opens nothing any more')
    .addOption(idOption())
    .action(({ id }: { id: string }) => revoke(kind, id))
}

async function list(kind: Credential['kind'], { json }: { json?: true }): Promise<void> {
  const views = (await withStore((store) => store.people.credentials(kind))).map(viewOf)
  if (json) return sayJson(views)
  for (const { id, label, grants, profile, expiresAt, revoked } of views) {
    const what = grants.map(({ role, region }) => `${profile ?? role} in ${region}`).join(', ')
    say(`${id} ${label}: ${what}, ${revoked ? 'revoked' : expiresAt ? `until ${expiresAt}` : 'until revoked'}`)
  }
}

async function revoke(kind: Credential['kind'], id: string): Promise<void> {
  await withStore(async ({ people }) => {
    const found = (await people.credentials(kind)).find((one) => one.id === id)
    if (!found) return refused(`there is no ${kind} ${id}: list shows the ids`)
    await people.revokeCredential(id)
    say(`${found.label}: revoked`)
  })
}
