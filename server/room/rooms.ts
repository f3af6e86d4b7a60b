import type { Command } from '../../shared/decide.ts'
import type { Contest, Election } from '../../shared/election.ts'
import type { Recorded } from '../../shared/facts.ts'
import type { RoomId } from '../../shared/ids.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { CellKey } from '../../shared/report.ts'
import type { Result } from '../../shared/result.ts'
import type { RoomState } from '../../shared/room-state.ts'
import type { RoomView } from '../../shared/room-view.ts'
import type { Finding, Receipt, Standing } from '../../shared/tally.ts'
import type { Entry, Head } from '../../db/ledger.ts'

export type { Command }

export type Accepted = {
  readonly receipt: Receipt
  /** True when this very request was accepted before: the answer is 200 instead of 201. */
  readonly repeated: boolean
  /** The TPS is not in the register (yet, or any more): stored, not counted, waiting for a coordinator. Answer 202. */
  readonly parked: boolean
  /** As of now; of the TPS x contest x round the command spoke about. */
  readonly standing: Standing
  readonly findings: readonly Finding[]
}

/** One regency's count room as readers see it: durable facts only. */
export type Room = {
  readonly id: RoomId
  readonly contests: readonly Contest[]
  readonly state: RoomState
  readonly view: RoomView
  readonly head: Head
  /** Tells of each fact right after state and view hold it, in the same step; must neither throw nor take long. Returns how to stop. */
  follow(listener: FactListener): () => void
}
export type FactListener = (entry: Recorded, cells: readonly CellKey[]) => void

/** All rooms of the election: one writer each, one ledger below them. */
export interface CountRooms {
  readonly election: Election
  /** The province room first, then the regencies by code. */
  readonly ids: readonly RoomId[]
  room(id: RoomId): Room | undefined
  /** Answers after the fact is durable. `by` is the author (`account:<ulid>` or `token:<ulid>`). */
  submit(command: Command, by: string): Promise<Result<Accepted, Refusal>>
  /** The room that holds a form, durable or not; undefined when no room does. */
  roomOfForm(form: string): Promise<RoomId | undefined>
  entries(room: RoomId, after: number, limit: number): Promise<Entry[]>
  /** True once any room holds a form: from then on the election cannot be loaded anew. */
  hasForms(): boolean
  /** Called after each durable batch of a room, once the view shows it. Returns how to stop listening. */
  onAdvance(listener: (room: RoomId) => void): () => void
  close(): Promise<void>
}
