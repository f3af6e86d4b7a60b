import type { RegisterTps } from '../../shared/election.ts'
import type { Fact } from '../../shared/facts.ts'
import { roomOf, type RoomId } from '../../shared/ids.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import type { CountRooms } from '../room/rooms.ts'
import { stretch } from '../room/stretch.ts'
import type { TalliedRoom } from './province-tally.ts'

const PAGE = 1000
const WAITING_AT_MOST = 8

/** Rooms as they stood at an earlier instant. */
export interface RoomsUntil {
  /** `untilMs` is epoch ms; entries of that very millisecond are in. Refused `busy` when too many ask at once. */
  read(rooms: CountRooms, ids: readonly RoomId[], untilMs: number): Promise<Result<TalliedRoom[], Refusal>>
}

/**
 * Folds a room's stream anew with the fold that everything else uses, up to the instant: the same question gets the same answer
 * for ever. One at a time and in stretches, so that neither memory nor the writing rooms suffer.
 */
export function roomsUntil(): RoomsUntil {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    async read(rooms, ids, untilMs) {
      if (waiting >= WAITING_AT_MOST) return err(refuse('busy', 'many look back at once; ask again in a moment', { retryAfterS: 5 }))
      waiting++
      const mine = last.then(() => foldAll(rooms, ids, untilMs))
      last = mine.catch(() => undefined)
      try {
        return ok(await mine)
      } finally {
        waiting--
      }
    },
  }
}

async function foldAll(rooms: CountRooms, ids: readonly RoomId[], untilMs: number): Promise<TalliedRoom[]> {
  const folds: TalliedRoom[] = []
  for (const id of ids) {
    const register = rooms.election.tps.filter((row) => roomOf(row.tps) === id)
    folds.push(await foldUntil(rooms, id, register, untilMs))
  }
  return folds
}

async function foldUntil(rooms: CountRooms, id: RoomId, register: readonly RegisterTps[], untilMs: number): Promise<TalliedRoom> {
  const state = emptyRoom(id, register)
  const work = stretch()
  for (;;) {
    const entries = await rooms.entries(id, state.seq, PAGE)
    for (const { room, seq, at, by, fact: text } of entries) {
      const fact = JSON.parse(text) as Fact
      // `at` never runs backwards within a room: the first one later ends it. What is counted was settled before the night began.
      if (Date.parse(at) > untilMs && fact.type !== 'election.opened') return folded(state)
      evolve(state, { room, seq, at, by, fact })
      await work.pause()
    }
    if (entries.length < PAGE) return folded(state)
  }
}

const folded = (state: RoomState): TalliedRoom => ({ id: state.room, contests: state.contests, seq: state.seq, view: openView(state) })
