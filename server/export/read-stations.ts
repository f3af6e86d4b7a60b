import { levelOf, type TpsId } from '../../shared/ids.ts'
import { cellKey } from '../../shared/report.ts'
import { currentRound } from '../../shared/room-state.ts'
import type { RoomView } from '../../shared/room-view.ts'
import type { Proof, RegionTally } from '../../shared/tally.ts'
import type { Room } from '../room/rooms.ts'
import { stretch } from '../room/stretch.ts'
import type { TallyQuery } from '../tally/province-tally.ts'

export type Station = { readonly tally: RegionTally; readonly proof: Proof }
export type StationsRead = { readonly at: Readonly<Record<string, number>>; readonly stations: readonly Station[] }
type Asked = Omit<TallyQuery, 'children'>

/**
 * Every TPS of a region that is expected to report, by code. Each room is read in one step, so that its rows are those of the entry
 * it names, and lets the others work before the next. Undefined = no such region votes in that contest.
 */
export async function readStations(rooms: readonly Room[], asked: Asked): Promise<StationsRead | undefined> {
  const at: Record<string, number> = {}
  const stations: Station[] = []
  const work = stretch()
  for (const room of rooms) {
    const own = { ...asked, region: asked.region.length < 4 ? room.id : asked.region }
    if (room.view.tally(own) === undefined) continue
    at[room.id] = room.head.seq
    stations.push(...stationsIn(room, own))
    await work.pause()
  }
  return Object.keys(at).length > 0 ? { at, stations } : undefined
}

function stationsIn({ state, view }: Room, asked: Asked): Station[] {
  return [...tpsBelow(view, asked)].map((tally) => {
    const tps = tally.region as TpsId
    const round = asked.round ?? currentRound(state, tps, tally.contest)
    return { tally, proof: view.standing(cellKey(tps, tally.contest, round)).proof }
  })
}

function* tpsBelow(view: Pick<RoomView, 'tally' | 'children'>, asked: Asked): Generator<RegionTally> {
  const tally = view.tally(asked)
  if (tally && levelOf(asked.region) === 'tps') yield tally
  else {
    for (const below of view.children(asked)) {
      if (levelOf(below.region) === 'tps') yield below
      else yield* tpsBelow(view, { ...asked, region: below.region })
    }
  }
}
