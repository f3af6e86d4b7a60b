import type { SettleTps } from './commands.ts'
import type { FactOf } from './facts.ts'
import type { Sha256, TpsId } from './ids.ts'
import { refuse, type Refusal } from './refusal.ts'
import { cellKey } from './report.ts'
import { assert, err, ok, type Result } from './result.ts'
import { contestOf, invalidAt, mustBeInRegister, mustBeOrdered, mustNameCandidates, mustVoteIn, unnamedCandidates } from './room-rules.ts'
import type { CellState, RoomState } from './room-state.ts'
import { liveReports } from './standing.ts'

type Settle = { readonly tps: TpsId; readonly body: SettleTps }

/** A person decides which figures count, on what he saw, and never on a disagreement of his own. */
export function decideSettle(
  state: RoomState,
  { tps, body }: Settle,
  context: { readonly by: string; readonly reason: Sha256 },
): Result<FactOf<'form.settled'>, Refusal> {
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
function mustHaveSeen(state: RoomState, cell: CellState | undefined, seen: number): Refusal | undefined {
  const current = (cell?.seq ?? 0) <= seen && seen <= state.seq
  return current ? undefined : refuse('out-of-date', 'something arrived for this TPS after what you saw; look again, then settle')
}

function mustBeThird(cell: CellState | undefined, by: string): Refusal | undefined {
  const reported = cell !== undefined && liveReports(cell).some((report) => report.by === by)
  return reported ? refuse('forbidden', 'you reported this TPS yourself; a third person settles') : undefined
}

function mustDecide(state: RoomState, cell: CellState | undefined, { contest: code, figures, form }: SettleTps): Refusal | undefined {
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
