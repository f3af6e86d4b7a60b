import type { CellKey } from './report.ts'
import type { RoomState } from './room-state.ts'
import type { Finding, Mode, RegionTally, Standing } from './tally.ts'
import type { Row, View } from './wire.ts'

/**
 * Judgements, findings and sums of one room, kept up to date fact by fact and equal at any moment to a view opened afresh
 * on the same state. Regions: the room's regency, its districts, villages and TPS.
 */
export interface RoomView {
  /** Call after `evolve` with the cells it named; O(depth) for each. */
  advance(cells: readonly CellKey[]): void
  standing(cell: CellKey): Standing
  /** Open findings of one cell, gravest first. */
  findingsOf(cell: CellKey): readonly Finding[]
  /** All open findings of the room. */
  findings(): Iterable<Finding>
  /** Without `round`: each TPS in its current round. Undefined = no such region or contest here. */
  tally(query: { contest: string; region: string; mode: Mode; round?: number }): RegionTally | undefined
  /** The regions right below, by code; of a village its TPS. */
  children(query: { contest: string; region: string; mode: Mode; round?: number }): RegionTally[]
  /** Rows of that view whose own seq is greater; 0 gives them all. A finding that is no longer there is a row in state `lapsed`. */
  rowsAfter(view: View, seq: number): Row[]
  /** Seq the view was opened at: of findings that lapsed earlier it knows nothing. */
  readonly openedAt: number
}

export function openView(_state: RoomState): RoomView {
  throw new Error('assertion failed: not written yet')
}
