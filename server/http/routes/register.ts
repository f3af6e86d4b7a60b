import { createHash } from 'node:crypto'
import { z } from 'zod'
import { RegisterAnswer, RegisterTpsAnswer, SearchAnswer } from '../../../shared/answers.ts'
import type { Election } from '../../../shared/election.ts'
import { type Level, type RoomId, ScopeCode, type TpsId } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { scopesFor } from '../../../shared/roles.ts'
import { formTemplate } from '../../../shared/form-templates.ts'
import { registerByRoom, roomsOf } from '../../election/opening.ts'
import type { CountRooms } from '../../room/rooms.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { drawnLevels } from './boundaries.ts'
import { NO_ELECTION } from './no-election.ts'
import { type SearchIndex, searchIndex } from './search-index.ts'

const HITS = 20
const ROWS_AT_MOST = 20_000

// Which TPS exist and what they are called is public knowledge: the register is the same for everybody.
const register = route({
  method: 'get',
  path: '/api/register',
  summary: 'The election as loaded: contests, regions, form template, counts (with ETag)',
  access: { kind: 'action', action: 'register:read', scoped: 'not at all' },
  answers: { 200: RegisterAnswer, 304: 'none' },
  async handle({ request, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    const { text, etag } = await preparedOf(rooms.election, services.store)
    const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' }
    if (request.headers['if-none-match']?.includes(etag)) return ok({ status: 304, headers })
    return ok({ status: 200, text, headers })
  },
})

const TpsQuery = z.strictObject({ region: ScopeCode })
const stations = route<undefined, z.infer<typeof TpsQuery>>({
  method: 'get',
  path: '/api/register/tps',
  summary: 'TPS of a region with their DPT, as loaded and amended since',
  access: { kind: 'action', action: 'register:read', scoped: 'not at all' },
  query: TpsQuery,
  answers: { 200: RegisterTpsAnswer },
  handle({ query: { region }, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    const rows = rowsOf(rooms, region)
    if (rows.length > ROWS_AT_MOST) return err(refuse('too-large', `more than ${ROWS_AT_MOST} TPS; ask for one regency at a time`))
    return answer(200, { region, rows } satisfies RegisterTpsAnswer)
  },
})

const SearchQuery = z.strictObject({ q: z.string().trim().min(2, 'type at least 2 characters').max(100) })
const search = route<undefined, z.infer<typeof SearchQuery>>({
  method: 'get',
  path: '/api/search',
  summary: 'Regions and TPS by name or code, in the regions one works in',
  access: { kind: 'action', action: 'register:read', scoped: 'by the route' },
  query: SearchQuery,
  answers: { 200: SearchAnswer },
  handle({ query, who, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    return answer(200, { hits: indexOf(rooms.election).find(query.q, scopesFor(who, 'register:read'), HITS) })
  },
})

export const registerRoutes = [register, stations, search]

type Prepared = { readonly text: string; readonly etag: string }
const prepared = new WeakMap<Election, Prepared>()

/** Made once per loaded election: neither it nor its boundaries change while it is open. */
async function preparedOf(election: Election, store: Services['store']): Promise<Prepared> {
  const known = prepared.get(election)
  if (known) return known
  const text = JSON.stringify(registerAnswer(election, await drawnLevels(election, store)))
  const made = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
  prepared.set(election, made)
  return made
}

const indexes = new WeakMap<Election, SearchIndex>()
function indexOf(election: Election): SearchIndex {
  const index = indexes.get(election) ?? searchIndex(election)
  indexes.set(election, index)
  return index
}

function registerAnswer(election: Election, drawn: Level[]): RegisterAnswer {
  const { id, name, date, timezone, pollsClose, province, maxVotersPerTps, ballotReserve, holidays, simulated } = election
  const form = formTemplate(election.form)
  if (!form) throw new Error(`assertion failed: the loaded election names an unknown form ${JSON.stringify(election.form)}`)
  return {
    election: { id, name, date, timezone, pollsClose, province, maxVotersPerTps, ballotReserve, holidays, simulated },
    contests: election.contests,
    regions: [...election.regions],
    notVoting: election.notVoting,
    form,
    counts: countsOf(election),
    drawn,
  }
}

function countsOf(election: Election): RegisterAnswer['counts'] {
  const byRoom = registerByRoom(election.tps)
  const rooms = roomsOf(election).filter((room) => room.length > 2)
  return Object.fromEntries(
    rooms.map((room) => {
      const rows = byRoom.get(room) ?? []
      const dpt = rows.reduce((sum, row) => sum + (row.dpt ?? 0), 0)
      return [room, { tps: rows.length, dpt, unknownDpt: rows.filter((row) => row.dpt === undefined).length }]
    }),
  )
}

function rowsOf(rooms: CountRooms, region: string): RegisterTpsAnswer['rows'] {
  const loaded = new Map(rooms.election.tps.filter((row) => row.tps.startsWith(region)).map((row) => [row.tps as TpsId, row]))
  const rows: RegisterTpsAnswer['rows'] = []
  for (const id of rooms.ids.filter((room: RoomId) => room.length > 2 && (room.startsWith(region) || region.startsWith(room)))) {
    for (const [tps, { dpt, withdrawn, signal }] of rooms.room(id)?.state.stations ?? []) {
      if (!tps.startsWith(region)) continue
      const { dptM, dptF, expectedBy } = loaded.get(tps) ?? {}
      rows.push({ tps, dpt, dptM, dptF, signal, expectedBy, ...(withdrawn ? { withdrawn: true as const } : {}) })
    }
  }
  return rows.toSorted((a, b) => (a.tps < b.tps ? -1 : 1))
}
