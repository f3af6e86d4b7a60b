import { mayEver, type Action, type Grant, type Role } from '../../shared/roles.ts'
import type { Theme } from './stores/preferences.ts'

export type PageName = 'results' | 'explore' | 'replay' | 'findings' | 'report' | 'administration' | 'ledger' | 'press' | 'wall'
export type Page = {
  readonly name: PageName
  readonly path: string
  /** `g` and then this key opens it. */
  readonly key: string
  /** Any one of them opens it. */
  readonly needs: readonly Action[]
  /** Shows whole count rooms, so a grant on a district or less opens nothing on it. */
  readonly wholeRooms?: true
}

const PAGES: readonly Page[] = [
  { name: 'results', path: '/hasil', key: 'h', needs: ['tally:read'] },
  { name: 'explore', path: '/jelajah', key: 'j', needs: ['tally:read'] },
  { name: 'replay', path: '/putar-ulang', key: 'u', needs: ['tally:read'], wholeRooms: true },
  { name: 'findings', path: '/perlu-dicek', key: 'p', needs: ['finding:read'] },
  { name: 'report', path: '/lapor', key: 'l', needs: ['form:report'] },
  { name: 'administration', path: '/kelola', key: 'k', needs: ['election:manage', 'people:oversee', 'people:invite', 'wall-link:manage'] },
  { name: 'ledger', path: '/buku', key: 'b', needs: ['ledger:read'] },
  { name: 'press', path: '/pers', key: 's', needs: [] },
  { name: 'wall', path: '/wall', key: 'd', needs: ['feed:summary'], wholeRooms: true },
]

const ROOM_DIGITS = 4
const may = (grants: readonly Grant[], { needs, wholeRooms }: Page): boolean =>
  grants.some(({ role, region }) => (!wholeRooms || region.length <= ROOM_DIGITS) && needs.some((action) => mayEver(role, action)))
type Grants = readonly Pick<Grant, 'role'>[]

/** What stands in the header, in this order. The press page is nobody's but theirs. */
export const pagesFor = (grants: readonly Grant[]): Page[] =>
  PAGES.filter((page) => (page.name === 'press' ? grants.some(({ role }) => role === 'press') : may(grants, page)))

/** The page a path belongs to; a TPS belongs to the results it was opened from. */
export const pageAt = (pages: readonly Page[], path: string): Page | undefined =>
  pages.find((page) => path === page.path || path.startsWith(`${page.path}/`)) ??
  (path.startsWith('/tps/') ? pages.find(({ name }) => name === 'results') : undefined)

const LANDING: Readonly<Record<Role, string>> = {
  wall: '/wall',
  administrator: '/kelola',
  head: '/hasil',
  coordinator: '/hasil',
  analyst: '/hasil',
  leader: '/hasil',
  legal: '/hasil',
  'recap-witness': '/hasil',
  operator: '/lapor',
  'field-coordinator': '/lapor',
  witness: '/lapor',
  auditor: '/buku',
  press: '/pers',
  machine: '/hasil',
  sheet: '/excel',
}
const FIRST = Object.keys(LANDING) as Role[]

/** The role a person is greeted by: of several, the one with the widest view. */
export const mainRole = (grants: Grants): Role | undefined => FIRST.find((role) => grants.some((grant) => grant.role === role))

export function landingOf(grants: Grants): string {
  const role = mainRole(grants)
  return role ? LANDING[role] : '/masuk'
}

/** Leaders read in daylight and witnesses stand in the sun; who works in the count room sits in the dark. */
export function themeOf(grants: Grants): Theme {
  const role = mainRole(grants)
  return role === 'leader' || role === 'witness' || role === 'press' ? 'light' : 'dark'
}

/** Where somebody wanted to go before he was asked who he is: a path of this site only, and not the door itself. */
export function wantedPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || !/^\/(?![/\\])/.test(given)) return undefined
  return /^\/(masuk|siapkan|undangan)(?=$|[/?#])/.test(given) || given === '/' ? undefined : given
}
