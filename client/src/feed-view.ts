import type { Joined, Position, RoomDelta, Row } from '../../shared/wire.ts'

/** The rows of one room and view as of one ledger position. `rows` is replaced, never changed, by what is applied. */
export type FeedView = { readonly position?: Position; readonly rows: ReadonlyMap<string, Row> }
export const NOTHING_YET: FeedView = { rows: new Map() }

/**
 * A snapshot replaces everything. A delta adds what is missing; one that is older than what is here by now (a frame overtook it), or
 * that meets nothing to add to, changes nothing: the next sign of life tells that the room is behind.
 */
export function applyJoined(view: FeedView, { kind, seq, hash, rows }: Joined): FeedView {
  const position = { seq, hash }
  if (kind === 'snapshot') return { position, rows: withRows(new Map(), rows) }
  if (view.position === undefined || seq < view.position.seq) return view
  return { position, rows: withRows(view.rows, rows) }
}

/** A delta that does not fit changes nothing; the room has to be joined again with `position`. */
export function applyDelta(view: FeedView, { from, fromHash, to, hash, rows }: RoomDelta): FeedView | { readonly gap: true } {
  if (view.position?.seq !== from) return { gap: true }
  // The same number in another ledger (restored, forked) is another position.
  if (fromHash !== undefined && view.position.hash !== fromHash) return { gap: true }
  return { position: { seq: to, hash }, rows: rows.length > 0 ? withRows(view.rows, rows) : view.rows }
}

/** Whole rows by key; a finding that lapsed is gone. */
function withRows(known: ReadonlyMap<string, Row>, rows: readonly Row[]): ReadonlyMap<string, Row> {
  const next = new Map(known)
  for (const row of rows) {
    if (row.kind === 'finding' && row.finding.state === 'lapsed') next.delete(row.key)
    else next.set(row.key, row)
  }
  return next
}
