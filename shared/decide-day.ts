import type { FactOf } from './facts.ts'
import type { Sha256, TpsId } from './ids.ts'
import type { Refusal } from './refusal.ts'
import { err, ok, type Result } from './result.ts'
import { mustBeKnownOrParked, mustVoteIn } from './room-rules.ts'
import type { RoomState } from './room-state.ts'
import type { CheckIn, CheckInMethod, ReportIncident, StateCopy } from './station-day.ts'

/** Whatever a witness says about his day is taken: it may come late, twice or in any order, and none of it moves a figure. */

export function decideCheckIn(
  state: RoomState,
  body: CheckIn & { readonly method: CheckInMethod },
): Result<FactOf<'witness.checked-in'>, Refusal> {
  const refusal = mustTakeDay(state, body.tps)
  return refusal ? err(refusal) : ok({ ...body, type: 'witness.checked-in', version: 1 })
}

/** `reason` = hash of the note. */
export function decideIncident(
  state: RoomState,
  { note: _note, ...body }: ReportIncident,
  reason: Sha256 | undefined,
): Result<FactOf<'incident.reported'>, Refusal> {
  const refusal = mustTakeDay(state, body.tps)
  if (refusal) return err(refusal)
  return ok({ ...body, type: 'incident.reported', version: 1, ...(reason === undefined ? {} : { reason }) })
}

export function decideCopy(state: RoomState, body: StateCopy): Result<FactOf<'copy.stated'>, Refusal> {
  const refusal = mustVoteIn(state, body.contest) ?? mustTakeDay(state, body.tps)
  return refusal ? err(refusal) : ok({ ...body, type: 'copy.stated', version: 1 })
}

const mustTakeDay = (state: RoomState, tps: TpsId): Refusal | undefined => {
  const [first] = state.contests
  return (first ? undefined : mustVoteIn(state, tps.slice(0, 4))) ?? mustBeKnownOrParked(state, tps)
}
