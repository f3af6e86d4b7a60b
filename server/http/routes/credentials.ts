import { ulid } from 'ulid'
import { z } from 'zod'
import type { Credential } from '../../../db/people.ts'
import { CredentialsAnswer, type CredentialView, TokenAnswer, WallLinkAnswer } from '../../../shared/people-answers.ts'
import { Source } from '../../../shared/form.ts'
import { Instant, ScopeCode } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { type Action, permission, type Principal, WallProfile } from '../../../shared/roles.ts'
import { NameText } from '../../../shared/whole-text.ts'
import { hashSecret, newSecret } from '../../sign-in/secrets.ts'
import { type Answered, answer, noContent } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { TokenGrants } from './people-words.ts'
import { refuseRegions } from './refuse-grants.ts'

const Label = NameText.min(1).max(100)
const DAY_MS = 24 * 3600_000
/** A wall hangs through one count, and nobody remembers to take its link back. */
const WALL_LINK_MS = 7 * DAY_MS
/** When a credential ends; one that has ended already would be made for nothing. */
export const Expiry = Instant.refine((instant) => Date.parse(instant) > Date.now(), 'lies in the past')

const Path = z.object({ id: z.string().max(60) })
type Path = z.infer<typeof Path>

const tokens = route({
  method: 'get',
  path: '/api/tokens',
  summary: 'Tokens of machines and devices, without their secrets',
  access: { kind: 'action', action: 'people:manage', scoped: 'by the route' },
  answers: { 200: CredentialsAnswer },
  handle: ({ who, services }) => listCredentials('token', who, services),
})

const NewToken = z.strictObject({
  label: Label,
  grants: TokenGrants,
  /** What it may report from; left out, what its role reports from. */
  sources: z.array(Source).max(5).default([]),
  expiresAt: Expiry.optional(),
})
const addToken = route<undefined, undefined, z.infer<typeof NewToken>>({
  method: 'post',
  path: '/api/tokens',
  summary: 'Make a token; it is told this once',
  access: { kind: 'action', action: 'people:manage', regions: ({ body }) => body.grants.map((grant) => grant.region) },
  body: NewToken,
  answers: { 201: TokenAnswer },
  async handle({ body, services }) {
    const refused = refuseRegions(
      body.grants.map(({ region }, i) => [`grants.${i}.region`, region]),
      services.rooms()?.election,
    )
    return refused ? err(refused) : answer(201, await addCredential('token', body, services))
  },
})

const revokeToken = route<Path>({
  method: 'delete',
  path: '/api/tokens/{id}',
  summary: 'Revoke a token; its sockets end',
  access: { kind: 'action', action: 'people:manage', scoped: 'by the route' },
  params: Path,
  answers: { 204: 'none' },
  handle: ({ params, who, services }) => revokeCredential('token', params.id, who, services),
})

const wallLinks = route({
  method: 'get',
  path: '/api/wall-links',
  summary: 'Wall links, without their secrets',
  access: { kind: 'action', action: 'wall-link:manage', scoped: 'by the route' },
  answers: { 200: CredentialsAnswer },
  handle: ({ who, services }) => listCredentials('wall', who, services),
})

const NewWallLink = z.strictObject({
  region: ScopeCode,
  /** `tamu` (guests, cameras) unless somebody decides that the team's figures hang there. */
  profile: WallProfile.default('tamu'),
  label: Label.default('wall'),
  /** Left out, seven days. */
  expiresAt: Expiry.optional(),
})
const addWallLink = route<undefined, undefined, z.infer<typeof NewWallLink>>({
  method: 'post',
  path: '/api/wall-links',
  summary: 'Make a read-only link for a wall screen; it is told this once',
  access: { kind: 'action', action: 'wall-link:manage', regions: ({ body }) => [body.region] },
  body: NewWallLink,
  answers: { 201: WallLinkAnswer },
  async handle({ body: { region, ...rest }, services }) {
    const refused = refuseRegions([['region', region]], services.rooms()?.election)
    if (refused) return err(refused)
    const made = await addWallCredential({ region, ...rest }, services)
    return answer(201, { ...made, path: wallPath(made.token) })
  },
})

const revokeWallLink = route<Path>({
  method: 'delete',
  path: '/api/wall-links/{id}',
  summary: 'Revoke a wall link; its screens go dark',
  access: { kind: 'action', action: 'wall-link:manage', scoped: 'by the route' },
  params: Path,
  answers: { 204: 'none' },
  handle: ({ params, who, services }) => revokeCredential('wall', params.id, who, services),
})

export const credentialRoutes = [tokens, addToken, revokeToken, wallLinks, addWallLink, revokeWallLink]

/** Behind `#`, so that the secret reaches no log, no referrer and no proxy. */
export const wallPath = (token: string): string => `/wall#${token}`

export const addWallCredential = (
  { region, expiresAt = new Date(Date.now() + WALL_LINK_MS).toISOString(), ...rest }: z.infer<typeof NewWallLink>,
  services: { readonly store: Pick<Services['store'], 'people'> },
): Promise<{ id: string; token: string }> =>
  addCredential('wall', { ...rest, expiresAt, grants: [{ role: 'wall', region }], sources: [] }, services)

type NewCredential = Pick<Credential, 'label' | 'grants' | 'sources' | 'profile'> & { readonly expiresAt?: string }

/** Keeps the hash and returns the secret: nobody can read it again. */
export async function addCredential(
  kind: Credential['kind'],
  { expiresAt, ...rest }: NewCredential,
  { store }: { readonly store: Pick<Services['store'], 'people'> },
): Promise<{ id: string; token: string }> {
  const token = newSecret()
  const id = `${kind}:${ulid()}`
  const expiresAtMs = expiresAt === undefined ? undefined : Date.parse(expiresAt)
  await store.people.addCredential({
    ...rest,
    id,
    kind,
    tokenHash: hashSecret(token),
    createdAtMs: Date.now(),
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
  })
  return { id, token }
}

const MANAGED_BY = { token: 'people:manage', wall: 'wall-link:manage', sheet: 'live-address:manage' } as const satisfies Record<
  Credential['kind'],
  Action
>

const isManaged = (credential: Credential, who: Principal): boolean =>
  credential.grants.every((grant) => permission(who, MANAGED_BY[credential.kind], grant.region) === 'allowed')

export async function listCredentials(kind: Credential['kind'], who: Principal, { store }: Services): Promise<Answered> {
  const credentials = await store.people.credentials(kind)
  return answer(200, { items: credentials.filter((credential) => isManaged(credential, who)).map(viewOf) })
}

export async function revokeCredential(
  kind: Credential['kind'],
  id: string,
  who: Principal,
  { store, signIn }: Services,
): Promise<Answered> {
  const credential = (await store.people.credentials(kind)).find((one) => one.id === id)
  if (!credential || !isManaged(credential, who)) return err(refuse('not-found', 'no such link or token in the regions you manage'))
  await store.people.revokeCredential(id)
  signIn.ended(id)
  return noContent()
}

export function viewOf(credential: Credential): z.infer<typeof CredentialView> {
  const { id, label, grants, sources, profile, createdAtMs, expiresAtMs, revoked } = credential
  return {
    id,
    label,
    grants: [...grants],
    sources: [...sources],
    ...(profile ? { profile } : {}),
    createdAt: new Date(createdAtMs).toISOString(),
    ...(expiresAtMs === undefined ? {} : { expiresAt: new Date(expiresAtMs).toISOString() }),
    revoked,
  }
}
