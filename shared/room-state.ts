import type { Contest, RegisterTps } from './election.ts'
import type { Recorded } from './facts.ts'
import type { RequestId, RoomId, TpsId } from './ids.ts'
import type { Cell, CellKey, Report } from './report.ts'

/** A TPS as the register and its amendments describe it. */
export type StationState = { readonly dpt?: number; readonly withdrawn: boolean; readonly signal?: boolean }

/**
 * Everything that follows from a room's facts, before any judgement. `evolve` mutates the state it owns; reports and
 * settlements inside never change, so two states of one room may share them.
 */
export type RoomState = {
  readonly room: RoomId
  seq: number
  /** Instant after which forms are in time, the largest DPT a TPS may have, the ballot reserve: from `election.opened`. */
  opened?: { readonly pollsClose: string; readonly maxVotersPerTps: number; readonly ballotReserve: number; readonly simulated: boolean }
  contests: readonly Contest[]
  readonly stations: Map<TpsId, StationState>
  readonly cells: Map<CellKey, Cell & { readonly seq: number }>
  /** `tps/contest` -> current round; absent = 1. */
  readonly rounds: Map<string, number>
  /** Every form ever reported here and where it is now; `gone` = withdrawn to another room. */
  readonly forms: Map<RequestId, { readonly report: Report; readonly gone: boolean }>
  /** Seqs of all facts that speak about a TPS, ascending: its history. */
  readonly history: Map<TpsId, number[]>
}

/** `register` = the room's rows as loaded; the stream holds their digest and what was amended since. */
export function emptyRoom(_room: RoomId, _register: readonly RegisterTps[]): RoomState {
  throw new Error('assertion failed: not written yet')
}

/** Returns the cells whose judgement may differ now. Throws on a fact that cannot follow (a broken ledger, never bad input). */
export function evolve(_state: RoomState, _entry: Recorded): readonly CellKey[] {
  throw new Error('assertion failed: not written yet')
}
