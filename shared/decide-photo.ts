import type { FactOf } from './facts.ts'
import type { ExaminePhoto, StorePhoto } from './photo.ts'
import { refuse, type Refusal } from './refusal.ts'
import { err, ok, type Result } from './result.ts'
import { mustBeKnownOrParked, mustBeOrdered, mustVoteIn } from './room-rules.ts'
import type { RoomState } from './room-state.ts'

/** Asked before the first byte is taken, and again when the last one is on the disk. */
export const mustTakePhoto = (state: RoomState, place: Pick<StorePhoto, 'tps' | 'contest' | 'round'>): Refusal | undefined =>
  mustVoteIn(state, place.contest) ?? mustBeKnownOrParked(state, place.tps) ?? mustBeOrdered(state, place.tps, place)

export function decidePhoto(state: RoomState, body: StorePhoto): Result<FactOf<'photo.stored'>, Refusal> {
  const refusal = mustTakePhoto(state, body)
  return refusal ? err(refusal) : ok({ ...body, type: 'photo.stored', version: 1 })
}

export function decideExamined(state: RoomState, body: ExaminePhoto): Result<FactOf<'photo.examined'>, Refusal> {
  if (!state.photos.bySha.has(body.sha256)) return err(refuse('not-found', `no photo ${body.sha256} in room ${state.room}`))
  return ok({ ...body, type: 'photo.examined', version: 1 })
}
