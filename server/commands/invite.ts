import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import type { Account } from '../../db/people.ts'
import type { Store } from '../../db/store.ts'
import type { InvitationState, MadeInvitation } from '../../shared/people-answers.ts'
import { type Grant, mayGrant } from '../../shared/roles.ts'
import { knowsRegion, unknownRegions } from '../election/known-region.ts'
import { AccountName, Organisation } from '../http/routes/people-words.ts'
import { invitersOf, makeInvitations, type NewInvitation, stateOf } from '../sign-in/invitations.ts'
import { idOption, jsonOption, parsedBy, personRoleOption, regionOption, wholeNumber } from './arguments.ts'
import { CannotRun, refused } from './cannot-run.ts'
import { withStore } from './data-folder.ts'
import { invitedOf } from './invited-list.ts'
import { linksHere } from './links.ts'
import { say, sayJson } from './say.ts'

const HOUR_MS = 3600_000
const AT_MOST = 500
const hoursOption = (): Option => new Option('--hours <n>', 'how long it opens').argParser(parsedBy(wholeNumber(1, 336))).default(48)
const byOption = (): Option =>
  new Option('--by <name>', 'the account in whose name: it is worth what that person may grant')
    .argParser(parsedBy(AccountName))
    .makeOptionMandatory()

type By = { readonly by: string; readonly hours: number; readonly json?: true }

export function addInvite(program: Command): void {
  const invite = program.command('invite').description('invitations by link and short code; both are printed once and kept hashed')
  invite
    .command('add')
    .description('invite one person')
    .addOption(byOption())
    .addOption(new Option('--name <name>', 'offered as the name to sign in with').argParser(parsedBy(AccountName)).makeOptionMandatory())
    .addOption(personRoleOption())
    .addOption(regionOption())
    .option('--organisation <name>', 'e.g. a partner of the coalition', parsedBy(Organisation))
    .addOption(hoursOption())
    .addOption(jsonOption())
    .action(({ name, role, region, organisation, ...rest }: By & Grant & { name: string; organisation?: string }) =>
      add([{ label: name, grants: [{ role, region }], ...(organisation ? { organisation } : {}) }], rest),
    )
  invite
    .command('add-many <file>')
    .description('invite everybody of a CSV file with the columns name,role,region,organisation (- = standard input): all or nobody')
    .addOption(byOption())
    .addOption(hoursOption())
    .addOption(jsonOption())
    .action(async (file: string, options: By) => {
      const people = invitedOf(await textOf(file), AT_MOST)
      if (people.ok) await add(people.value, options)
      else refused(people.error.join('\n'))
    })
  invite
    .command('list')
    .description('all that were made and what became of them, without link and code')
    .addOption(jsonOption())
    .action(list)
  invite
    .command('revoke')
    .description('its link and code open nothing any more')
    .addOption(idOption())
    .action(({ id }: { id: string }) => revoke(id))
}

async function add(wanted: readonly NewInvitation[], { by, hours, json }: By): Promise<void> {
  await withStore(async (store) => {
    const inviter = (await store.people.accountByName(by))?.account
    if (!inviter || inviter.disabled)
      return refused(`nobody is called ${by}, or he is shut out: an invitation needs somebody who may grant it`)
    const wrong = await whyNot(store, inviter, wanted)
    if (wrong.length > 0) return refused(wrong.join('\n'))
    const createdAtMs = Date.now()
    const times = { createdAtMs, expiresAtMs: createdAtMs + hours * HOUR_MS }
    tell(await makeInvitations(store.people, wanted, { invitedBy: inviter.id, ...times }), json)
  })
}

function tell(made: readonly MadeInvitation[], json: true | undefined): void {
  const linkTo = linksHere()
  if (json) return sayJson(made.map((one) => ({ ...one, link: linkTo(one.path) })))
  for (const { label, path, code, expiresAt } of made) say(`${label}: ${linkTo(path)} or code ${code}, until ${expiresAt} (told this once)`)
}

/** Everything that is wrong, each with its row when there are several. */
async function whyNot(store: Store, inviter: Account, wanted: readonly NewInvitation[]): Promise<string[]> {
  const grants = wanted.flatMap((one) => one.grants)
  const at = (i: number): string => (wanted.length > 1 ? `person ${i + 1}, ${wanted[i]?.label}: ` : '')
  const election = await store.elections.election()
  const beyond = grants.flatMap((grant, i) => {
    const isElsewhere = election !== undefined && !knowsRegion(election, grant.region)
    if (isElsewhere || mayGrant(inviter.grants, grant) === 'allowed') return []
    return [
      `${at(i)}${inviter.name} may not invite ${withArticle(grant.role)} for ${grant.region}: it is beyond what ${inviter.name} may do there`,
    ]
  })
  const unknown = unknownRegions(
    election,
    grants.map(({ region }, i) => [String(i), region]),
  )
  return [...beyond, ...unknown.map(({ path, message }) => at(Number(path)) + message)]
}

const withArticle = (role: string): string => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`

async function textOf(file: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new CannotRun(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

type Listed = {
  readonly id: string
  readonly label: string
  readonly state: InvitationState
  readonly expiresAt: string
  readonly grants: readonly Grant[]
}

async function list({ json }: { json?: true }): Promise<void> {
  const items = await withStore(async ({ people }): Promise<Listed[]> => {
    const nowMs = Date.now()
    const inviters = await invitersOf(people, nowMs)
    return (await people.invitations()).map((one) => ({
      id: one.id,
      label: one.label,
      state: stateOf(one, { inviters, nowMs }),
      expiresAt: new Date(one.expiresAtMs).toISOString(),
      grants: one.grants,
    }))
  })
  if (json) return sayJson(items)
  for (const { id, label, state, expiresAt, grants } of items) {
    const what = grants.map(({ role, region }) => `${role} in ${region}`).join(', ')
    say(`${id} ${label}: ${what}, ${state === 'open' ? `open until ${expiresAt}` : state}`)
  }
}

async function revoke(id: string): Promise<void> {
  await withStore(async ({ people }) => {
    const found = (await people.invitations()).find((one) => one.id === id)
    if (!found) return refused(`there is no invitation ${id}: list shows the ids`)
    if (!(await people.withdrawInvitation(id))) return refused(`the invitation of ${found.label} was used or withdrawn before`)
    say(`${found.label}: withdrawn`)
  })
}
