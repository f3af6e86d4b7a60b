import { roomOf } from './ids.js'
import { refuse } from './refusal.js'
import { assert, err, ok } from './result.js'
import { invalidAt, mustBeInRegister, mustVoteIn } from './room-rules.js'
import { currentRound } from './room-state.js'
/** The form was sent for the wrong TPS. Into another room it only leaves here (`form.withdrawn`); `reportMoved` lets it arrive there. */
export function decideMove(state, move, reason) {
  const { id, to } = move.body
  if (roomOf(to) !== state.room) return decideWithdraw(state, move, reason)
  const held = movable(state, move)
  if (!held.ok) return held
  const refusal = mustReceive(state, held.value, to)
  return refusal ? err(refusal) : ok({ type: 'form.moved', version: 1, id, ...leaving(held.value, to), reason })
}
/**
 * The first half of a move to another room; allowed only when the contest covers both. Whether the TPS there can take the form
 * is the other room's to say, before this: `mustReceive` on its state.
 */
export function decideWithdraw(state, move, reason) {
  const { id, to } = move.body
  assert(roomOf(to) !== state.room, 'a form is withdrawn to another room')
  const held = movable(state, move)
  if (!held.ok) return held
  if (!to.startsWith(held.value.contest)) return err(invalidAt('to', `contest ${held.value.contest} is not held at TPS ${to}`))
  return ok({ type: 'form.withdrawn', version: 1, id, ...leaving(held.value, to), reason })
}
/** Why a report cannot be moved to this TPS of this room; undefined when it can. */
export function mustReceive(state, report, to) {
  const refusal = mustVoteIn(state, report.contest) ?? mustBeInRegister(state, to)
  if (refusal) return refusal
  const current = currentRound(state, to, report.contest)
  return report.round <= current ? undefined : invalidAt('to', `the form is of round ${report.round}; TPS ${to} is in round ${current}`)
}
/**
 * The second half: the withdrawn form as the other room records it. `id` is derived by the caller from the withdrawal's id, so
 * that a half move completed twice is one form. Author, time and photos travel along; it is never refused, at worst parked.
 */
export function reportMoved({ report, to }, from, id) {
  const { contest, round, source, basis, figures, photos, capturedAt, replaces, cause, signed, objection } = report
  return {
    type: 'form.reported',
    version: 1,
    id,
    tps: to,
    contest,
    round,
    source,
    basis,
    figures,
    ...(photos.length > 0 ? { photos: [...photos] } : {}),
    capturedAt,
    replaces,
    cause,
    signed,
    objection,
    movedFrom: { room: from, form: report.id, by: report.by, at: report.at },
  }
}
/** Forms that left for another room, ascending by seq. Whether one arrived is known there: does it hold the derived id? */
export const pendingMoves = (state) => state.withdrawals
function movable(state, { form, body }) {
  const report = state.forms.get(form)
  if (!report) return err(refuse('not-found', `no form ${form} in this room`))
  if (state.gone.has(report.id)) return err(refuse('already-done', `form ${form} was moved to another room`))
  if (report.tps === body.to) return err(refuse('already-done', `form ${form} is at TPS ${body.to}`))
  return ok(report)
}
const leaving = ({ tps, id, contest, round }, to) => ({ tps, form: id, contest, round, to })
