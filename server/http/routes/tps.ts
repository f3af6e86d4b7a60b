import { z } from 'zod'
import type { Entry } from '../../../db/ledger.ts'
import { type PhotoView, TpsAnswer } from '../../../shared/answers.ts'
import type { StationDayView } from '../../../shared/station-day-answers.ts'
import { ContestId, roomOf, TpsId } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { allOf, type Cell, type CellKey, cellKey, type Report, type Settlement } from '../../../shared/report.ts'
import { err } from '../../../shared/result.ts'
import { permission, type Principal } from '../../../shared/roles.ts'
import type { StationDay } from '../../../shared/station-day.ts'
import type { Services } from '../services.ts'
import type { Room } from '../../room/rooms.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import { NO_ELECTION } from './no-election.ts'
import { pathOf } from './search-index.ts'

const HISTORY_AT_MOST = 500
const ERASED = '[dihapus]'

const Path = z.object({ tps: TpsId })
const page = route<z.infer<typeof Path>>({
  method: 'get',
  path: '/api/tps/{tps}',
  summary: 'Everything the room knows of one TPS: reports side by side, standings, findings, history',
  access: { kind: 'action', action: 'tps:read', regions: ({ params }) => [params.tps] },
  params: Path,
  answers: { 200: TpsAnswer },
  async handle({ params: { tps }, who, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    const room = rooms.room(roomOf(tps))
    const station = room?.state.stations.get(tps)
    const seqs = room?.state.history.get(tps) ?? []
    if (!room || (!station && seqs.length === 0)) return err(refuse('not-found', `no TPS ${tps} in this election`))
    // Taken before the history is read: what arrives meanwhile belongs to the next look.
    const known = cellsOf(room, tps)
    const history = await historyOf(room, seqs.slice(-HISTORY_AT_MOST), { who, services })
    const photos = known.flatMap(({ contest, round }) => photosOf(room, cellKey(tps, contest, round)))
    const authors = [...history, ...photos, ...known.flatMap(({ cell }) => [...cell.reports, ...cell.settlements])].map(({ by }) => by)
    const day = room.state.days.get(tps)
    return answer(200, {
      tps,
      path: pathOf(rooms.election.regions, tps).slice(1),
      seq: room.head.seq,
      registered: station && { dpt: station.dpt, signal: station.signal, withdrawn: station.withdrawn },
      reports: known.flatMap(({ cell }) => cell.reports.map(reportView)),
      settlements: known.flatMap(({ cell, contest, round }) => cell.settlements.map((one) => ({ ...settlementView(one), contest, round }))),
      standings: known.map(({ contest, round, current }) => ({
        contest,
        round,
        current,
        standing: room.view.standing(cellKey(tps, contest, round)),
      })),
      findings: known.flatMap(({ contest, round }) => [...room.view.findingsOf(cellKey(tps, contest, round))]),
      photos,
      day: day && (await dayView(day, services)),
      history,
      people: await services.store.people.namesOf([...new Set(authors)]),
      you: who.id,
    } satisfies TpsAnswer)
  },
})

export const tpsRoutes = [page]

type KnownCell = {
  readonly contest: Room['contests'][number]['region']
  readonly round: number
  readonly current: boolean
  readonly cell: Cell
}
const NOTHING: Cell = { reports: [], settlements: [] }

/** Every contest and round of the TPS, those without a report included. */
function cellsOf(room: Room, tps: TpsId): KnownCell[] {
  return room.contests.flatMap(({ region: contest }) => {
    const current = room.state.rounds.get(`${tps}/${contest}`) ?? 1
    return Array.from({ length: current }, (_, i) => {
      const round = i + 1
      return { contest, round, current: round === current, cell: room.state.cells.get(cellKey(tps, contest, round)) ?? NOTHING }
    })
  })
}

const byPaper = (a: PhotoView, b: PhotoView): number => a.document.localeCompare(b.document) || a.page - b.page || a.at.localeCompare(b.at)

/** Sent again, the same bytes of the same page are one photo. */
function photosOf({ state: { photos } }: Room, cell: CellKey): PhotoView[] {
  const once = new Map<string, PhotoView>()
  for (const { id: _id, seq: _seq, tps: _tps, ...photo } of photos.byCell.get(cell) ?? []) {
    const hash = photos.hashes.get(photo.sha256)
    const look = hash === undefined ? 'waiting' : hash === '' ? 'damaged' : 'whole'
    const key = `${photo.sha256}/${photo.document}/${photo.page}`
    if (!once.has(key)) once.set(key, { ...photo, look })
  }
  return [...once.values()].sort(byPaper)
}

function reportView(report: Report): TpsAnswer['reports'][number] {
  const { tps: _tps, photos, ...rest } = allOf(report)
  return { ...rest, photos: [...photos] }
}
const settlementView = ({ id, seq, at, by, figures, form }: Settlement) => ({ id, seq, at, by, figures, form })

async function dayView({ checkIns, incidents, copies }: StationDay, { store }: Services): Promise<StationDayView> {
  const told = incidents.map(async ({ reason, photos, ...incident }) => ({
    ...incident,
    photos: [...photos],
    ...(reason === undefined ? {} : { note: (await store.ledger.text(reason)) ?? ERASED }),
  }))
  return {
    checkIns: [...checkIns],
    incidents: await Promise.all(told),
    copies: [...copies].map(([contest, copy]) => ({ ...copy, contest: ContestId.parse(contest) })),
  }
}

async function historyOf(room: Room, seqs: readonly number[], reader: Reader): Promise<TpsAnswer['history']> {
  const rooms = reader.services.rooms()
  const entries = await Promise.all(seqs.map(async (seq) => (await rooms?.entries(room.id, seq - 1, 1))?.[0]))
  return Promise.all(entries.filter((entry) => entry !== undefined).map((entry) => historyEntry(entry, reader)))
}

type Reader = { readonly who: Principal; readonly services: Services }

/** An entry as that person reads it, with the reason its author gave. */
export async function historyEntry(
  { seq, at, by, id, fact: text }: Entry,
  { who, services: { store } }: Reader,
): Promise<TpsAnswer['history'][number]> {
  const fact = JSON.parse(text) as { type: string; reason?: string }
  const reason = fact.reason === undefined ? undefined : ((await store.ledger.text(fact.reason)) ?? ERASED)
  return { seq, at, by, id, type: fact.type, fact: withinScope(fact, who), reason }
}

/** A form moves between two TPS: one that lies outside the reader's regions is left out, as everything there is not found by him. */
function withinScope(fact: Readonly<Record<string, unknown>>, who: Principal): Record<string, unknown> {
  const isSeen = ([field, value]: [string, unknown]): boolean =>
    (field !== 'tps' && field !== 'to') || permission(who, 'tps:read', String(value)) === 'allowed'
  return Object.fromEntries(Object.entries(fact).filter(isSeen))
}
