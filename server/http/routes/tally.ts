import { z } from 'zod'
import { ContestId, Instant, levelOf, type RoomId, ScopeCode } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Refusal } from '../../../shared/refusal.ts'
import { permission, type Principal } from '../../../shared/roles.ts'
import { Mode, Tally } from '../../../shared/tally.ts'
import { pastOf } from '../../past/past.ts'
import type { CountRooms } from '../../room/rooms.ts'
import { isTallied, type TalliedRoom, tallyOf } from '../../tally/province-tally.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_ELECTION } from './no-election.ts'

export const TallyQuestion = z.strictObject({
  contest: ContestId,
  region: ScopeCode.optional(),
  mode: Mode.default('reported'),
  round: z.coerce.number().int().min(1).max(9).optional(),
  children: z.enum(['0', '1']).default('0'),
  until: Instant.optional(),
})
export type TallyQuestion = z.infer<typeof TallyQuestion>

export const regionOf = (query: Pick<TallyQuestion, 'region' | 'contest'>): string => query.region ?? query.contest

const tally = route<undefined, TallyQuestion>({
  method: 'get',
  path: '/api/tally',
  summary: 'Figures of a contest in a region; `until` gives them as they stood then. One TPS, and the rows of a village, need tps:read',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [regionOf(query)] },
  query: TallyQuestion,
  answers: { 200: Tally },
  async handle({ query, who, services }) {
    const found = await readTally(query, who, services)
    return found.ok ? answer(200, found.value) : found
  },
})

/** What that person may read of it. */
export async function readTally(query: TallyQuestion, who: Principal, services: Services): Promise<Result<Tally, Refusal>> {
  const region = regionOf(query)
  const involved = tallied(services.rooms(), { ...query, region })
  if (!involved.ok) return involved
  if (levelOf(region) === 'tps' && !seesForms(who, region)) return err(NO_SINGLE_FORM)
  const asked = { ...query, region, children: query.children === '1' && seesRows(who, region) }
  const read = await readRooms(involved.value.rooms, involved.value.ids, query.until)
  if (!read.ok) return read
  const found = tallyOf(read.value, asked)
  return found ? ok(found) : err(noSuchRegion(asked))
}

export const NO_SINGLE_FORM = refuse('forbidden', 'your role does not allow tps:read there: ask for the village or a region above it')

/** The tally of one TPS is its form: blindness would end here if `tally:read` were enough. */
export const seesForms = (who: Principal, region: string): boolean => permission(who, 'tps:read', region) === 'allowed'
/** Rows of a village are its TPS. */
const seesRows = (who: Principal, region: string): boolean => levelOf(region) !== 'village' || seesForms(who, region)

export const tallyRoutes = [tally]

type Asked = { readonly contest: string; readonly region: string; readonly until?: string }

/** The rooms whose TPS count towards the region in that contest. */
export function tallied(
  rooms: CountRooms | undefined,
  asked: Pick<Asked, 'contest' | 'region'>,
): Result<{ readonly rooms: CountRooms; readonly ids: readonly RoomId[] }, Refusal> {
  if (!rooms) return err(NO_ELECTION)
  if (!rooms.election.contests.some((contest) => contest.region === asked.contest)) {
    return err(refuse('unknown-contest', `this election has no contest ${asked.contest}`))
  }
  const ids = rooms.ids.filter((id) => isTallied({ id, contests: rooms.room(id)?.contests ?? [] }, asked))
  const isThere = ids.some((id) => {
    const region = asked.region.length < 4 ? id : asked.region
    return rooms.room(id)?.view.tally({ contest: asked.contest, region, mode: 'reported' }) !== undefined
  })
  return isThere ? ok({ rooms, ids }) : err(noSuchRegion(asked))
}

export const noSuchRegion = ({ region, contest }: Pick<Asked, 'contest' | 'region'>): Refusal =>
  refuse('not-found', `${region} does not vote in contest ${contest}, or is no region of this election`)

async function readRooms(rooms: CountRooms, ids: readonly RoomId[], until: string | undefined): Promise<Result<TalliedRoom[], Refusal>> {
  if (until === undefined) {
    const now = ids.map((id) => rooms.room(id)).filter((room) => room !== undefined)
    return ok(now.map(({ id, contests, head, view }) => ({ id, contests, seq: head.seq, view })))
  }
  const pasts = await pastOf(rooms).rooms(ids)
  if (!pasts.ok) return pasts
  const untilMs = Date.parse(until)
  return ok(pasts.value.map((past) => past.at(past.seqAt(untilMs))))
}
