import type { Position, RoomDelta, Row } from '../../shared/wire.ts'
import type { Joined } from '../../shared/wire.ts'

/** The rows of one room and view as of one ledger position. `rows` is replaced, never changed, by what is applied. */
export type FeedView = { readonly position?: Position; readonly rows: ReadonlyMap<string, Row> }
export const NOTHING_YET: FeedView = { rows: new Map() }

export function applyJoined(_view: FeedView, _joined: Joined): FeedView {
  throw new Error('assertion failed: not written yet')
}

/** A delta that does not fit changes nothing; the room has to be joined again with `position`. */
export function applyDelta(_view: FeedView, _delta: RoomDelta): FeedView | { readonly gap: true } {
  throw new Error('assertion failed: not written yet')
}
