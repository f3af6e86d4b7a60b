import { z } from 'zod'
import { ContestId, Instant, RoomId, ScopeCode } from '../../../shared/ids.ts'
import { MomentAnswer, TimelineAnswer } from '../../../shared/moments.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { pastOf } from '../../past/past.ts'
import type { CountRooms } from '../../room/rooms.ts'
import { timelineOf } from '../../past/timeline.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import { NO_ELECTION } from './no-election.ts'
import { seesForms, NO_SINGLE_FORM, tallied } from './tally.ts'

/** Without `contest`: all that are counted there together. */
const Night = z.strictObject({ contest: ContestId.optional(), region: ScopeCode })
const timeline = route<undefined, z.infer<typeof Night>>({
  method: 'get',
  path: '/api/moments',
  summary: 'The night of a contest in a region as a timeline: how many forms arrived when. One TPS needs tps:read',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [query.region] },
  query: Night,
  answers: { 200: TimelineAnswer },
  async handle({ query, who, services }) {
    const { contest, region } = query
    const involved = contest === undefined ? voting(services.rooms(), region) : tallied(services.rooms(), { contest, region })
    if (!involved.ok) return involved
    if (region.length === 13 && !seesForms(who, region)) return err(NO_SINGLE_FORM)
    const { rooms, ids } = involved.value
    const pasts = await pastOf(rooms).rooms(ids)
    if (!pasts.ok) return pasts
    const found = await timelineOf(pasts.value, query)
    return answer(200, { ...query, ...found } satisfies TimelineAnswer)
  },
})

/** A count room, or the province with all of them: what a wall shows. */
const Moment = z.strictObject({ region: RoomId, at: Instant })
const moment = route<undefined, z.infer<typeof Moment>>({
  method: 'get',
  path: '/api/moment',
  summary: 'What the map, the board and the totals of a count room, or of a province with all of its rooms, showed at an earlier instant',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [query.region] },
  query: Moment,
  answers: { 200: MomentAnswer },
  async handle({ query, services }) {
    const involved = voting(services.rooms(), query.region)
    if (!involved.ok) return involved
    const { rooms, ids } = involved.value
    const pasts = await pastOf(rooms).rooms(ids)
    if (!pasts.ok) return pasts
    const then = pasts.value.map((past) => past.at(past.seqAt(Date.parse(query.at))))
    return answer(200, {
      moment: query.at,
      rooms: then.map((room) => ({ room: room.id, seq: room.seq, rows: room.rows() })),
    } satisfies MomentAnswer)
  },
})

/** Rooms in or around the region that count a contest. */
function voting(rooms: CountRooms | undefined, region: string): ReturnType<typeof tallied> {
  if (!rooms) return err(NO_ELECTION)
  const isNear = (id: RoomId) => id.length > 2 && (id.startsWith(region) || region.startsWith(id))
  const ids = rooms.ids.filter((id) => isNear(id) && (rooms.room(id)?.contests.length ?? 0) > 0)
  return ids.length > 0 ? ok({ rooms, ids }) : err(refuse('not-found', `${region} does not vote in this election, or is no region of it`))
}

export const momentRoutes = [timeline, moment]
