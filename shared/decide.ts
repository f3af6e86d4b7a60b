import type { AmendRegister, MoveForm, OrderRound, SettleTps } from './commands.ts'
import { decideCheckIn, decideCopy, decideIncident } from './decide-day.ts'
import { decideMove } from './decide-move.ts'
import { decideExamined, decidePhoto } from './decide-photo.ts'
import { decideSettle } from './decide-settle.ts'
import type { Fact, FactOf } from './facts.ts'
import { isEmptyForm, Round, type Basis, type Form, type Source } from './form.ts'
import type { ExaminePhoto, StorePhoto } from './photo.ts'
import { roomOf, type Sha256, type TpsId } from './ids.ts'
import { refuse, type Refusal } from './refusal.ts'
import { cellKey } from './report.ts'
import { assert, err, ok, unreachable, type Result } from './result.ts'
import { contestOf, invalidAt, mustBeInRegister, mustBeKnownOrParked, mustBeOrdered, mustNameCandidates, mustVoteIn } from './room-rules.ts'
import { currentRound, type RoomState } from './room-state.ts'
import type { CheckIn, CheckInMethod, ReportIncident, StateCopy } from './station-day.ts'

/** What a room can be asked to write. Parsed and authorised by the door; `report` carries source and basis already filled in. */
export type Command =
  | { readonly kind: 'report'; readonly body: Form & { readonly source: Source; readonly basis: Basis } }
  | { readonly kind: 'move'; readonly form: string; readonly body: MoveForm }
  | { readonly kind: 'settle'; readonly tps: TpsId; readonly body: SettleTps }
  | { readonly kind: 'round'; readonly body: OrderRound }
  | { readonly kind: 'amend'; readonly body: AmendRegister }
  | { readonly kind: 'photo'; readonly body: StorePhoto }
  /** The room's own: nobody asks for it. */
  | { readonly kind: 'examine'; readonly body: ExaminePhoto }
  | { readonly kind: 'check-in'; readonly body: CheckIn & { readonly method: CheckInMethod } }
  | { readonly kind: 'incident'; readonly body: ReportIncident }
  | { readonly kind: 'copy'; readonly body: StateCopy }

/** `by` = the author; `reason` = SHA-256(salt, text) of the words in the command, of every kind in which a person gives one. */
export type DecideContext = { readonly by: string; readonly reason?: Sha256 }

/**
 * The one fact that follows from a command, or why none does. Pure; it decides what the room's facts decide. Who may ask, and
 * whether the same id was there before, is the shell's. A move to another room gives `form.withdrawn`; the form is reported
 * there by `reportMoved` (decide-move.ts).
 */
export function decide(state: RoomState, command: Command, context: DecideContext): Result<Fact, Refusal> {
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
    case 'photo':
      return decidePhoto(state, command.body)
    case 'examine':
      return decideExamined(state, command.body)
    case 'check-in':
      return decideCheckIn(state, command.body)
    case 'incident':
      return decideIncident(state, command.body, context.reason)
    case 'copy':
      return decideCopy(state, command.body)
    default:
      return unreachable(command)
  }
}

function reasonOf({ reason }: DecideContext): Sha256 {
  assert(reason !== undefined, 'a person gave a reason')
  return reason
}

type ReportBody = Extract<Command, { kind: 'report' }>['body']

function decideReport(state: RoomState, body: ReportBody, by: string): Result<FactOf<'form.reported'>, Refusal> {
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
function mustReplaceOwn(state: RoomState, body: ReportBody, by: string): Refusal | undefined {
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

function decideRound(state: RoomState, body: OrderRound, reason: Sha256): Result<FactOf<'round.ordered'>, Refusal> {
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
function mustHaveBegun(state: RoomState, tps: string, contest: string, round: number): Refusal | undefined {
  if (round === 1 || (state.cells.get(cellKey(tps, contest, round))?.reports.length ?? 0) > 0) return undefined
  return refuse('already-done', `round ${round} of TPS ${tps} was ordered before and nothing is reported of it yet`)
}

function decideAmend(state: RoomState, body: AmendRegister, reason: Sha256): Result<FactOf<'register.amended'>, Refusal> {
  const refusal = mustChange(state, body)
  return refusal ? err(refusal) : ok({ ...body, type: 'register.amended', version: 1, reason })
}

function mustChange(state: RoomState, { tps, change, dpt }: AmendRegister): Refusal | undefined {
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
