import type { WorkItem, WorkList } from './answers.ts'
import type { Contest } from './election.ts'
import type { Figures } from './form.ts'
import type { ContestId, TpsId } from './ids.ts'
import { cellKey, type Cell } from './report.ts'
import { currentRound, type RoomState } from './room-state.ts'
import type { RoomView } from './room-view.ts'
import { judge } from './standing.ts'
import type { Finding, Knowledge, Severity } from './tally.ts'

type Work = Readonly<Record<WorkList, WorkItem[]>>
const TO_SETTLE: readonly Knowledge[] = ['conflict', 'challenged', 'held']

/**
 * Everything in these rooms that waits for a person, each TPS x contest once per list, in its current round. `severity` narrows the
 * findings. Judged afresh only where people differ, so that the cost follows the work and not the register.
 */
export function workOf(rooms: readonly { readonly state: RoomState; readonly view: RoomView }[], severity?: Severity): Work {
  const work: Work = { decide: [], parked: [], findings: [] }
  for (const { state, view } of rooms) {
    for (const { contest, tps, round, judged, newest } of view.judged()) {
      const findings = judged.findings.filter((finding) => severity === undefined || finding.severity === severity)
      const toSettle = TO_SETTLE.includes(judged.standing.knowledge)
      if (findings.length === 0 && !toSettle) continue
      const cell = state.cells.get(cellKey(tps, contest.region, round))
      const about = {
        tps,
        contest: contest.region as ContestId,
        round,
        standing: judged.standing,
        reports: cell?.reports.length ?? 0,
        at: newest,
      }
      if (toSettle && cell) work.decide.push({ ...about, stake: disputedVotes(cell, contest), findings: [] })
      if (findings.length > 0) work.findings.push({ ...about, stake: gravestStake(findings), findings })
    }
    work.parked.push(...parkedIn(state, view))
  }
  return work
}

/** Findings of one sheet look at the same votes: their stakes do not add up. */
const gravestStake = (findings: readonly Finding[]): number => Math.max(...findings.map(({ stake }) => stake))

/** The widest difference in one deciding field between those who differ, the settlement they doubt included. */
function disputedVotes(cell: Cell, contest: Contest): number {
  const numbers = contest.candidates.map(({ number }) => number)
  const { because } = judge(cell, numbers)
  const settlement = cell.settlements.at(-1)
  const sheets = [...because.by.map(({ figures }) => figures), ...(settlement ? [settlement.figures] : [])]
  const spreads = [...numbers.map((number) => (sheet: Figures) => sheet.votes?.[number]), (sheet: Figures) => sheet.invalid].map((read) =>
    spreadOf(sheets.map(read)),
  )
  return Math.max(0, ...spreads)
}

function spreadOf(values: readonly (number | undefined)[]): number {
  const written = values.filter((value) => value !== undefined)
  return written.length === 0 ? 0 : Math.max(...written) - Math.min(...written)
}

/** Reports whose TPS is not in the register, or not any more: kept, and in no total. */
function* parkedIn(state: RoomState, view: RoomView): Iterable<WorkItem> {
  for (const [key, { reports }] of state.cells) {
    const newest = reports.at(-1)
    if (!newest) continue
    const { tps, contest, round } = newest
    const station = state.stations.get(tps)
    if (station?.withdrawn === false || round !== currentRound(state, tps, contest)) continue
    yield {
      tps: tps as TpsId,
      contest,
      round,
      standing: view.standing(key),
      stake: 0,
      reports: reports.length,
      at: newest.at,
      findings: [],
      ...(station ? { withdrawn: true as const } : {}),
    }
  }
}
