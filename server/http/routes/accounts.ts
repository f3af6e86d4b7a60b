import { ulid } from 'ulid'
import { z } from 'zod'
import type { Account } from '../../../db/people.ts'
import { AccountsAnswer, AccountView } from '../../../shared/people-answers.ts'
import { type Grant, mayGrant, type Principal } from '../../../shared/roles.ts'
import { type Refusal, refuse } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { hashPassword, Password } from '../../sign-in/passwords.ts'
import { answer, noContent } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { AccountName, Organisation, PersonGrants } from './people-words.ts'
import { refuseGrants } from './refuse-grants.ts'

const list = route({
  method: 'get',
  path: '/api/accounts',
  summary: 'Accounts whose grants all lie in the regions and roles one looks after',
  access: { kind: 'action', action: 'people:oversee', scoped: 'by the route' },
  answers: { 200: AccountsAnswer },
  async handle({ who, services }) {
    const accounts = await services.store.people.accounts()
    return answer(200, { items: accounts.filter(({ grants }) => isManagedBy(who, grants)).map(viewOf) })
  },
})

const NewAccount = z.strictObject({
  name: AccountName,
  password: Password,
  grants: PersonGrants,
  organisation: Organisation.optional(),
})
const add = route<undefined, undefined, z.infer<typeof NewAccount>>({
  method: 'post',
  path: '/api/accounts',
  summary: 'Add a person; nobody grants what lies outside his own region',
  access: { kind: 'action', action: 'people:manage', regions: ({ body }) => body.grants.map((grant) => grant.region) },
  body: NewAccount,
  answers: { 201: AccountView },
  async handle({ body: { password, ...person }, who, services }) {
    const refused = refuseGrants(who, person.grants, services.rooms()?.election)
    if (refused) return err(refused)
    const account: Account = { ...person, id: `account:${ulid()}`, disabled: false }
    const added = await services.store.people.addAccount({ ...account, passwordHash: await hashPassword(password) })
    if (!added.ok) return err(NAME_TAKEN)
    return answer(201, viewOf(account))
  },
})

const Path = z.object({ id: z.string().max(60) })
const Change = z
  .strictObject({ grants: PersonGrants.optional(), disabled: z.boolean().optional(), password: Password.optional() })
  .refine((change) => Object.keys(change).length > 0, 'say what to change')
const change = route<z.infer<typeof Path>, undefined, z.infer<typeof Change>>({
  method: 'patch',
  path: '/api/accounts/{id}',
  summary: 'Change grants or password, disable or enable; the sessions and sockets of that person end',
  access: { kind: 'action', action: 'people:manage', regions: ({ body }) => (body.grants ?? []).map((grant) => grant.region) },
  params: Path,
  body: Change,
  answers: { 204: 'none' },
  async handle({ params: { id }, body: { password, ...rest }, who, services }) {
    const account = await managedAccount(id, who, services)
    if (!account.ok) return account
    if (id === who.id && (rest.grants || rest.disabled)) {
      return err(refuse('forbidden', 'nobody changes his own grants or disables himself: ask another administrator'))
    }
    const refused = refuseGrants(who, rest.grants ?? [], services.rooms()?.election)
    if (refused) return err(refused)
    const passwordHash = password === undefined ? {} : { passwordHash: await hashPassword(password) }
    const changed = await services.accountChanges.change(id, { ...rest, ...passwordHash })
    if (!changed.ok) return err(changed.error === 'unknown' ? NO_SUCH_ACCOUNT : LAST_ADMINISTRATOR)
    services.signIn.ended(id)
    return noContent()
  },
})

export const accountRoutes = [list, add, change]

export const NAME_TAKEN = refuse('invalid', 'name: somebody has this name already', {
  errors: [{ path: 'name', code: 'taken', message: 'somebody has this name already' }],
})
const NO_SUCH_ACCOUNT = refuse('not-found', 'no such account in the regions you look after')
const LAST_ADMINISTRATOR = refuse('forbidden', 'somebody has to remain who administers the province: make another administrator first')

/** Somebody with a grant outside, or beyond one's own role, is not shown and not touched: he belongs to those who see all of him. */
const isManagedBy = (who: Principal, grants: readonly Grant[]): boolean =>
  grants.every((grant) => mayGrant(who.grants, grant) === 'allowed')

/** An account that one looks after oneself; anybody else is not there. */
export async function managedAccount(id: string, who: Principal, { store }: Services): Promise<Result<Account, Refusal>> {
  const account = (await store.people.accounts()).find((one) => one.id === id)
  return account && isManagedBy(who, account.grants) ? ok(account) : err(NO_SUCH_ACCOUNT)
}

const viewOf = ({ id, name, organisation, grants, disabled }: Account): AccountView => ({
  id,
  name,
  ...(organisation === undefined ? {} : { organisation }),
  grants: [...grants],
  disabled,
})
type AccountView = z.infer<typeof AccountView>
