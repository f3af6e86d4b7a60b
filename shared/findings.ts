import { checkSheet } from './checks/all.ts'
import type { Found } from './checks/check.ts'
import { findingId } from './finding-id.ts'
import { stagesOf } from './focus.ts'
import type { ContestId, TpsId } from './ids.ts'
import type { Focus, Judgement } from './standing.ts'
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
  /** When the register came to say so, where it was amended; ISO 8601 UTC. */
  readonly registeredAt?: string
  readonly maxVotersPerTps: number
  readonly ballotReserve: number
  /** ISO 8601. */
  readonly pollsClose: string
}

const GRAVITY: Record<Finding['severity'], number> = { critical: 0, high: 1, medium: 2, info: 3 }

/** Gravest first, then by votes at stake. */
export const byGravity = (a: Pick<Finding, 'severity' | 'stake'>, b: Pick<Finding, 'severity' | 'stake'>): number =>
  GRAVITY[a.severity] - GRAVITY[b.severity] || b.stake - a.stake

/** What the register says is one side of these. */
const ON_REGISTER: readonly string[] = ['MA1', 'MA2']
const later = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a)

/** When what was found could first be found as it is: no sooner than the last report or amendment it takes. */
function foundSince(found: Found, focus: Focus, context: SheetContext): string {
  const amended = ON_REGISTER.includes(found.check) ? context.registeredAt : undefined
  if (!focus.written) return later(focus.at, amended)
  let newest = focus.at
  for (const { figures, at } of stagesOf(focus.figures, focus.written, context.candidates)) {
    const then = checkSheet({ ...context, figures, reportedAt: focus.at })
    if (then.some(({ check, expected, actual }) => check === found.check && expected === found.expected && actual === found.actual)) {
      return later(at, amended)
    }
    newest = at
  }
  // Figures that several people settled on: nobody who agrees with them wrote all of them.
  return later(
    focus.written.reduce((last, { at }) => later(last, at), newest),
    amended,
  )
}

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
    since: foundSince(one, focus, context),
  }))
  return findings.sort(byGravity)
}
