import * as z from 'zod'
import type { Source } from './form.ts'
import { covers, ScopeCode } from './ids.ts'

export const Role = z.enum([
  'administrator',
  'head',
  'coordinator',
  'field-coordinator',
  'operator',
  'analyst',
  'legal',
  'leader',
  'press',
  'recap-witness',
  'witness',
  'auditor',
  'wall',
  'machine',
  'sheet',
])
export type Role = z.infer<typeof Role>

export const Grant = z.strictObject({ role: Role, region: ScopeCode })
export type Grant = z.infer<typeof Grant>

/** What a wall link shows: `dalam` the team's figures, `tamu` (guests, cameras) only the last declared report. */
export const WallProfile = z.enum(['dalam', 'tamu'])
export type WallProfile = z.infer<typeof WallProfile>

/** Who asks. `id` is the author of what he writes: `account:<ulid>`, `token:<ulid>`, `wall:<ulid>`; facts never hold a name. */
export type Principal = {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'token' | 'wall' | 'sheet'
  readonly grants: readonly Grant[]
  /** Sources this credential may report from; the first is the default. */
  readonly sources: readonly Source[]
  readonly profile?: WallProfile
}

export type Action =
  | 'register:read'
  | 'form:report'
  /** The answer to a form tells standing and findings; without it only the receipt (blind entry). */
  | 'form:see-standing'
  | 'form:move'
  | 'photo:add'
  /** The picture without what the camera wrote beside it. */
  | 'photo:read'
  /** The bytes as they were taken: place and time of the camera are in them. */
  | 'photo:read-original'
  /** Check-in, incident, copy of the form: what happens at a TPS beside its figures. */
  | 'day:report'
  | 'tps:settle'
  | 'round:order'
  | 'register:amend'
  | 'tally:read'
  | 'tps:read'
  | 'finding:read'
  | 'ledger:read'
  | 'feed:summary'
  | 'feed:full'
  | 'people:manage'
  /** See who has an account and where he is signed in, and sign him out. */
  | 'people:oversee'
  | 'people:invite'
  | 'wall-link:manage'
  /** Take a workbook away to type into it, and bring it or any other table back. */
  | 'workbook:use'
  /** Addresses from which a spreadsheet reads a region's table by itself. */
  | 'live-address:manage'
  | 'sheet:read'
  | 'election:manage'

/** Head and coordinator do the same work in the room; the region of the grant tells them apart. */
const LEADS_A_ROOM: readonly Action[] = [
  'register:read',
  'form:report',
  'form:see-standing',
  'photo:add',
  'photo:read',
  'photo:read-original',
  'day:report',
  'workbook:use',
  'live-address:manage',
  'form:move',
  'tps:settle',
  'round:order',
  'register:amend',
  'tally:read',
  'tps:read',
  'finding:read',
  'ledger:read',
  'feed:summary',
  'feed:full',
  'wall-link:manage',
  'people:invite',
]

/**
 * The one table of permission: role x action; the region comes from the grant. Blindness is permission too: operators and
 * witnesses see no other person's figures. Press and `tamu` walls see declared reports only, so nothing that runs.
 */
