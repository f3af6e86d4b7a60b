import { RoomPast } from '../../server/past/room-past.ts'
import type { Recorded } from '../../shared/facts.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'
import { openView, type RoomView } from '../../shared/room-view.ts'
import { type Step, TwoRooms } from './two-rooms.ts'

/** A random night of two rooms whose past was noted fact by fact, and the facts themselves. */
export type PastNight = { readonly pasts: readonly RoomPast[]; readonly facts: readonly Recorded[] }

/** `every` = how many versions lie between two keyframes. */
export function pastNight(night: readonly Step[], every: number): PastNight {
  const facts: Recorded[] = []
  const views = new Map<RoomState, { view: RoomView; past: RoomPast }>()
  const rooms = new TwoRooms((state, cells, entry) => {
    facts.push(entry)
    const of = views.get(state)
    of?.view.advance(cells)
    of?.past.note(entry, cells, { state, view: of.view })
  })
  for (const state of rooms.states) views.set(state, { view: openView(state), past: new RoomPast(state.room, every) })
  rooms.open()
  for (const step of night) rooms.take(step)
  return { pasts: [...views.values()].map(({ past }) => past), facts }
}

/** The room folded anew from the facts up to that moment; its opening is always in. */
export function foldedUntil({ facts }: PastNight, room: RoomState['room'], register: RoomState['register'], ms: number): RoomState {
  const state = emptyRoom(room, register)
  for (const entry of facts) {
    if (entry.room === room && (Date.parse(entry.at) <= ms || entry.fact.type === 'election.opened')) evolve(state, entry)
  }
  return state
}
