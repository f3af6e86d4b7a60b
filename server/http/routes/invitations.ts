import { z } from 'zod'
import type { Invitation } from '../../../db/people.ts'
import { InvitationsAnswer, type InvitationView, MadeInvitation, MadeInvitationsAnswer } from '../../../shared/people-answers.ts'
import { Grant, mayGrant, type Principal } from '../../../shared/roles.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { type Inviters, invitersOf, makeInvitations, type NewInvitation, stateOf } from '../../sign-in/invitations.ts'
import { type Answered, answer, noContent } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { AccountName, Organisation, PersonGrant } from './people-words.ts'
import { refuseGrants } from './refuse-grants.ts'

const HOUR_MS = 3600_000
const Hours = z.int().min(1).max(336).default(48)

const list = route({
  method: 'get',
  path: '/api/invitations',
  summary: 'Invitations that one could make oneself, without link and code, each with what became of it',
  access: { kind: 'action', action: 'people:invite', scoped: 'by the route' },
  answers: { 200: InvitationsAnswer },
  async handle({ who, services: { store } }) {
    const [invitations, accounts] = await Promise.all([store.people.invitations(), store.people.accounts()])
    const inviters = await invitersOf(store.people, Date.now())
    const names = new Map(accounts.map(({ id, name }) => [id, name]))
    return answer(200, { items: invitations.filter(isGrantable(who)).map((one) => viewOf(one, { inviters, names })) })
  },
})

const NewInvitation = z.strictObject({
  label: AccountName,
  organisation: Organisation.optional(),
  grants: z.array(PersonGrant).min(1).max(20),
  /** How long it opens. */
  hours: Hours,
})
const add = route<undefined, undefined, z.infer<typeof NewInvitation>>({
  method: 'post',
  path: '/api/invitations',
  summary: 'Invite a person by link or short code, told this once; nobody grants beyond his own role and region',
  access: { kind: 'action', action: 'people:invite', regions: ({ body }) => body.grants.map(({ region }) => region) },
  body: NewInvitation,
  answers: { 201: MadeInvitation },
  async handle({ body: { hours, ...wanted }, who, services }) {
    const refused = refuseGrants(who, wanted.grants, services.rooms()?.election)
    if (refused) return err(refused)
    const [made] = await make([wanted], hours, { who, services })
    return answer(201, made)
  },
})

const NewInvitations = z.strictObject({
  people: z
    .array(z.strictObject({ label: AccountName, organisation: Organisation.optional(), ...Grant.shape, role: PersonGrant.shape.role }))
    .min(1)
    .max(500),
  hours: Hours,
})
const addMany = route<undefined, undefined, z.infer<typeof NewInvitations>>({
  method: 'post',
  path: '/api/invitations/batch',
  summary: 'Invite many at once, all or none; every error is told with its row',
  access: { kind: 'action', action: 'people:invite', regions: ({ body }) => body.people.map(({ region }) => region) },
  body: NewInvitations,
  bodyLimit: 'batch',
  answers: { 201: MadeInvitationsAnswer },
  async handle({ body: { people, hours }, who, services }) {
    const grants = people.map(({ role, region }) => ({ role, region }))
    const refused = refuseGrants(who, grants, services.rooms()?.election, 'people')
    if (refused) return err(refused)
    const wanted = people.map(({ role, region, ...rest }) => ({ ...rest, grants: [{ role, region }] }))
    return answer(201, { items: await make(wanted, hours, { who, services }) })
  },
})

const Path = z.object({ id: z.string().max(60) })
const withdraw = route<z.infer<typeof Path>>({
  method: 'delete',
  path: '/api/invitations/{id}',
  summary: 'Withdraw an invitation; its link and code open nothing any more',
  access: { kind: 'action', action: 'people:invite', scoped: 'by the route' },
  params: Path,
  answers: { 204: 'none' },
  async handle({ params: { id }, who, services: { store } }): Promise<Answered> {
    const invitation = (await store.people.invitations()).find((one) => one.id === id)
    if (!invitation || !isGrantable(who)(invitation)) return err(refuse('not-found', 'no such invitation in the regions you work in'))
    if (await store.people.withdrawInvitation(id)) return noContent()
    return err(refuse('already-done', 'this invitation was used or withdrawn before'))
  },
})

export const invitationRoutes = [list, add, addMany, withdraw]

const isGrantable =
  ({ grants: own }: Principal) =>
  ({ grants }: Invitation): boolean =>
    grants.every((grant) => mayGrant(own, grant) === 'allowed')

function make(
  wanted: readonly NewInvitation[],
  hours: number,
  { who, services }: { readonly who: Principal; readonly services: Services },
): Promise<MadeInvitation[]> {
  const createdAtMs = Date.now()
  return makeInvitations(services.store.people, wanted, { invitedBy: who.id, createdAtMs, expiresAtMs: createdAtMs + hours * HOUR_MS })
}

function viewOf(
  invitation: Invitation,
  { inviters, names }: { readonly inviters: Inviters; readonly names: ReadonlyMap<string, string> },
): InvitationView {
  const { id, label, organisation, grants, invitedBy, createdAtMs, expiresAtMs, account } = invitation
  const [by, became] = [names.get(invitedBy), account === undefined ? undefined : names.get(account)]
  return {
    id,
    label,
    ...(organisation === undefined ? {} : { organisation }),
    grants: [...grants],
    state: stateOf(invitation, { inviters, nowMs: Date.now() }),
    createdAt: new Date(createdAtMs).toISOString(),
    expiresAt: new Date(expiresAtMs).toISOString(),
    ...(by === undefined ? {} : { by }),
    ...(became === undefined ? {} : { account: became }),
  }
}
