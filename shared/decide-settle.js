import { refuse } from './refusal.js'
import { cellKey } from './report.js'
import { assert, err, ok } from './result.js'
import { contestOf, invalidAt, mustBeInRegister, mustBeOrdered, mustNameCandidates, mustVoteIn, unnamedCandidates } from './room-rules.js'
import { liveReports } from './standing.js'
/** A person decides which figures count, on what he saw, and never on a disagreement of his own. */
export function decideSettle(state, { tps, body }, context) {
  const { id, contest, round, figures, form, seen } = body
  const cell = state.cells.get(cellKey(tps, contest, round))
  const refusal =
    mustVoteIn(state, contest) ??
    mustBeInRegister(state, tps) ??
    mustBeOrdered(state, tps, body) ??
    mustHaveSeen(state, cell, seen) ??
    mustBeThird(cell, context.by) ??
    mustDecide(state, cell, body)
  if (refusal) return err(refusal)
  return ok({ type: 'form.settled', version: 1, id, tps, contest, round, figures, form, seen, reason: context.reason })
}
/** A number beyond the head is of another ledger, e.g. from before a restore. */
function mustHaveSeen(state, cell, seen) {
  const current = (cell?.seq ?? 0) <= seen && seen <= state.seq
  return current ? undefined : refuse('out-of-date', 'something arrived for this TPS after what you saw; look again, then settle')
}
function mustBeThird(cell, by) {
  const reported = cell !== undefined && liveReports(cell).some((report) => report.by === by)
  return reported ? refuse('forbidden', 'you reported this TPS yourself; a third person settles') : undefined
}
function mustDecide(state, cell, { contest: code, figures, form }) {
  const contest = contestOf(state, code)
  if (figures) {
    const [unnamed] = unnamedCandidates(contest, figures)
    const missing = unnamed === undefined ? undefined : invalidAt(`figures.votes.${unnamed}`, 'give the votes of every candidate')
    return mustNameCandidates(contest, figures) ?? missing
  }
  assert(form !== undefined, 'a settlement gives figures or form')
  const chosen = cell?.reports.find((report) => report.id === form)
  if (!chosen) return invalidAt('form', 'no report of this TPS, contest and round has this id')
  return unnamedCandidates(contest, chosen.figures).length > 0
    ? invalidAt('form', 'this report does not give the votes of every candidate')
    : undefined
}
