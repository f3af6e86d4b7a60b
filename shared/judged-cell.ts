import type { Contest } from './election.ts'
import type { Figures } from './form.ts'
import type { ContestId, TpsId } from './ids.ts'
import { findingsOf } from './findings.ts'
import { cellKey, type Cell } from './report.ts'
import { assert } from './result.ts'
import type { RoomState } from './room-state.ts'
import { judge } from './standing.ts'
import type { Finding, Standing } from './tally.ts'

/** One TPS x contest x round as it is judged now. */
export type JudgedCell = {
  readonly standing: Standing
  /** The figures that enter the totals of the modes this standing belongs to. */
  readonly counted?: Figures
  /** Gravest first. */
  readonly findings: readonly Finding[]
}

const NO_REPORTS: Cell = { reports: [], settlements: [] }
const UNHEARD: JudgedCell = { standing: { knowledge: 'none', proof: 'none' }, findings: [] }

export function judgedCell(state: RoomState, contest: Contest, at: { tps: TpsId; round: number }): JudgedCell {
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
    contest: contest.region as ContestId,
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
  const standing: Standing =
    counted?.form === undefined ? { knowledge, proof: 'none' } : { knowledge, proof: 'none', counted: counted.form }
  return { standing, counted: counted?.figures, findings }
}
