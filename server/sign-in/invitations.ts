import { ulid } from 'ulid'
import type { Invitation, People } from '../../db/people.ts'
import type { InvitationState, MadeInvitation } from '../../shared/people-answers.ts'
import { type Grant, mayGrant } from '../../shared/roles.ts'
import { hashSecret, newSecret } from './secrets.ts'
import { hashCode, newCode } from './short-code.ts'

export type NewInvitation = Pick<Invitation, 'label' | 'organisation' | 'grants'>

/** Behind `#`, so that the secret reaches no log, no referrer and no proxy. */
export const invitationPath = (token: string): string => `/undangan#${token}`

/** Keeps hashes and returns links and codes: nobody can read them again. All or none. */
export async function makeInvitations(
  people: People,
  wanted: readonly NewInvitation[],
  made: { readonly invitedBy: string; readonly createdAtMs: number; readonly expiresAtMs: number },
): Promise<MadeInvitation[]> {
  const secrets = wanted.map(({ label }) => ({ id: `invitation:${ulid()}`, label, token: newSecret(), code: newCode() }))
  const codeHashes = await Promise.all(secrets.map(({ code }) => hashCode(code)))
  await people.addInvitations(
    wanted.map((one, i) => {
      const { id = '', token = '' } = secrets[i] ?? {}
      return { ...one, ...made, id, tokenHash: hashSecret(token), codeHash: codeHashes[i] ?? '' }
    }),
  )
  const expiresAt = new Date(made.expiresAtMs).toISOString()
  return secrets.map((one) => ({ ...one, path: invitationPath(one.token), expiresAt }))
}

/** What an inviter's word is worth at this moment, by his id; absent = disabled, revoked or gone. */
export type Inviters = ReadonlyMap<string, { readonly name?: string; readonly grants: readonly Grant[] }>

export async function invitersOf(people: People, nowMs: number): Promise<Inviters> {
  const [accounts, tokens] = await Promise.all([people.accounts(), people.credentials('token')])
  const isLive = (expiresAtMs: number | undefined): boolean => expiresAtMs === undefined || expiresAtMs > nowMs
  return new Map([
    ...accounts.filter(({ disabled }) => !disabled).map(({ id, name, grants }) => [id, { name, grants }] as const),
    ...tokens.filter(({ revoked, expiresAtMs }) => !revoked && isLive(expiresAtMs)).map(({ id, grants }) => [id, { grants }] as const),
  ])
}

/** Whoever could no longer grant it himself has taken it back. */
export function stateOf(
  invitation: Invitation,
  { inviters, nowMs }: { readonly inviters: Inviters; readonly nowMs: number },
): InvitationState {
  if (invitation.account !== undefined) return 'used'
  const own = inviters.get(invitation.invitedBy)?.grants ?? []
  if (invitation.withdrawn || !invitation.grants.every((grant) => mayGrant(own, grant) === 'allowed')) return 'withdrawn'
  return invitation.expiresAtMs <= nowMs ? 'expired' : 'open'
}
