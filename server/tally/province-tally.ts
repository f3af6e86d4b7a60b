import type { RoomId } from '../../shared/ids.ts'
import { type Contest } from '../../shared/election.ts'
import type { RoomView } from '../../shared/room-view.ts'
import { sumTallies } from '../../shared/sum-tallies.ts'
import type { Mode, RegionTally, Tally } from '../../shared/tally.ts'

export type TallyQuery = {
  readonly contest: string
  readonly region: string
  readonly mode: Mode
  readonly round?: number
  /** With the regions right below as `rows`. */
  readonly children: boolean
}
/** What a tally needs of a room, as it is now or was at an earlier instant. */
export type TalliedRoom = {
  readonly id: RoomId
  readonly contests: readonly Contest[]
  readonly seq: number
  readonly view: Pick<RoomView, 'tally' | 'children'>
}

/** Rooms whose TPS count towards the region: its own, or all regencies below it that vote in the contest. The province room holds none. */
export const isTallied = (
  room: Pick<TalliedRoom, 'id' | 'contests'>,
  { region, contest }: Pick<TallyQuery, 'region' | 'contest'>,
): boolean =>
  room.id.length > 2 &&
  (region.length < 4 ? room.id.startsWith(region) : region.startsWith(room.id)) &&
  room.contests.some((c) => c.region === contest)

/** Undefined = no such region, or none in it votes in that contest. Every row says at which entry of its room it was read. */
export function tallyOf(rooms: readonly TalliedRoom[], query: TallyQuery): Tally | undefined {
  const involved = rooms.filter((room) => isTallied(room, query))
  const { children, ...one } = query
  if (query.region.length < 4) return provinceTally(involved, one, children)
  const [room] = involved
  const tally = room?.view.tally(one)
  if (!room || !tally) return undefined
  const at = { [room.id]: room.seq }
  return { ...tally, at, ...(children ? { rows: room.view.children(one).map((row) => ({ ...row, at })) } : {}) }
}

function provinceTally(rooms: readonly TalliedRoom[], query: Omit<TallyQuery, 'children'>, children: boolean): Tally | undefined {
  const parts: Tally[] = []
  for (const room of rooms) {
    const tally: RegionTally | undefined = room.view.tally({ ...query, region: room.id })
    if (tally) parts.push({ ...tally, at: { [room.id]: room.seq } })
  }
  const sum = sumTallies(query.region, parts.map(withoutPosition))
  if (!sum) return undefined
  const at = Object.fromEntries(rooms.map((room) => [room.id, room.seq]))
  return { ...sum, at, ...(children ? { rows: parts } : {}) }
}

function withoutPosition({ at: _at, rows: _rows, ...tally }: Tally): RegionTally {
  return tally
}
