import { z } from 'zod'
import { ContestId, Instant, type RequestId, RoomId, ScopeCode, Seq } from '../../../shared/ids.ts'
import { ChangesAnswer } from '../../../shared/moments.ts'
import { refuse, type Refusal } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Principal } from '../../../shared/roles.ts'
import { Mode } from '../../../shared/tally.ts'
import { changesOf, type Spans } from '../../past/change-page.ts'
import type { FigureName } from '../../past/changes.ts'
import { pastOf } from '../../past/past.ts'
import type { RoomPast } from '../../past/room-past.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_SINGLE_FORM, seesForms, tallied } from './tally.ts'
import { historyEntry } from './tps.ts'

const Query = z.strictObject({
  contest: ContestId,
  region: ScopeCode,
  mode: Mode.default('reported'),
  /** A candidate's number, `1-2` for the lead of one over another, or which other figure. */
  figure: z.union([z.enum(['all', 'valid', 'invalid', 'tps', 'dpt']), z.string().regex(/^[1-9]\d?(-[1-9]\d?)?$/)]).default('all'),
  /** An instant, or the number of an entry where the region lies in one room. */
  since: z.union([Instant, z.string().regex(/^\d{1,15}$/)], { error: 'an instant with its zone, or the number of an entry' }),
  until: Instant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
})
type Query = z.infer<typeof Query>

const changes = route<undefined, Query>({
  method: 'get',
  path: '/api/changes',
  summary: 'Why a figure is another than it was: the facts since then that moved it, newest first. The single facts need tps:read',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [query.region] },
  query: Query,
  answers: { 200: ChangesAnswer },
  async handle({ query, who, services }) {
    const involved = tallied(services.rooms(), query)
    if (!involved.ok) return involved
    const opens = seesForms(who, query.region)
    if (query.region.length === 13 && !opens) return err(NO_SINGLE_FORM)
    const { rooms, ids } = involved.value
    const pasts = await pastOf(rooms).rooms(ids)
    if (!pasts.ok) return pasts
    const spans = spansOf(pasts.value, query)
    if (!spans.ok) return spans
    const { contest, region, mode, figure, limit } = query
    const { changes: page, ...told } = await changesOf(
      pasts.value,
      { contest, region, mode, figure: figure as FigureName },
      { ...spans.value, limit },
    )
    const items = opens ? await Promise.all(page.map((change) => entryOf(change, { who, services }))) : undefined
    const { next, ...figures } = told
    const last = opens && next ? { next: cursorOf(spans.value.spans, next) } : {}
    return answer(200, {
      contest,
      region,
      mode,
      ...figures,
      ...(items ? await withNames(items, services) : {}),
      ...last,
    } satisfies ChangesAnswer)
  },
})

export const changeRoutes = [changes]

type Asked = { readonly spans: Spans; readonly after?: Position }
type Position = { readonly at: number; readonly room: RoomId; readonly seq: number }

/** From where to where each room is walked. Later pages stay with the entries that the first one looked at. */
function spansOf(pasts: readonly RoomPast[], { since, until, cursor }: Query): Result<Asked, Refusal> {
  const isSeq = /^\d+$/.test(since)
  if (isSeq && pasts.length > 1)
    return err(refuse('invalid', 'since: this region has several rooms, each with numbers of its own; give an instant'))
  const page = cursor === undefined ? undefined : cursorFrom(cursor)
  if (page === null) return err(refuse('invalid', 'cursor: send back what `next` said, or leave it out'))
  const spans = new Map(
    pasts.map((past) => {
      const opened = past.seqAt(-Infinity)
      const to = Math.min(past.seq, page?.to[past.id] ?? (until === undefined ? past.seq : past.seqAt(Date.parse(until))))
      const from = isSeq ? Math.max(opened, Number(since)) : past.seqAt(Date.parse(since))
      return [past.id, { from: Math.min(from, to), to: Math.max(opened, to) }] as const
    }),
  )
  return ok({ spans, ...(page ? { after: page.after } : {}) })
}

const Cursor = z.strictObject({ to: z.record(z.string(), Seq), after: z.strictObject({ at: z.number(), room: RoomId, seq: Seq }) })
const cursorOf = (spans: Spans, after: Position): string => {
  const to = Object.fromEntries([...spans].map(([room, span]) => [room, span.to]))
  return Buffer.from(JSON.stringify({ to, after } satisfies z.infer<typeof Cursor>)).toString('base64url')
}
/** Null = not one of ours. */
function cursorFrom(text: string): z.infer<typeof Cursor> | null {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return null
  }
}

async function withNames(
  items: NonNullable<ChangesAnswer['items']>,
  { store }: Services,
): Promise<Pick<ChangesAnswer, 'items' | 'people'>> {
  return { items, people: await store.people.namesOf([...new Set(items.map(({ by }) => by))]) }
}

type Page = Awaited<ReturnType<typeof changesOf>>['changes']
async function entryOf(
  { room, seq, kind, cells }: Page[number],
  reader: { readonly who: Principal; readonly services: Services },
): Promise<NonNullable<ChangesAnswer['items']>[number]> {
  const rooms = reader.services.rooms()
  const [entry] = (await rooms?.entries(room, seq - 1, 1)) ?? []
  if (!entry) throw new Error(`assertion failed: entry ${seq} of room ${room} was folded and is not there`)
  const told = await historyEntry(entry, reader)
  const form = rooms?.room(room)?.state.forms.get(told.fact['form'] as RequestId)
  return { room, kind, ...told, ...(form ? { formSeq: form.seq } : {}), cells: [...cells] }
}
