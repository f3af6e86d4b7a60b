import type { Fact, Recorded } from '../../shared/facts.ts'
import type { RoomId } from '../../shared/ids.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { assert, err, ok, type Result } from '../../shared/result.ts'
import { emptyRoom, evolve } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import type { CountRooms, Room } from '../room/rooms.ts'
import { stretch } from '../room/stretch.ts'
import { RoomPast } from './room-past.ts'

const PAGE = 1000
/** Whoever asks first waits as long for the fold; after that he is told to ask again. Real time. */
const PATIENCE_MS = 8_000
const NOT_YET = refuse('busy', 'the past of this count is being read for the first time; ask again in a moment', { retryAfterS: 2 })

/** The past of the rooms of one election: folded from the ledger when somebody first looks back, and kept up to date from then on. */
export interface Past {
  /** In the order asked; `busy` while they are being folded for longer than one wants to wait. */
  rooms(ids: readonly RoomId[]): Promise<Result<RoomPast[], Refusal>>
}

const pasts = new WeakMap<CountRooms, Past>()
/** One for each opened election, gone with it. */
export function pastOf(rooms: CountRooms): Past {
  let past = pasts.get(rooms)
  if (!past) pasts.set(rooms, (past = new OpenPast(rooms)))
  return past
}

class OpenPast implements Past {
  readonly #rooms: CountRooms
  readonly #known = new Map<RoomId, Promise<RoomPast>>()
  /** One room after the other: while it is folded, a room needs its memory a second time. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(rooms: CountRooms) {
    this.#rooms = rooms
  }

  async rooms(ids: readonly RoomId[]): Promise<Result<RoomPast[], Refusal>> {
    const all = Promise.all(ids.map((id) => this.#room(id)))
    let timer: ReturnType<typeof setTimeout> | undefined
    const patience = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), PATIENCE_MS)))
    try {
      const folded = await Promise.race([all, patience])
      return folded ? ok(folded) : err(NOT_YET)
    } finally {
      clearTimeout(timer)
    }
  }

  #room(id: RoomId): Promise<RoomPast> {
    const known = this.#known.get(id)
    if (known) return known
    const folding = this.#last.then(() => this.#fold(id))
    this.#known.set(id, folding)
    // What failed is tried again by whoever asks next; he who asked now is told by the promise itself.
    this.#last = folding.catch(() => this.#known.delete(id))
    return folding
  }

  /** With a state and view of its own, which are dropped at the end: from there on the room's own tell what happens. */
  async #fold(id: RoomId): Promise<RoomPast> {
    const room = this.#rooms.room(id)
    assert(room, 'the past is that of a room of this election')
    const state = emptyRoom(id, room.state.register)
    const view = openView(state)
    const past = new RoomPast(id)
    const work = stretch()
    for (;;) {
      const entries = await this.#rooms.entries(id, past.seq, PAGE)
      assert(entries.length > 0 || past.seq >= room.head.seq, `room ${id}: the ledger ends before what was folded from it`)
      for (const { seq, at, by, fact: text } of entries) {
        const entry: Recorded = { room: id, seq, at, by, fact: JSON.parse(text) as Fact }
        const cells = evolve(state, entry)
        view.advance(cells)
        past.note(entry, cells, { state, view })
        const pause = work.pause()
        if (pause) await pause
      }
      // In one step, so that nothing falls between. The ledger may be ahead of the room by the batch that is just being folded.
      if (past.seq >= room.head.seq) {
        this.#follow(room, past)
        return past
      }
    }
  }

  #follow(room: Room, past: RoomPast): void {
    const stop = room.follow((entry, cells) => {
      if (entry.seq <= past.seq) return
      try {
        past.note(entry, cells, room)
      } catch {
        // Our bug, but one of looking back: the room must not suffer. Whoever looks next has it folded anew and is told.
        stop()
        this.#known.delete(past.id)
      }
    })
  }
}
