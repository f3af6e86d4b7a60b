import { z } from 'zod'
import { ContestId, Instant, levelOf, ScopeCode } from '../../../shared/ids.js'
import { refuse } from '../../../shared/refusal.js'
import { err, ok } from '../../../shared/result.js'
import { permission } from '../../../shared/roles.js'
import { Mode, Tally } from '../../../shared/tally.js'
import { isTallied, tallyOf } from '../../tally/province-tally.js'
import { roomsUntil } from '../../tally/room-until.js'
import { answer } from '../reply.js'
import { route } from '../route.js'
import { NO_ELECTION } from './no-election.js'
const Query = z.strictObject({
  contest: ContestId,
  region: ScopeCode.optional(),
  mode: Mode.default('reported'),
  round: z.coerce.number().int().min(1).max(9).optional(),
  children: z.enum(['0', '1']).default('0'),
  until: Instant.optional(),
})
const regionOf = (query) => query.region ?? query.contest
/** One queue for the whole process: looking back costs memory. */
const earlier = roomsUntil()
const tally = route({
  method: 'get',
  path: '/api/tally',
  summary: 'Figures of a contest in a region; `until` gives them as they stood then. One TPS, and the rows of a village, need tps:read',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [regionOf(query)] },
  query: Query,
  answers: { 200: Tally },
  async handle({ query, who, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    if (!rooms.election.contests.some((contest) => contest.region === query.contest)) {
      return err(refuse('unknown-contest', `this election has no contest ${query.contest}`))
    }
    const region = regionOf(query)
    if (levelOf(region) === 'tps' && !seesForms(who, region)) return err(NO_SINGLE_FORM)
    const asked = { ...query, region, children: query.children === '1' && seesRows(who, region) }
    const read = await readRooms(rooms, asked)
    if (!read.ok) return read
    const found = tallyOf(read.value, asked)
    return found
      ? answer(200, found)
      : err(refuse('not-found', `${asked.region} does not vote in contest ${asked.contest}, or is no region of this election`))
  },
})
const NO_SINGLE_FORM = refuse('forbidden', 'your role does not allow tps:read there: ask for the village or a region above it')
/** The tally of one TPS is its form: blindness would end here if `tally:read` were enough. */
const seesForms = (who, region) => permission(who, 'tps:read', region) === 'allowed'
/** Rows of a village are its TPS. */
const seesRows = (who, region) => levelOf(region) !== 'village' || seesForms(who, region)
export const tallyRoutes = [tally]
async function readRooms(rooms, asked) {
  const involved = rooms.ids
    .map((id) => rooms.room(id))
    .filter((room) => room !== undefined)
    .filter((room) => isTallied(room, asked))
  if (asked.until === undefined) return ok(involved.map(({ id, contests, head, view }) => ({ id, contests, seq: head.seq, view })))
  return earlier.read(
    rooms,
    involved.map((room) => room.id),
    Date.parse(asked.until),
  )
}
