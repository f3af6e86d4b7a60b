import { checkSheet } from './checks/all.js'
const GRAVITY = { critical: 0, high: 1, medium: 2, info: 3 }
/** Gravest first, then by votes at stake. */
export const byGravity = (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.stake - a.stake
/** The same question about the same subjects keeps its id, whoever raises it and however often: `AR1:6472:1:6472011001004`. */
export const findingId = (check, contest, round, subjects) => `${check}:${contest}:${round}:${subjects.toSorted().join('+')}`
/** What the checks find on the figures in focus of one cell; derived anew whenever its judgement changes, never stored. */
export function findingsOf(judgement, context) {
  const { focus } = judgement
  if (!focus) return []
  const { tps, contest, round } = context
  const found = checkSheet({ ...context, figures: focus.figures, reportedAt: focus.at })
  const findings = found.map((one) => ({
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
