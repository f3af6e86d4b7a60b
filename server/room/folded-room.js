import { readLate } from '../../shared/late-report.js'
import { assert } from '../../shared/result.js'
import { emptyRoom, evolve } from '../../shared/room-state.js'
import { openView } from '../../shared/room-view.js'
import { stretch } from './stretch.js'
const PAGE = 1000
/** The durable facts of one room, folded: what is read, fed and answered from. State, view and head move in one synchronous step. */
export class FoldedRoom {
  id
  state
  view
  #head
  #seen
  constructor(state, head, seen) {
    this.id = state.room
    this.state = state
    this.view = openView(state)
    this.#head = head
    this.#seen = seen
  }
  /** Stored bytes are neither re-validated nor re-hashed: `verify` does both. */
  static async open(ledger, room, register) {
    const state = emptyRoom(room, register)
    const seen = { otherIds: new Set(), opened: undefined }
    await ledger.scan(room, 0, (seq, at, by, text) => {
      const fact = readLate(text)
      evolve(state, { room, seq, at, by, fact })
      note(seen, fact)
    })
    const head = await ledger.head(room)
    assert(head.seq === state.seq, `room ${room} has ${head.seq} entries and ${state.seq} were read`)
    return new FoldedRoom(state, head, seen)
  }
  get head() {
    return this.#head
  }
  /** The newest `election.opened`: what the room was opened with. */
  get opened() {
    return this.#seen.opened
  }
  get contests() {
    return this.state.contests
  }
  /** True when this request id stands in this room's stream. */
  holds(id) {
    return this.#seen.otherIds.has(id) || this.state.forms.has(id)
  }
  /** `facts` = the entries' facts where the caller has them parsed already. */
  async fold(entries, facts) {
    const work = stretch()
    for (let i = 0; i < entries.length; i++) {
      this.#foldOne(entries[i], facts?.[i])
      const pause = work.pause()
      if (pause) await pause
    }
  }
  #foldOne(entry, parsed) {
    const fact = parsed ?? JSON.parse(entry.fact)
    const cells = evolve(this.state, { room: entry.room, seq: entry.seq, at: entry.at, by: entry.by, fact })
    this.view.advance(cells)
    this.#head = { seq: entry.seq, hash: entry.hash }
    note(this.#seen, fact)
  }
  /** Folds what the ledger holds beyond the head. Throws when the ledger has lost what was durable before. */
  async catchUp(ledger) {
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
function note(seen, fact) {
  if (fact.type !== 'form.reported') seen.otherIds.add(fact.id)
  if (fact.type === 'election.opened') seen.opened = fact
}
