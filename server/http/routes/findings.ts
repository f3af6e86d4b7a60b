import { z } from 'zod'
import { FindingsAnswer } from '../../../shared/answers.ts'
import { ContestId, ScopeCode } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err } from '../../../shared/result.ts'
import { permission, scopesFor } from '../../../shared/roles.ts'
import { type Finding, Severity } from '../../../shared/tally.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import { NO_ELECTION } from './no-election.ts'
import { roomsWithin } from './rooms-within.ts'
import { byStake, cursorOf, positionOf } from './stake-cursor.ts'

const Query = z.strictObject({
  region: ScopeCode.optional(),
  contest: ContestId.optional(),
  severity: Severity.optional(),
  check: z.string().max(20).optional(),
  state: z.enum(['open', 'lapsed', 'answered']).default('open'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
})
type Query = z.infer<typeof Query>

const list = route<undefined, Query>({
  method: 'get',
  path: '/api/findings',
  summary: 'Findings ranked by votes at stake',
  access: { kind: 'action', action: 'finding:read', scoped: 'by the route' },
  query: Query,
  answers: { 200: FindingsAnswer },
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
    const asked = read.flatMap((room) => [...room.view.findings()]).filter((finding) => isAsked(finding, query, scopes))
    const ranked = asked.toSorted(byStake).filter((finding) => after === undefined || byStake(after, finding) < 0)
    const items = ranked.slice(0, query.limit)
    const last = items.at(-1)
    const at = Object.fromEntries(read.map((room) => [room.id, room.head.seq]))
    return answer(200, { at, items, ...(last && ranked.length > items.length ? { next: cursorOf(last) } : {}) } satisfies FindingsAnswer)
  },
})

export const findingRoutes = [list]

/** A finding whose subjects reach beyond the scopes would tell of other regions: it is theirs who see all of it. */
function isAsked(finding: Finding, query: Query, scopes: readonly string[]): boolean {
  return (
    finding.state === query.state &&
    finding.subjects.every((subject) => scopes.some((scope) => subject.startsWith(scope))) &&
    (query.contest === undefined || finding.contest === query.contest) &&
    (query.severity === undefined || finding.severity === query.severity) &&
    (query.check === undefined || finding.check === query.check)
  )
}
