import type { Command } from 'commander'
import { z } from 'zod'
import { Source } from '../../shared/form.ts'
import type { Role } from '../../shared/roles.ts'
import { addCredential } from '../http/routes/credentials.ts'
import { expiresOption, jsonOption, parsedBy, refusedRegion, regionOption, tokenRoleOption } from './arguments.ts'
import { addListAndRevoke } from './credential.ts'
import { withStore } from './data-folder.ts'
import { say, sayJson } from './say.ts'

type Options = { role: Role; region: string; source: Source[]; label: string; expires?: string; json?: true }

const Sources = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .pipe(z.array(Source))

export function addToken(program: Command): void {
  const token = program.command('token').description('bearer tokens of machines and devices')
  token
    .command('add')
    .description('make a token; it is printed once and kept hashed')
    .addOption(tokenRoleOption())
    .addOption(regionOption())
    .option(
      '--source <list>',
      `what it may report from, by commas: ${Source.options.join(', ')}; left out, what the role reports from`,
      parsedBy(Sources),
      [],
    )
    .option('--label <label>', 'what it is for', 'token')
    .addOption(expiresOption())
    .addOption(jsonOption())
    .action(add)
  addListAndRevoke(token, 'token')
}

async function add({ role, region, source, label, expires, json }: Options): Promise<void> {
  const credential = { label, grants: [{ role, region }], sources: source, ...(expires ? { expiresAt: expires } : {}) }
  await withStore(async (store) => {
    if (await refusedRegion(store, region)) return
    const made = await addCredential('token', credential, { store })
    if (json) sayJson(made)
    else say(made.token)
  })
}
