import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { ulid } from 'ulid'
import type { Account } from '../../db/people.ts'
import type { Store } from '../../db/store.ts'
import type { Grant } from '../../shared/roles.ts'
import { AccountName } from '../http/routes/people-words.ts'
import { type AccountChange, accountChanges } from '../sign-in/account-changes.ts'
import { hashPassword, Password } from '../sign-in/passwords.ts'
import { newSecret } from '../sign-in/secrets.ts'
import { jsonOption, parsedBy, personRoleOption, refusedRegion, regionOption } from './arguments.ts'
import { CannotRun, refused } from './cannot-run.ts'
import { withStore } from './data-folder.ts'
import { say, sayJson } from './say.ts'

const nameOption = (): Option =>
  new Option('--name <name>', 'the name to sign in with').argParser(parsedBy(AccountName)).makeOptionMandatory()
const passwordOption = (): Option => new Option('--password-stdin', 'read the password from standard input')

export function addAccount(program: Command): void {
  const account = program.command('account').description('people who sign in')
  const command = (name: string, description: string): Command => account.command(name).description(description)
  command('add', 'add a person; the password is made up and printed once, unless it comes in')
    .addOption(nameOption())
    .addOption(personRoleOption())
    .addOption(regionOption())
    .option('--organisation <name>', 'e.g. a partner of the coalition')
    .addOption(passwordOption())
    .addOption(jsonOption())
    .action(add)
  command('list', 'everybody with his grants').addOption(jsonOption()).action(list)
  for (const [name, description, act] of [
    ['grant', 'let a person work in one more role or region', grant],
    ['revoke', 'take a grant away', revoke],
  ] as const)
    command(name, description).addOption(nameOption()).addOption(personRoleOption()).addOption(regionOption()).action(act)
  command('disable', 'shut a person out; his sessions end')
    .addOption(nameOption())
    .action(({ name }: Named) => change(name, { disabled: true }, 'disabled'))
  command('enable', 'let a person in again')
    .addOption(nameOption())
    .action(({ name }: Named) => change(name, { disabled: false }, 'enabled'))
  command('password', 'set a new password; it is made up and printed once, unless it comes in; sessions end')
    .addOption(nameOption())
    .addOption(passwordOption())
    .addOption(jsonOption())
    .action(password)
  command('sign-out', 'end every session of a person').addOption(nameOption()).action(signOut)
}

type Named = { readonly name: string }
type Secret = { readonly passwordStdin?: true; readonly json?: true }

async function add({ name, role, region, organisation, ...rest }: Named & Grant & Secret & { organisation?: string }): Promise<void> {
  const { word, told } = await passwordOf(rest)
  const id = `account:${ulid()}`
  const account = {
    id,
    name,
    grants: [{ role, region }],
    passwordHash: await hashPassword(word),
    ...(organisation ? { organisation } : {}),
  }
  await withStore(async (store) => {
    if (await refusedRegion(store, region)) return
    const added = await store.people.addAccount(account)
    if (!added.ok) return refused(`somebody is called ${name} already`)
    if (rest.json) sayJson({ id, name, ...told })
    else say(`${name}: ${role} in ${region}${tell(told)}`)
  })
}

async function list({ json }: Secret): Promise<void> {
  const accounts = await withStore((store) => store.people.accounts())
  if (json) return sayJson(accounts)
  for (const { name, organisation, grants, disabled } of accounts) {
    const where = grants.map(({ role, region }) => `${role} in ${region}`).join(', ')
    say(`${name}${organisation ? ` (${organisation})` : ''}: ${where || 'no grant'}${disabled ? ', disabled' : ''}`)
  }
}

async function grant({ name, role, region }: Named & Grant): Promise<void> {
  await withPerson(name, async (account, store) => {
    if (await refusedRegion(store, region)) return
    if (account.grants.some((one) => isSame(one, { role, region }))) return refused(`${name} is ${role} in ${region} already`)
    await changed(store, account, { grants: [...account.grants, { role, region }] }, `now also ${role} in ${region}`)
  })
}

async function revoke({ name, role, region }: Named & Grant): Promise<void> {
  await withPerson(name, async (account, store) => {
    const grants = account.grants.filter((one) => !isSame(one, { role, region }))
    if (grants.length === account.grants.length) return refused(`${name} is no ${role} in ${region}`)
    if (grants.length === 0) return refused(`this is the only grant of ${name}: disable the account instead`)
    await changed(store, account, { grants }, `no longer ${role} in ${region}`)
  })
}

const change = (name: string, what: AccountChange, words: string): Promise<void> =>
  withPerson(name, (account, store) => changed(store, account, what, words))

async function password({ name, ...rest }: Named & Secret): Promise<void> {
  const { word, told } = await passwordOf(rest)
  const passwordHash = await hashPassword(word)
  await withPerson(name, async (account, store) => {
    await store.people.changeAccount(account.id, { passwordHash })
    await store.people.closeSessionsOf(account.id)
    if (rest.json) sayJson({ name, ...told })
    else say(`${name}: a new password is set${tell(told)}`)
  })
}

async function signOut({ name }: Named): Promise<void> {
  await withPerson(name, async (account, store) => {
    await store.people.closeSessionsOf(account.id)
    say(`${name}: signed out everywhere`)
  })
}

async function withPerson(name: string, act: (account: Account, store: Store) => Promise<void>): Promise<void> {
  await withStore(async (store) => {
    const found = await store.people.accountByName(name)
    if (!found) return refused(`nobody is called ${name}`)
    await act(found.account, store)
  })
}

async function changed(store: Store, { id, name }: Account, what: AccountChange, words: string): Promise<void> {
  const done = await accountChanges(store.people).change(id, what)
  if (!done.ok) return refused('somebody has to remain who administers the province: make another administrator first')
  say(`${name}: ${words}`)
}

const isSame = (a: Grant, b: Grant): boolean => a.role === b.role && a.region === b.region

/** What came in, or a new one and that it is to be told. */
async function passwordOf({ passwordStdin }: Secret): Promise<{ readonly word: string; readonly told: { readonly password?: string } }> {
  if (!passwordStdin) {
    const made = newSecret().slice(0, 16)
    return { word: made, told: { password: made } }
  }
  const given = Password.safeParse((await text(process.stdin)).replace(/\r?\n$/, ''))
  if (!given.success) throw new CannotRun(given.error.issues[0]?.message)
  return { word: given.data, told: {} }
}

const tell = ({ password: made }: { readonly password?: string }): string =>
  made === undefined ? '' : `, password ${made} (told this once)`
