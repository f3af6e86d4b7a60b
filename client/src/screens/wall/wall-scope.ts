import type { RegisterAnswer } from '../../../../shared/answers.ts'
import type { Contest, Region } from '../../../../shared/election.ts'
import { contestsOf } from '../../../../shared/election.ts'
import type { RoomId } from '../../../../shared/ids.ts'
import type { TallyRow } from '../../../../shared/wire.ts'
import type { Rooms } from '../../stores/live.ts'
import { regionFacts, type RegionFacts } from './region-facts.ts'
import { inOrder } from './wall-totals.ts'

/** What a wall watches: a province with its regencies, or one regency with its districts. */
export type WallScope = {
  readonly region: Region
  readonly rooms: readonly RoomId[]
  /** Regions on map and board, in the order of their codes. */
  readonly parts: readonly Region[]
  /** A contest that covers the whole wall (a governor; the regency's own): the map then shows who leads, not how we stand. */
  readonly single?: Contest
  contestOf(part: Region): Contest | undefined
}

/**
 * `wanted` = the one contest the address asks for: of this region or around it, or of a regency inside it, whose own wall this then is.
 * `no-contest` = it is counted in neither; undefined = no such region.
 */
export function wallScope(register: RegisterAnswer, code: string, wanted?: string): WallScope | 'no-contest' | undefined {
  if (wanted === undefined || code.startsWith(wanted)) return scopeOf(register, code, wanted)
  return wanted.startsWith(code) ? scopeOf(register, wanted, wanted) : 'no-contest'
}

function scopeOf(register: RegisterAnswer, code: string, wanted: string | undefined): WallScope | 'no-contest' | undefined {
  const wide = register.contests.find((contest) => contest.region === wanted)
  if (wanted !== undefined && !wide) return 'no-contest'
  const region = register.regions.find((one) => one.code === code)
  if (!region) return undefined
  const partLength = code.length + 2
  const parts = register.regions.filter((one) => one.code.length === partLength && one.code.startsWith(code))
  const contestsIn = (room: string): Contest[] => contestsOf(register.contests, register.notVoting, room)
  const regencies = code.length === 2 ? parts.map((part) => part.code) : [code.slice(0, 4)]
  const single = wide ?? (code.length > 2 ? contestsIn(code).at(-1) : register.contests.find((contest) => contest.region === code))
  return {
    region,
    rooms: regencies.filter((room) => contestsIn(room).length > 0) as RoomId[],
    parts,
    ...(single ? { single } : {}),
    // The most local contest first: on a night with a governor and nine regents a regency's wall shows its regent.
    contestOf: (part) => contestsIn(part.code.slice(0, 4)).find((contest) => (single ? contest.region === single.region : true)),
  }
}

/** The facts of every part, from the rows of the rooms it lies in. */
export function factsOf(scope: WallScope, register: RegisterAnswer, rooms: Rooms): RegionFacts[] {
  const tallies = new Map<string, TallyRow>()
  for (const rows of rooms.values())
    for (const row of rows.values()) if (row.kind === 'tally') tallies.set(`${row.tally.contest}/${row.tally.region}`, row)
  return inOrder(
    scope.parts.map((region) => {
      const contest = scope.contestOf(region)
      const counts = register.counts[region.code]
      return regionFacts({
        region,
        ...(contest ? { contest, row: tallies.get(`${contest.region}/${region.code}`) } : {}),
        ...(counts ? { expected: counts } : {}),
      })
    }),
  )
}
