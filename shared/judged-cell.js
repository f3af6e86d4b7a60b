import { findingsOf } from './findings.js'
import { cellKey } from './report.js'
import { assert } from './result.js'
import { judge } from './standing.js'
const NO_REPORTS = { reports: [], settlements: [] }
const UNHEARD = { standing: { knowledge: 'none', proof: 'none' }, findings: [] }
export function judgedCell(state, contest, at) {
  assert(state.opened !== undefined, 'a cell is judged after the room is opened')
  const { tps, round } = at
  const cell = state.cells.get(cellKey(tps, contest.region, round)) ?? NO_REPORTS
  if (cell.reports.length === 0 && cell.settlements.length === 0) return UNHEARD
  const station = state.stations.get(tps)
  const candidates = contest.candidates.map(({ number }) => number)
  const judgement = judge(cell, candidates)
  const { pollsClose, maxVotersPerTps, ballotReserve } = state.opened
  const findings = findingsOf(judgement, {
    tps,
    contest: contest.region,
    round,
    candidates,
    registerDpt: station?.dpt,
    maxVotersPerTps,
    ballotReserve,
    pollsClose,
  })
  const { knowledge } = judgement
  // A parked TPS is in no total, so nothing of it is said to count.
  const counted = station?.withdrawn === false ? judgement.counted : undefined
  // Proof stays 'none' until photos and papers are facts of their own.
  const standing = counted?.form === undefined ? { knowledge, proof: 'none' } : { knowledge, proof: 'none', counted: counted.form }
  return { standing, counted: counted?.figures, findings }
}
