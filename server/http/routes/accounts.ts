import { ulid } from 'ulid'
import { z } from 'zod'
import type { Account } from '../../../db/people.ts'
import { AccountsAnswer, AccountView } from '../../../shared/answers.ts'
import { Grant, permission, type Principal } from '../../../shared/roles.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { hashPassword, Password } from '../../sign-in/passwords.ts'
import { answer, noContent } from '../reply.ts'
import { route } from '../route.ts'

export const AccountName = z.string().trim().min(2).max(100)
/** A wall opens from a link, never from a person's session. */
export const PersonGrant = Grant.refine((grant) => grant.role !== 'wall', 'walls open from a wall link')
const Grants = z.array(PersonGrant).min(1).max(500)

const list = route({
  method: 'get',
  path: '/api/accounts',
  summary: 'Accounts whose grants all lie in the regions one manages',
  access: { kind: 'action', action: 'people:manage', scoped: 'by the route' },
  answers: { 200: AccountsAnswer },
  async handle({ who, services }) {
    const accounts = await services.store.people.accounts()
    return answer(200, { items: accounts.filter((account) => isManagedBy(who, account.grants)).map(viewOf) })
  },
})

const NewAccount = z.strictObject({
  name: AccountName,
  password: Password,
  grants: Grants,
  organisation: z.string().trim().min(1).max(100).optional(),
})
const add = route<undefined, undefined, z.infer<typeof NewAccount>>({
  method: 'post',
  path: '/api/accounts',
  summary: 'Add a person; nobody grants what lies outside his own region',
  access: { kind: 'action', action: 'people:manage', regions: ({ body }) => body.grants.map((grant) => grant.region) },
  body: NewAccount,
  answers: { 201: AccountView },
  async handle({ body: { password, ...person }, services }) {
    const account: Account = { ...person, id: `account:${ulid()}`, disabled: false }
    const added = await services.store.people.addAccount({ ...account, passwordHash: await hashPassword(password) })
    if (!added.ok) return err(NAME_TAKEN)
    return answer(201, viewOf(account))
  },
})

const Path = z.object({ id: z.string().max(60) })
const Change = z
  .strictObject({ grants: Grants.optional(), disabled: z.boolean().optional(), password: Password.optional() })
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
    const { people } = services.store
    const account = (await people.accounts()).find((one) => one.id === id)
    if (!account || !isManagedBy(who, account.grants)) return err(refuse('not-found', 'no such account in the regions you manage'))
    if (id === who.id && (rest.grants || rest.disabled)) {
      return err(refuse('forbidden', 'nobody changes his own grants or disables himself: ask another administrator'))
    }
    await people.changeAccount(id, { ...rest, ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }) })
    await people.closeSessionsOf(id)
    services.signIn.ended(id)
    return noContent()
  },
})

export const accountRoutes = [list, add, change]

export const NAME_TAKEN = refuse('invalid', 'name: somebody has this name already', {
  errors: [{ path: 'name', code: 'taken', message: 'somebody has this name already' }],
})

/** Somebody with a grant outside is not shown and not touched: he belongs to those who see all of him. */
export const isManagedBy = (who: Principal, grants: readonly Grant[]): boolean =>
  grants.every((grant) => permission(who, 'people:manage', grant.region) === 'allowed')

const viewOf = ({ id, name, organisation, grants, disabled }: Account): AccountView => ({
  id,
  name,
  ...(organisation === undefined ? {} : { organisation }),
  grants: [...grants],
  disabled,
})
type AccountView = z.infer<typeof AccountView>
