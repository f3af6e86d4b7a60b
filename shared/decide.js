import { decideMove } from './decide-move.js'
import { decideSettle } from './decide-settle.js'
import { isEmptyForm, Round } from './form.js'
import { roomOf } from './ids.js'
import { refuse } from './refusal.js'
import { cellKey } from './report.js'
import { assert, err, ok, unreachable } from './result.js'
import { contestOf, invalidAt, mustBeInRegister, mustBeKnownOrParked, mustBeOrdered, mustNameCandidates, mustVoteIn } from './room-rules.js'
import { currentRound } from './room-state.js'
/**
 * The one fact that follows from a command, or why none does. Pure; it decides what the room's facts decide. Who may ask, and
 * whether the same id was there before, is the shell's. A move to another room gives `form.withdrawn`; the form is reported
 * there by `reportMoved` (decide-move.ts).
 */
export function decide(state, command, context) {
  assert(state.opened !== undefined, 'a room decides after it is opened')
  switch (command.kind) {
    case 'report':
      return decideReport(state, command.body, context.by)
    case 'move':
      return decideMove(state, command, reasonOf(context))
    case 'settle':
      return decideSettle(state, command, { by: context.by, reason: reasonOf(context) })
    case 'round':
      return decideRound(state, command.body, reasonOf(context))
    case 'amend':
      return decideAmend(state, command.body, reasonOf(context))
    default:
      return unreachable(command)
  }
}
function reasonOf({ reason }) {
  assert(reason !== undefined, 'a person gave a reason')
  return reason
}
function decideReport(state, body, by) {
  assert(roomOf(body.tps) === state.room, 'a form goes to the room of its TPS')
  const refusal =
    mustVoteIn(state, body.contest) ??
    mustBeKnownOrParked(state, body.tps) ??
    mustBeOrdered(state, body.tps, body) ??
    (isEmptyForm(body) ? refuse('empty', 'give the votes of at least one candidate, or a photo') : undefined) ??
    mustNameCandidates(contestOf(state, body.contest), body.figures) ??
    mustReplaceOwn(state, body, by)
  return refusal ? err(refusal) : ok({ ...body, type: 'form.reported', version: 1 })
}
/** A replaced form that has not arrived yet is fine: they may come in any order. */
function mustReplaceOwn(state, body, by) {
  if (body.replaces === undefined) return undefined
  if (body.replaces === body.id) return invalidAt('replaces', 'a form cannot replace itself')
  const report = state.forms.get(body.replaces)
  if (!report) return undefined
  const same =
    !state.gone.has(report.id) &&
    report.tps === body.tps &&
    report.contest === body.contest &&
    report.round === body.round &&
    report.by === by
  return same ? undefined : invalidAt('replaces', 'it must name a form of your own for the same TPS, contest and round')
}
const LAST_ROUND = Round.maxValue ?? 1
function decideRound(state, body, reason) {
  const { id, tps, contest, kind } = body
  const current = currentRound(state, tps, contest)
  const round = current + 1
  const refusal =
    mustVoteIn(state, contest) ??
    mustBeInRegister(state, tps) ??
    mustHaveBegun(state, tps, contest, current) ??
    (round > LAST_ROUND ? invalidAt('tps', `round ${LAST_ROUND} is the last one there can be`) : undefined)
  return refusal ? err(refusal) : ok({ type: 'round.ordered', version: 1, id, tps, contest, kind, round, reason })
}
/** Two coordinators who order the same re-vote at once must not make two rounds of it. */
function mustHaveBegun(state, tps, contest, round) {
  if (round === 1 || (state.cells.get(cellKey(tps, contest, round))?.reports.length ?? 0) > 0) return undefined
  return refuse('already-done', `round ${round} of TPS ${tps} was ordered before and nothing is reported of it yet`)
}
function decideAmend(state, body, reason) {
  const refusal = mustChange(state, body)
  return refusal ? err(refusal) : ok({ ...body, type: 'register.amended', version: 1, reason })
}
function mustChange(state, { tps, change, dpt }) {
  const station = state.stations.get(tps)
  switch (change) {
    case 'added':
      if (station?.withdrawn === false) return refuse('already-done', `TPS ${tps} is in the register`)
      return mustBeKnownOrParked(state, tps)
    case 'withdrawn':
      return station?.withdrawn ? refuse('already-done', `TPS ${tps} was withdrawn before`) : mustBeInRegister(state, tps)
    case 'dpt-corrected':
      return mustBeInRegister(state, tps) ?? (station?.dpt === dpt ? refuse('already-done', `the DPT of TPS ${tps} is ${dpt}`) : undefined)
    default:
      return unreachable(change)
  }
}
