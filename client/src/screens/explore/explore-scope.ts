import type { RegisterAnswer } from '../../../../shared/answers.ts'
import { contestsOf, type Contest, type Region } from '../../../../shared/election.ts'
import type { RoomId } from '../../../../shared/ids.ts'
import { DETAILS, type Detail, type ExploreView } from './explore-view.ts'

type Register = Pick<RegisterAnswer, 'regions' | 'contests' | 'notVoting'>

/** Where one is, what is counted there, and how finely one may look. */
export type ExploreScope = {
  readonly region: Region
  /** The widest region around it that this person may see. */
  readonly root: string
  readonly roots: readonly string[]
  /** Rooms whose figures are on screen. */
  readonly rooms: readonly RoomId[]
  /** The whole region does not vote. */
  readonly notVoting: boolean
  /** One contest on the whole screen: colours are candidates, not our standing. */
  readonly single?: Contest
  /** Choices where several contests are held; `kabkota` = each regency's own. */
  readonly choices: readonly { readonly id: string; readonly contest?: Contest }[]
  readonly choice?: string
  /** The contest that is looked at in a room. */
  readonly contestOf: (room: string) => Contest | undefined
}

const isAround = (outer: string, inner: string): boolean => inner.startsWith(outer)

/** Where a person enters: his regions without those inside others of his; a single TPS is no region to explore. */
export const rootsOf = (scopes: readonly string[]): string[] =>
  scopes.filter((scope) => scope.length < 13 && !scopes.some((other) => other !== scope && isAround(other, scope)))

/** Undefined = no such region, or not one of his. */
export function exploreScope(
  register: Register,
  scopes: readonly string[],
  view: Pick<ExploreView, 'region' | 'contest'>,
): ExploreScope | undefined {
  const roots = rootsOf(scopes)
  const code = view.region ?? roots[0]
  const root = roots.find((one) => code !== undefined && isAround(one, code))
  const region = register.regions.find((one) => one.code === code)
  if (!root || !region) return undefined
  // The widest first, in whatever order the election names them.
  const contests = register.contests.toSorted((a, b) => a.region.length - b.region.length)
  const contestsIn = (room: string): Contest[] => contestsOf(contests, register.notVoting, room)
  const regencies = register.regions.filter((one) => one.code.length === 4).map((one) => one.code)
  const rooms = (region.code.length === 2 ? regencies.filter((one) => isAround(region.code, one)) : [region.code.slice(0, 4)]).filter(
    (room) => contestsIn(room).length > 0,
  ) as RoomId[]
  const wide = contests.filter((contest) => isAround(contest.region, region.code))
  const local = region.code.length === 2 && register.contests.some((contest) => contest.region.length === 4)
  const choices: ExploreScope['choices'] = [
    ...wide.map((contest) => ({ id: contest.region, contest })),
    ...(local && wide.length > 0 ? [{ id: 'kabkota' }] : []),
  ]
  // In a regency its own contest answers first; in the province the one that covers it.
  const usual = region.code.length === 2 ? choices[0] : choices.at(-1)
  const chosen = choices.find(({ id }) => id === view.contest) ?? usual
  const single = chosen?.contest
  return {
    region,
    root,
    roots,
    rooms,
    notVoting: rooms.length === 0,
    ...(single ? { single } : {}),
    choices,
    ...(chosen ? { choice: chosen.id } : {}),
    contestOf: (room) => (single ? contestsIn(room).find((one) => one.region === single.region) : contestsIn(room).at(-1)),
  }
}

/** Levels below a region, the nearest first. `whole` = figures of every level are at hand, TPS included. */
export function detailsFor(region: string, may: { readonly whole: boolean; readonly tps: boolean }): Detail[] {
  const below = (Object.keys(DETAILS) as Detail[]).filter((detail) => DETAILS[detail] > region.length)
  // Without the whole feed a district's villages and a village's TPS are asked for one by one: only the next step is at hand.
  const near = may.whole ? below : below.filter((detail, i) => i === 0 || DETAILS[detail] <= 6)
  return near.filter((detail) => detail !== 'tps' || may.tps)
}
