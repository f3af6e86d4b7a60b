import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { ulid } from 'ulid'
import type { Role } from '../../shared/roles.ts'
import { AccountName } from '../http/routes/accounts.ts'
import { hashPassword, Password } from '../sign-in/passwords.ts'
import { newSecret } from '../sign-in/secrets.ts'
import { jsonOption, parsedBy, regionOption, roleOption } from './arguments.ts'
import { CannotRun, refused } from './cannot-run.ts'
import { withStore } from './data-folder.ts'

type Options = { name: string; role: Role; region: string; organisation?: string; passwordStdin?: true; json?: true }

export function addAccount(program: Command): void {
  program
    .command('account')
    .description('people who sign in')
    .command('add')
    .description('add a person; the password is made up and printed once, unless it comes in')
    .requiredOption('--name <name>', 'the name to sign in with', parsedBy(AccountName))
    .addOption(roleOption())
    .addOption(regionOption())
    .option('--organisation <name>', 'e.g. a partner of the coalition')
    .option('--password-stdin', 'read the password from standard input')
    .addOption(jsonOption())
    .action(add)
}

async function add({ name, role, region, organisation, passwordStdin, json }: Options): Promise<void> {
  const given = passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined
  const password = given ?? newSecret().slice(0, 16)
  const checked = Password.safeParse(password)
  if (!checked.success) throw new CannotRun(checked.error.issues[0]?.message)
  const id = `account:${ulid()}`
  const account = {
    id,
    name,
    grants: [{ role, region }],
    passwordHash: await hashPassword(password),
    ...(organisation ? { organisation } : {}),
  }
  const added = await withStore((store) => store.people.addAccount(account))
  if (!added.ok) return refused(`somebody is called ${name} already`)
  const told = given === undefined ? { password } : {}
  if (json) console.log(JSON.stringify({ id, name, ...told }))
  else console.log(`${name}: ${role} in ${region}${given === undefined ? `, password ${password} (told this once)` : ''}`)
}
