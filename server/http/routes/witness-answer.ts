import type { WitnessAnswer } from '../../../shared/station-day-answers.ts'
import { contestsOf } from '../../../shared/election.ts'
import { formTemplate } from '../../../shared/form-templates.ts'
import { roomOf, type TpsId } from '../../../shared/ids.ts'
import { instantOf } from '../../../shared/poll-time.ts'
import { cellKey } from '../../../shared/report.ts'
import { assert } from '../../../shared/result.ts'
import type { Principal } from '../../../shared/roles.ts'
import { currentRound } from '../../../shared/room-state.ts'
import type { CountRooms, Room } from '../../room/rooms.ts'
import { pathOf } from './search-index.ts'

/** A field coordinator holds a village, a phone no regency. */
const STATIONS_AT_MOST = 300
/** A person looked at them: from then on the witness need not send anything again. */
const CONFIRMED: ReadonlySet<string> = new Set(['agreed', 'settled'])

/** TPS of the register in these scopes, by code; cut off where they are more than anybody has in his own hands. */
export function stationsOf(rooms: CountRooms, scopes: readonly string[]): TpsId[] {
  const found = rooms.ids.flatMap((id) => [...(rooms.room(id)?.state.stations ?? [])])
  const within = found.filter(([tps, { withdrawn }]) => !withdrawn && scopes.some((scope) => tps.startsWith(scope)))
  return within
    .map(([tps]) => tps)
    .toSorted()
    .slice(0, STATIONS_AT_MOST)
}

/** Everything a phone has to keep to work without a line, and nothing that others reported. */
export function witnessAnswer(rooms: CountRooms, who: Principal, stations: readonly TpsId[]): WitnessAnswer {
  const { election } = rooms
  const form = formTemplate(election.form)
  assert(form, 'the loaded election names a known form')
  const { id, name, date, timezone, simulated, maxVotersPerTps, ballotReserve } = election
  const contests = new Set(stations.flatMap((tps) => contestsAt(rooms, tps)))
  return {
    you: who.id,
    election: { id, name, date, timezone, simulated, maxVotersPerTps, ballotReserve },
    pollsClose: instantOf(`${date}T${election.pollsClose}`, timezone),
    contests: election.contests.filter(({ region }) => contests.has(region)),
    form,
    stations: stations.map((tps) => {
      const room = rooms.room(roomOf(tps))
      const day = room?.state.days.get(tps)
      return {
        tps,
        path: pathOf(election.regions, tps).slice(1),
        contests: contestsAt(rooms, tps).map((contest) => ({
          contest,
          round: room ? currentRound(room.state, tps, contest) : 1,
          copy: day?.copies.get(contest)?.copy,
        })),
        present: (day?.checkIns.length ?? 0) > 0,
        mine: room ? mineAt(room, tps, who.id) : [],
      }
    }),
  }
}

const contestsAt = ({ election }: CountRooms, tps: TpsId) =>
  contestsOf(election.contests, election.notVoting, roomOf(tps)).map(({ region }) => region)

/** Forms of this author, newest last. Whether others agree is told only once a person in the count room has looked. */
function mineAt({ state, view, contests }: Room, tps: TpsId, by: string): WitnessAnswer['stations'][number]['mine'] {
  return contests.flatMap(({ region: contest }) => {
    const key = cellKey(tps, contest, currentRound(state, tps, contest))
    const own = (state.cells.get(key)?.reports ?? []).filter((report) => report.by === by)
    const confirmed = own.length > 0 && CONFIRMED.has(view.standing(key).knowledge)
    return own.map(({ id, at }) => ({ id, at, contest, confirmed }))
  })
}
