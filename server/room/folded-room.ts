import type { Entry, Head, Ledger } from '../../db/ledger.ts'
import type { Contest, RegisterTps } from '../../shared/election.ts'
import type { Fact, FactOf, Recorded } from '../../shared/facts.ts'
import type { RoomId } from '../../shared/ids.ts'
import { readLate } from '../../shared/late-report.ts'
import type { CellKey } from '../../shared/report.ts'
import { assert } from '../../shared/result.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'
import { openView, type RoomView } from '../../shared/room-view.ts'
import type { FactListener, Room } from './rooms.ts'
import { stretch } from './stretch.ts'

const PAGE = 1000

/** The durable facts of one room, folded: what is read, fed and answered from. State, view and head move in one synchronous step. */
export class FoldedRoom implements Room {
  readonly id: RoomId
  readonly state: RoomState
  readonly view: RoomView
  #head: Head
  readonly #seen: Seen
  readonly #followers = new Set<FactListener>()

  private constructor(state: RoomState, head: Head, seen: Seen) {
    this.id = state.room
    this.state = state
    this.view = openView(state)
    this.#head = head
    this.#seen = seen
  }

  /** Stored bytes are neither re-validated nor re-hashed: `verify` does both. */
  static async open(ledger: Ledger, room: RoomId, register: readonly RegisterTps[]): Promise<FoldedRoom> {
    const state = emptyRoom(room, register)
    const seen: Seen = { otherIds: new Set(), opened: undefined }
    await ledger.scan(room, 0, (seq, at, by, text) => {
      const fact = readLate(text)
      evolve(state, { room, seq, at, by, fact })
      note(seen, fact)
    })
    const head = await ledger.head(room)
    assert(head.seq === state.seq, `room ${room} has ${head.seq} entries and ${state.seq} were read`)
    return new FoldedRoom(state, head, seen)
  }

  get head(): Head {
    return this.#head
  }
  /** The newest `election.opened`: what the room was opened with. */
  get opened(): FactOf<'election.opened'> | undefined {
    return this.#seen.opened
  }
  get contests(): readonly Contest[] {
    return this.state.contests
  }

  /** True when this request id stands in this room's stream. */
  holds(id: string): boolean {
    return this.#seen.otherIds.has(id) || this.state.forms.has(id)
  }

  follow(listener: FactListener): () => void {
    this.#followers.add(listener)
    return () => this.#followers.delete(listener)
  }

  /** `facts` = the entries' facts where the caller has them parsed already. */
  async fold(entries: readonly Entry[], facts?: readonly Fact[]): Promise<void> {
    const work = stretch()
    for (let i = 0; i < entries.length; i++) {
      this.#foldOne(entries[i] as Entry, facts?.[i])
      const pause = work.pause()
      if (pause) await pause
    }
  }

  #foldOne(entry: Entry, parsed: Fact | undefined): void {
    const fact = parsed ?? (JSON.parse(entry.fact) as Fact)
    const recorded: Recorded = { room: entry.room, seq: entry.seq, at: entry.at, by: entry.by, fact }
    const cells: readonly CellKey[] = evolve(this.state, recorded)
    this.view.advance(cells)
    this.#head = { seq: entry.seq, hash: entry.hash }
    note(this.#seen, fact)
    for (const follower of this.#followers) follower(recorded, cells)
  }

  /** Folds what the ledger holds beyond the head. Throws when the ledger has lost what was durable before. */
  async catchUp(ledger: Ledger): Promise<void> {
    const known = this.#head
    if (known.seq > 0) {
      const [same] = await ledger.readAfter(this.id, known.seq - 1, 1)
      assert(same?.hash === known.hash, `room ${this.id}: entry ${known.seq} is no longer the one that was folded`)
    }
    for (;;) {
      const missed = await ledger.readAfter(this.id, this.#head.seq, PAGE)
      if (missed.length === 0) return
      await this.fold(missed)
    }
  }
}

/** What the state does not keep: ids of all facts that reported no form (those of forms stand in the state), and the newest opening. */
type Seen = { readonly otherIds: Set<string>; opened: FactOf<'election.opened'> | undefined }
function note(seen: Seen, fact: Fact): void {
  if (fact.type !== 'form.reported') seen.otherIds.add(fact.id)
  if (fact.type === 'election.opened') seen.opened = fact
}
