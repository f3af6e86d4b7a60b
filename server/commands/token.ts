import type { Command } from 'commander'
import { z } from 'zod'
import { Source } from '../../shared/form.ts'
import type { Role } from '../../shared/roles.ts'
import { addCredential, Expiry } from '../http/routes/credentials.ts'
import { jsonOption, parsedBy, regionOption, roleOption } from './arguments.ts'
import { withStore } from './data-folder.ts'

type Options = { role: Role; region: string; source: Source[]; label: string; expires?: string; json?: true }

const Sources = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .pipe(z.array(Source))

export function addToken(program: Command): void {
  program
    .command('token')
    .description('bearer tokens of machines and devices')
    .command('add')
    .description('make a token; it is printed once and kept hashed')
    .addOption(roleOption())
    .addOption(regionOption())
    .option(
      '--source <list>',
      `what it may report from, by commas: ${Source.options.join(', ')}; left out, what the role reports from`,
      parsedBy(Sources),
      [],
    )
    .option('--label <label>', 'what it is for', 'token')
    .option('--expires <instant>', 'ISO 8601 with zone', parsedBy(Expiry))
    .addOption(jsonOption())
    .action(add)
}

async function add({ role, region, source, label, expires, json }: Options): Promise<void> {
  const credential = { label, grants: [{ role, region }], sources: source, ...(expires ? { expiresAt: expires } : {}) }
  const made = await withStore((store) => addCredential('token', credential, { store }))
  console.log(json ? JSON.stringify(made) : made.token)
}
