import { z } from 'zod'
import { LedgerAnswer } from '../../../shared/answers.js'
import { RoomId } from '../../../shared/ids.js'
import { refuse } from '../../../shared/refusal.js'
import { err, ok } from '../../../shared/result.js'
import { route } from '../route.js'
import { NO_ELECTION } from './no-election.js'
const Path = z.object({ room: RoomId })
const Query = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
const entries = route({
  method: 'get',
  path: '/api/ledger/{room}',
  summary: 'The hash-chained stream of one room, as it is stored',
  access: { kind: 'action', action: 'ledger:read', regions: ({ params }) => [params.room] },
  params: Path,
  query: Query,
  answers: { 200: LedgerAnswer },
  async handle({ params, query, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    const room = rooms.room(params.room)
    if (!room) return err(refuse('not-found', `no room ${params.room} in this election`))
    const read = await rooms.entries(room.id, query.after, query.limit)
    return ok({ status: 200, text: ledgerText(room.id, read, room.head) })
  },
})
export const ledgerRoutes = [entries]
/** The fact goes out as the very text that is hashed: parsing and printing it again would reorder keys that look like numbers. */
function ledgerText(room, read, head) {
  const lines = read.map(({ seq, at, by, id, fact, previous, hash }) => {
    const [before, after] = [JSON.stringify({ seq, at, by, id }), JSON.stringify({ previous, hash })]
    return `${before.slice(0, -1)},"fact":${fact},${after.slice(1)}`
  })
  return `{"room":"${room}","entries":[${lines.join(',')}],"head":${JSON.stringify(head)}}`
}
