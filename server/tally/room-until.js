import { roomOf } from '../../shared/ids.js'
import { refuse } from '../../shared/refusal.js'
import { err, ok } from '../../shared/result.js'
import { emptyRoom, evolve } from '../../shared/room-state.js'
import { openView } from '../../shared/room-view.js'
import { stretch } from '../room/stretch.js'
const PAGE = 1000
const WAITING_AT_MOST = 8
/**
 * Folds a room's stream anew with the fold that everything else uses, up to the instant: the same question gets the same answer
 * for ever. One at a time and in stretches, so that neither memory nor the writing rooms suffer.
 */
export function roomsUntil() {
  let last = Promise.resolve()
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
async function foldAll(rooms, ids, untilMs) {
  const folds = []
  for (const id of ids) {
    const register = rooms.election.tps.filter((row) => roomOf(row.tps) === id)
    folds.push(await foldUntil(rooms, id, register, untilMs))
  }
  return folds
}
async function foldUntil(rooms, id, register, untilMs) {
  const state = emptyRoom(id, register)
  const work = stretch()
  for (;;) {
    const entries = await rooms.entries(id, state.seq, PAGE)
    for (const { room, seq, at, by, fact: text } of entries) {
      const fact = JSON.parse(text)
      // `at` never runs backwards within a room: the first one later ends it. What is counted was settled before the night began.
      if (Date.parse(at) > untilMs && fact.type !== 'election.opened') return folded(state)
      evolve(state, { room, seq, at, by, fact })
      await work.pause()
    }
    if (entries.length < PAGE) return folded(state)
  }
}
const folded = (state) => ({ id: state.room, contests: state.contests, seq: state.seq, view: openView(state) })