const MAY: Readonly<Record<Role, readonly Action[]>> = {
  administrator: [
    'register:read',
    'tally:read',
    'feed:summary',
    'ledger:read',
    'people:manage',
    'people:oversee',
    'people:invite',
    'wall-link:manage',
    'election:manage',
  ],
  head: [...LEADS_A_ROOM, 'people:oversee'],
  coordinator: LEADS_A_ROOM,
  'field-coordinator': [
    'register:read',
    'form:report',
    'day:report',
    'photo:add',
    'photo:read',
    'tally:read',
    'feed:summary',
    'workbook:use',
  ],
  operator: ['register:read', 'form:report', 'photo:add', 'photo:read', 'feed:summary', 'workbook:use'],
  analyst: ['register:read', 'tally:read', 'tps:read', 'photo:read', 'finding:read', 'ledger:read', 'feed:summary', 'feed:full'],
  legal: [
    'register:read',
    'tally:read',
    'tps:read',
    'photo:read',
    'photo:read-original',
    'finding:read',
    'ledger:read',
    'feed:summary',
    'feed:full',
  ],
  leader: ['register:read', 'tally:read', 'feed:summary'],
  press: ['register:read'],
  'recap-witness': ['register:read', 'tally:read', 'tps:read', 'photo:read', 'finding:read', 'feed:summary'],
  witness: ['register:read', 'form:report', 'day:report', 'photo:add'],
  auditor: ['register:read', 'ledger:read'],
  wall: ['register:read', 'tally:read', 'feed:summary'],
  machine: ['register:read', 'form:report', 'form:see-standing', 'photo:add', 'tally:read'],
  sheet: ['sheet:read'],
}

/** Sources a role reports from when its credential names none; the first is the default. */
export const SOURCES: Readonly<Partial<Record<Role, readonly Source[]>>> = {
  witness: ['witness'],
  'field-coordinator': ['witness', 'workbook'],
  operator: ['desk', 'workbook'],
  coordinator: ['desk', 'workbook'],
  head: ['desk', 'workbook'],
  machine: ['api'],
}

/** A wall opens from a link and a machine from a token: no person holds these. */
export const PEOPLE_ROLES: readonly Role[] = Role.options.filter((role) => role !== 'wall' && role !== 'machine')
/** Who carries a phone of his own that has to last the night and the day after, where nobody can sign in again without a line. */
export const STAYS_SIGNED_IN: readonly Role[] = ['witness', 'field-coordinator']
/** Who enters or decides, at machines that others use too. Witnesses and field coordinators hold a phone of their own, often without signal. */
export const LOCKS_WHEN_IDLE: readonly Role[] = ['administrator', 'head', 'coordinator', 'operator']
const ROOM_ROLES: readonly Role[] = ['coordinator', 'field-coordinator', 'operator', 'analyst', 'recap-witness', 'witness']
/** Whom a role may bring in and look after: nobody who may more than it does, and an administrator everybody. */
const GRANTS: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  administrator: PEOPLE_ROLES,
  head: PEOPLE_ROLES.filter((role) => role !== 'administrator'),
  coordinator: ROOM_ROLES,
}

export const mayEver = (role: Role, action: Action): boolean => MAY[role].includes(action)

/** The regions in which these grants allow the action; a `tamu` wall has none for what runs. Empty = 403. */
export function scopesFor(who: Pick<Principal, 'grants' | 'profile'>, action: Action): string[] {
  if (who.profile === 'tamu' && action !== 'register:read') return []
  return who.grants.filter((grant) => mayEver(grant.role, action)).map((grant) => grant.region)
}

/** `forbidden` = no grant allows the action anywhere (403); `not-found` = allowed, but not here (404). */
export function permission(
  who: Pick<Principal, 'grants' | 'profile'>,
  action: Action,
  region: string,
): 'allowed' | 'forbidden' | 'not-found' {
  const scopes = scopesFor(who, action)
  if (scopes.length === 0) return 'forbidden'
  return scopes.some((scope) => covers(scope, region)) ? 'allowed' : 'not-found'
}

/** Roles that these grants may give somewhere. */
export const grantableRoles = (grants: readonly Grant[]): Role[] =>
  PEOPLE_ROLES.filter((role) => grants.some((own) => GRANTS[own.role]?.includes(role)))

/** One and the same grant has to allow the role and cover the region: a head of one regency makes no head of another. */
export function mayGrant(grants: readonly Grant[], { role, region }: Grant): 'allowed' | 'forbidden' | 'not-found' {
  const able = grants.filter((own) => GRANTS[own.role]?.includes(role))
  if (able.length === 0) return 'forbidden'
  return able.some((own) => covers(own.region, region)) ? 'allowed' : 'not-found'
}
