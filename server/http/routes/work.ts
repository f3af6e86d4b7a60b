import { z } from 'zod'
import { WorkAnswer, type WorkItem, WorkList } from '../../../shared/answers.ts'
import { ContestId, ScopeCode } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { permission, scopesFor } from '../../../shared/roles.ts'
import { Severity } from '../../../shared/tally.ts'
import { workOf } from '../../../shared/work-list.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import { NO_ELECTION } from './no-election.ts'
import { roomsWithin } from './rooms-within.ts'
import { byStake, cursorOf, type Position, positionOf } from './stake-cursor.ts'

const Query = z.strictObject({
  list: WorkList,
  region: ScopeCode.optional(),
  contest: ContestId.optional(),
  severity: Severity.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})
type Query = z.infer<typeof Query>

const list = route<undefined, Query>({
  method: 'get',
  path: '/api/work',
  summary: 'TPS that wait for somebody: figures to settle, reports outside the register, findings by TPS; ranked by votes at stake',
  access: { kind: 'action', action: 'finding:read', scoped: 'by the route' },
  query: Query,
  answers: { 200: WorkAnswer },
  handle({ query, who, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    if (query.region !== undefined && permission(who, 'finding:read', query.region) !== 'allowed') {
      return err(refuse('not-found', 'no such region among those you work in'))
    }
    const after = query.cursor === undefined ? undefined : positionOf(query.cursor)
    if (after === null) return err(refuse('invalid', 'cursor: send back what `next` said, or leave it out'))
    const scopes = query.region === undefined ? scopesFor(who, 'finding:read') : [query.region]
    const read = roomsWithin(rooms, scopes)
    const isAsked = ({ tps, contest }: WorkItem): boolean =>
      scopes.some((scope) => tps.startsWith(scope)) && (query.contest === undefined || contest === query.contest)
    const { decide, parked, findings } = workOf(read, query.severity)
    const lists = { decide: decide.filter(isAsked), parked: parked.filter(isAsked), findings: findings.filter(isAsked) }
    const ranked = lists[query.list]
      .map((item) => ({ item, at: placeOf(item) }))
      .toSorted((a, b) => byStake(a.at, b.at))
      .filter(({ at }) => after === undefined || byStake(after, at) < 0)
    const page = ranked.slice(0, query.limit)
    const last = page.at(-1)
    const found = lists.findings.flatMap((item) => item.findings)
    return answer(200, {
      at: Object.fromEntries(read.map((room) => [room.id, room.head.seq])),
      items: page.map(({ item }) => item),
      totals: {
        decide: lists.decide.length,
        parked: lists.parked.length,
        findings: {
          tps: lists.findings.length,
          findings: found.length,
          unconfirmed: found.filter(({ unconfirmed }) => unconfirmed).length,
        },
      },
      ...(last && ranked.length > page.length ? { next: cursorOf(last.at) } : {}),
    } satisfies WorkAnswer)
  },
})

export const workRoutes = [list]

const placeOf = ({ stake, tps, contest }: WorkItem): Position => ({ stake, id: `${tps}/${contest}` })
