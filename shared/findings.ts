import { checkSheet } from './checks/all.ts'
import { findingId } from './finding-id.ts'
import type { ContestId, TpsId } from './ids.ts'
import type { Judgement } from './standing.ts'
import type { Finding } from './tally.ts'

/** What the one-form checks need to know beside the figures: where the sheet is from, and what the election says about it. */
export type SheetContext = {
  readonly tps: TpsId
  readonly contest: ContestId
  readonly round: number
  /** Numbers of all candidates of the contest. */
  readonly candidates: readonly number[]
  /** The register's DPT, amendments included; undefined = unknown. */
  readonly registerDpt?: number
  readonly maxVotersPerTps: number
  readonly ballotReserve: number
  /** ISO 8601. */
  readonly pollsClose: string
}

const GRAVITY: Record<Finding['severity'], number> = { critical: 0, high: 1, medium: 2, info: 3 }

/** Gravest first, then by votes at stake. */
export const byGravity = (a: Pick<Finding, 'severity' | 'stake'>, b: Pick<Finding, 'severity' | 'stake'>): number =>
  GRAVITY[a.severity] - GRAVITY[b.severity] || b.stake - a.stake

/** What the checks find on the figures in focus of one cell; derived anew whenever its judgement changes, never stored. */
export function findingsOf(judgement: Judgement, context: SheetContext): Finding[] {
  const { focus } = judgement
  if (!focus) return []
  const { tps, contest, round } = context
  const found = checkSheet({ ...context, figures: focus.figures, reportedAt: focus.at })
  const findings = found.map((one): Finding => ({
    ...one,
    id: findingId(one.check, contest, round, [tps]),
    contest,
    round,
    subjects: [tps],
    unconfirmed: !judgement.read,
    state: 'open',
    since: focus.at,
  }))
  return findings.sort(byGravity)
}
