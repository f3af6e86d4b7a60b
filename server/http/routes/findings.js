import { z } from 'zod'
import { FindingsAnswer } from '../../../shared/answers.js'
import { ContestId, ScopeCode } from '../../../shared/ids.js'
import { refuse } from '../../../shared/refusal.js'
import { err } from '../../../shared/result.js'
import { permission, scopesFor } from '../../../shared/roles.js'
import { Severity } from '../../../shared/tally.js'
import { answer } from '../reply.js'
import { route } from '../route.js'
import { NO_ELECTION } from './no-election.js'
const Query = z.strictObject({
  region: ScopeCode.optional(),
  contest: ContestId.optional(),
  severity: Severity.optional(),
  check: z.string().max(20).optional(),
  state: z.enum(['open', 'lapsed', 'answered']).default('open'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
})
const list = route({
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
    const read = rooms.ids
      .map((id) => rooms.room(id))
      .filter((room) => room !== undefined && scopes.some((scope) => overlap(scope, room.id)))
    const asked = read.flatMap((room) => [...room.view.findings()]).filter((finding) => isAsked(finding, query, scopes))
    const ranked = asked.toSorted(byStake).filter((finding) => after === undefined || byStake(after, finding) < 0)
    const items = ranked.slice(0, query.limit)
    const last = items.at(-1)
    const at = Object.fromEntries(read.map((room) => [room.id, room.head.seq]))
    return answer(200, { at, items, ...(last && ranked.length > items.length ? { next: cursorOf(last) } : {}) })
  },
})
export const findingRoutes = [list]
/** Rooms below the scope, or the regency around it; not the province around a regency. */
const overlap = (scope, room) => room.startsWith(scope) || (room.length > 2 && scope.startsWith(room))
/** A finding whose subjects reach beyond the scopes would tell of other regions: it is theirs who see all of it. */
function isAsked(finding, query, scopes) {
  return (
    finding.state === query.state &&
    finding.subjects.every((subject) => scopes.some((scope) => subject.startsWith(scope))) &&
    (query.contest === undefined || finding.contest === query.contest) &&
    (query.severity === undefined || finding.severity === query.severity) &&
    (query.check === undefined || finding.check === query.check)
  )
}
const byStake = (a, b) => b.stake - a.stake || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const cursorOf = ({ stake, id }) => Buffer.from(JSON.stringify([stake, id])).toString('base64url')
const Cursor = z.tuple([z.number(), z.string()])
/** Null = not one of ours. */
function positionOf(cursor) {
  try {
    const [stake, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { stake, id }
  } catch {
    return null
  }
}
