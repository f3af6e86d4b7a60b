import type { RegisterTpsAnswer } from '../../../../shared/answers.ts'
import type { Contest } from '../../../../shared/election.ts'
import type { Finding, Severity, TpsCell } from '../../../../shared/tally.ts'
import { tpsState, type TpsState } from './tps-state.ts'

export type Station = RegisterTpsAnswer['rows'][number]
/** What is told of a TPS: a row of the whole feed, or what its line in the village's tally says. */
export type Cell = Pick<TpsCell, 'standing' | 'round' | 'votes' | 'invalid' | 'at' | 'present' | 'copy'> & { readonly reports?: number }
export type CellFindings = { readonly total: number; readonly stake: number; readonly gravest?: Severity; readonly confirmed?: Severity }

/** One TPS in one contest: everything its cell, its row and the filters need. */
export type TpsFacts = {
  readonly code: string
  readonly number: number
  readonly contest: Contest
  readonly dpt?: number
  readonly state: TpsState
  readonly cell?: Cell
  /** Open findings, also those that no reading has confirmed. */
  readonly findings: number
  readonly stake: number
  readonly gravest?: Severity
  /** The gravest of those that a reading confirmed. */
  readonly confirmed?: Severity
  /** Since the last sign of a TPS that still owes its figures: its newest report, else the end of voting. */
  readonly silentMs?: number
}

const NO_FINDINGS: CellFindings = { total: 0, stake: 0 }
const GRAVITY: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, info: 1 }

type Sources = {
  readonly contest: Contest
  readonly station: Station
  readonly cell?: Cell
  readonly findings?: CellFindings
  /** Epoch ms of the election's own time; `now` is unknown until the server has greeted. */
  readonly clock: { readonly now?: number; readonly pollsClose: number }
}

export function tpsFacts({ contest, station, cell, findings = NO_FINDINGS, clock }: Sources): TpsFacts {
  const { tps, dpt, signal, expectedBy } = station
  const { now, pollsClose } = clock
  const expectedAt = expectedBy === undefined ? undefined : Date.parse(expectedBy)
  const knowledge = cell?.standing.knowledge ?? 'none'
  const owes = knowledge === 'none' || knowledge === 'partial'
  const lastSign = cell?.at === undefined ? pollsClose : Math.max(pollsClose, Date.parse(cell.at))
  return {
    code: tps,
    number: Number(tps.slice(10)),
    contest,
    dpt,
    state: tpsState({ cell, confirmed: findings.confirmed, signal, expectedAt }, now),
    cell,
    findings: findings.total,
    stake: findings.stake,
    gravest: findings.gravest,
    confirmed: findings.confirmed,
    silentMs: owes && now !== undefined && now > lastSign ? now - lastSign : undefined,
  }
}

/** One finding more of a TPS. */
export function withFinding(before: CellFindings | undefined, { severity, stake, unconfirmed }: Finding): CellFindings {
  const { total, stake: sum, gravest, confirmed } = before ?? NO_FINDINGS
  return {
    total: total + 1,
    stake: sum + stake,
    gravest: graver(gravest, severity),
    confirmed: unconfirmed ? confirmed : graver(confirmed, severity),
  }
}

const graver = (a: Severity | undefined, b: Severity): Severity => (a === undefined || GRAVITY[b] > GRAVITY[a] ? b : a)
