import { z } from 'zod'
import { TpsAnswer } from '../../../shared/answers.js'
import { roomOf, TpsId } from '../../../shared/ids.js'
import { refuse } from '../../../shared/refusal.js'
import { cellKey } from '../../../shared/report.js'
import { err } from '../../../shared/result.js'
import { answer } from '../reply.js'
import { route } from '../route.js'
import { NO_ELECTION } from './no-election.js'
import { pathOf } from './search-index.js'
const HISTORY_AT_MOST = 500
const ERASED = '[dihapus]'
const Path = z.object({ tps: TpsId })
const page = route({
  method: 'get',
  path: '/api/tps/{tps}',
  summary: 'Everything the room knows of one TPS: reports side by side, standings, findings, history',
  access: { kind: 'action', action: 'tps:read', regions: ({ params }) => [params.tps] },
  params: Path,
  answers: { 200: TpsAnswer },
  async handle({ params: { tps }, services }) {
    const rooms = services.rooms()
    if (!rooms) return err(NO_ELECTION)
    const room = rooms.room(roomOf(tps))
    const station = room?.state.stations.get(tps)
    const seqs = room?.state.history.get(tps) ?? []
    if (!room || (!station && seqs.length === 0)) return err(refuse('not-found', `no TPS ${tps} in this election`))
    // Taken before the history is read: what arrives meanwhile belongs to the next look.
    const known = cellsOf(room, tps)
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
      photos: [],
      history: await historyOf(room, seqs.slice(-HISTORY_AT_MOST), services),
    })
  },
})
export const tpsRoutes = [page]
const NOTHING = { reports: [], settlements: [] }
/** Every contest and round of the TPS, those without a report included. */
function cellsOf(room, tps) {
  return room.contests.flatMap(({ region: contest }) => {
    const current = room.state.rounds.get(`${tps}/${contest}`) ?? 1
    return Array.from({ length: current }, (_, i) => {
      const round = i + 1
      return { contest, round, current: round === current, cell: room.state.cells.get(cellKey(tps, contest, round)) ?? NOTHING }
    })
  })
}
const reportView = ({ tps: _tps, photos, figures, ...report }) => ({
  ...report,
  figures,
  photos: [...photos],
})
const settlementView = ({ id, seq, at, by, figures, form }) => ({ id, seq, at, by, figures, form })
async function historyOf(room, seqs, services) {
  const rooms = services.rooms()
  const entries = await Promise.all(seqs.map(async (seq) => (await rooms?.entries(room.id, seq - 1, 1))?.[0]))
  return Promise.all(entries.filter((entry) => entry !== undefined).map((entry) => historyEntry(entry, services)))
}
async function historyEntry({ seq, at, by, id, fact: text }, { store }) {
  const fact = JSON.parse(text)
  const reason = fact.reason === undefined ? undefined : ((await store.ledger.text(fact.reason)) ?? ERASED)
  return { seq, at, by, id, type: fact.type, fact, reason }
}
