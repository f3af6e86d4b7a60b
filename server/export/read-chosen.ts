import { levelOf, roomOf, type TpsId } from '../../shared/ids.ts'
import { cellKey } from '../../shared/report.ts'
import { currentRound } from '../../shared/room-state.ts'
import type { Mode } from '../../shared/tally.ts'
import type { CountRooms, Room } from '../room/rooms.ts'
import { stretch } from '../room/stretch.ts'
import type { Station, StationsRead } from './read-stations.ts'

/** Regions and TPS somebody chose, in his order; without `contest` each in its regency's own. */
type Chosen = { readonly rows: readonly string[]; readonly contest?: string; readonly mode: Mode }

/** The code that this election does not have, or that does not vote in the contest. */
export type NotThere = { readonly missing: string }

/** Each room is read in one step, so that its rows are those of the entry it names, and lets the others work before the next. */
export async function readChosen(rooms: CountRooms, { rows, contest, mode }: Chosen): Promise<StationsRead | NotThere> {
  const at: Record<string, number> = {}
  const found = new Map<string, Station>()
  const work = stretch()
  for (const id of new Set(rows.map(roomOf))) {
    const room = rooms.room(id)
    const of = contest ?? ownContest(room)
    if (!room || of === undefined) continue
    at[id] = room.head.seq
    for (const region of rows) {
      const station = roomOf(region) === id ? stationIn(room, { contest: of, region, mode }) : undefined
      if (station) found.set(region, station)
    }
    await work.pause()
  }
  const missing = rows.find((row) => !found.has(row))
  return missing === undefined ? { at, stations: rows.flatMap((row) => found.get(row) ?? []) } : { missing }
}

/** The narrowest: a regency's before the province's. */
const ownContest = (room: Room | undefined): string | undefined =>
  room?.contests.toSorted((a, b) => a.region.length - b.region.length).at(-1)?.region

function stationIn({ state, view }: Room, asked: { contest: string; region: string; mode: Mode }): Station | undefined {
  const tally = view.tally(asked)
  if (!tally || levelOf(asked.region) !== 'tps') return tally && { tally, proof: 'none' }
  const tps = asked.region as TpsId
  return { tally, proof: view.standing(cellKey(tps, asked.contest, currentRound(state, tps, asked.contest))).proof }
}
