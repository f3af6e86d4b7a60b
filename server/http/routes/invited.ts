import { ulid } from 'ulid'
import { z } from 'zod'
import type { Invitation } from '../../../db/people.ts'
import { InvitedAnswer, type InvitationState } from '../../../shared/people-answers.ts'
import { type Refusal, refuse } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { invitersOf, stateOf } from '../../sign-in/invitations.ts'
import { hashPassword, Password } from '../../sign-in/passwords.ts'
import { hashSecret } from '../../sign-in/secrets.ts'
import { hashCode } from '../../sign-in/short-code.ts'
import { addressOf } from '../caller.ts'
import { answer } from '../reply.ts'
import { type Asked, route } from '../route.ts'
import { NAME_TAKEN } from './accounts.ts'
import { AccountName } from './people-words.ts'
import { signedIn } from './session.ts'

/** What the invited holds: the link's token or the short code, one of them. */
const Key = z.strictObject({ token: z.string().min(1).max(100).optional(), code: z.string().min(1).max(40).optional() })
const ONE_KEY = 'send the token of the link or the code, one of them'
const isOneKey = ({ token, code }: z.infer<typeof Key>): boolean => (token === undefined) !== (code === undefined)

// A POST, so that the secret stands in no address; previews of a link fetch the page and never this.
const look = route<undefined, undefined, z.infer<typeof Key>>({
  method: 'post',
  path: '/api/invited',
  summary: 'What an invitation is for, or what became of it; looking uses nothing up',
  access: { kind: 'public' },
  body: Key.refine(isOneKey, ONE_KEY),
  answers: { 200: InvitedAnswer },
  async handle(asked) {
    const found = await find(asked)
    if (!found.ok) return found
    const { invitation, state, by } = found.value
    if (state !== 'open') return answer(200, { state } satisfies InvitedAnswer)
    const { label, grants, expiresAtMs } = invitation
    const election = asked.services.rooms()?.election
    const places = new Map(election?.regions.map(({ code, name }) => [code, name]))
    const told = {
      state,
      label,
      grants: grants.map((grant) => ({ ...grant, place: places.get(grant.region) })),
      ...(by === undefined ? {} : { by }),
      expiresAt: new Date(expiresAtMs).toISOString(),
      ...(election ? { timezone: election.timezone } : {}),
    }
    return answer(200, told satisfies InvitedAnswer)
  },
})

const Accept = Key.extend({ name: AccountName, password: Password }).refine(isOneKey, ONE_KEY)
const accept = route<undefined, undefined, z.infer<typeof Accept>>({
  method: 'post',
  path: '/api/invited/accept',
  summary: 'Choose name and password: the account is made, signed in, and the invitation used up',
  access: { kind: 'public' },
  body: Accept,
  answers: { 204: 'none' },
  async handle(asked) {
    const found = await find(asked)
    if (!found.ok) return found
    const { invitation, state } = found.value
    if (state !== 'open') return err(over(state))
    const { name, password } = asked.body
    const { id, grants, organisation } = invitation
    const account = { id: `account:${ulid()}`, name, grants, ...(organisation === undefined ? {} : { organisation }) }
    const passwordHash = await hashPassword(password)
    const { people } = asked.services.store
    const accepted = await people.acceptInvitation({ invitation: id, account: { ...account, passwordHash }, nowMs: Date.now() })
    if (!accepted.ok) return err(accepted.error === 'name-taken' ? NAME_TAKEN : over('used'))
    return signedIn(account, asked)
  },
})

export const invitedRoutes = [look, accept]

const OVER: Readonly<Record<Exclude<InvitationState, 'open'>, string>> = {
  used: 'this invitation was used before: sign in with the name and password chosen then, or ask for another',
  expired: 'this invitation has expired: ask for another',
  withdrawn: 'this invitation was withdrawn: ask whoever sent it',
}
const over = (state: Exclude<InvitationState, 'open'>): Refusal =>
  refuse('already-done', OVER[state], { errors: [{ path: '', code: state, message: OVER[state] }] })

type Found = { readonly invitation: Invitation; readonly state: InvitationState; readonly by?: string }

/** Only codes are short enough to be guessed, so only they are counted. */
async function find({ body, request, services }: Asked<undefined, undefined, z.infer<typeof Key>>): Promise<Result<Found, Refusal>> {
  const { codeLimits, store } = services
  const address = addressOf(request)
  const waitS = body.code === undefined ? undefined : await codeLimits.tried(address)
  if (waitS !== undefined) return err(refuse('too-many', `too many wrong codes; wait ${waitS} seconds`, { retryAfterS: waitS }))
  const hash = body.code === undefined ? hashSecret(body.token ?? '') : await hashCode(body.code)
  const invitation = await store.people.invitationByHash(hash)
  if (!invitation) return err(refuse('not-found', 'no invitation opens with this: look at it again, or ask for another'))
  if (body.code !== undefined) await codeLimits.succeeded(address)
  const inviters = await invitersOf(store.people, Date.now())
  const by = inviters.get(invitation.invitedBy)?.name
  return ok({ invitation, state: stateOf(invitation, { inviters, nowMs: Date.now() }), ...(by === undefined ? {} : { by }) })
}
