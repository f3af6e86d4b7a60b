import { z } from 'zod'
import type { Entry, Head } from '../../../db/ledger.ts'
import { LedgerAnswer } from '../../../shared/answers.ts'
import { RoomId } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { route } from '../route.ts'
import { NO_ELECTION } from './no-election.ts'

const Path = z.object({ room: RoomId })
const Query = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

const entries = route<z.infer<typeof Path>, z.infer<typeof Query>>({
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
function ledgerText(room: string, read: readonly Entry[], head: Head): string {
  const lines = read.map(({ seq, at, by, id, fact, previous, hash }) => {
    const [before, after] = [JSON.stringify({ seq, at, by, id }), JSON.stringify({ previous, hash })]
    return `${before.slice(0, -1)},"fact":${fact},${after.slice(1)}`
  })
  return `{"room":"${room}","entries":[${lines.join(',')}],"head":${JSON.stringify(head)}}`
}
