import { type Grant, grantableRoles, mayGrant, type Role } from '../../../../shared/roles.ts'

/** How far down a role's region may lie, in digits: where such a person works. */
const DEPTH: Readonly<Record<Role, 2 | 4 | 6 | 10>> = {
  administrator: 4,
  head: 2,
  coordinator: 4,
  'field-coordinator': 10,
  operator: 4,
  analyst: 4,
  legal: 4,
  leader: 4,
  press: 4,
  'recap-witness': 6,
  witness: 10,
  auditor: 4,
  wall: 4,
  machine: 4,
  sheet: 4,
}
export const depthOf = (role: Role): 2 | 4 | 6 | 10 => DEPTH[role]

/** In the order in which a count room is staffed. */
const STAFFED: readonly Role[] = [
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
  'administrator',
]

/** Where he would give this role when there is nothing to choose; else empty, so that nobody gets a whole province by a slip. */
export function onlyRegion(own: readonly Grant[], role: Role): string {
  const [first = '', ...others] = regionsToGive(own, role)
  return others.length === 0 && first.length >= depthOf(role) ? first : ''
}

/** Who works at single TPS, so that his region may be one. */
export const mayHaveTps = (role: Role): boolean => depthOf(role) === 10

/** The roles that somebody with these grants may give. */
export function rolesToGive(own: readonly Grant[]): Role[] {
  const mine = grantableRoles(own)
  return STAFFED.filter((role) => mine.includes(role))
}

/** Where he may give this role, the widest region first. */
export function regionsToGive(own: readonly Grant[], role: Role): string[] {
  const regions = own.filter((grant) => mayGrant([grant], { role, region: grant.region }) === 'allowed').map(({ region }) => region)
  return [...new Set(regions)].toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))
}
