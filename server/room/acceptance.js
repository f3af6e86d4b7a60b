import { roomOf } from '../../shared/ids.js'
import { cellKey } from '../../shared/report.js'
import { unreachable } from '../../shared/result.js'
import { isParked } from '../../shared/room-state.js'
import { receiptOf } from './request-id.js'
/** What is answered about a durable entry: its receipt, with standing and findings as they are now. */
export function acceptanceOf(entry, repeated, roomById) {
  const fact = JSON.parse(entry.fact) // stored bytes were validated when they were written
  const { tps, cell } = spokenOf(fact)
  const room = tps && roomById(roomOf(tps))
  return {
    receipt: receiptOf(entry),
    repeated,
    parked: fact.type === 'form.reported' && room !== undefined && isParked(room.state, fact.tps),
    standing: room && cell ? room.view.standing(cell) : { knowledge: 'none', proof: 'none' },
    findings: room && cell ? room.view.findingsOf(cell) : [],
  }
}
/** Where a fact speaks: of a move, where the form goes to. */
function spokenOf(fact) {
  switch (fact.type) {
    case 'election.opened':
      return {}
    case 'register.amended':
      return { tps: fact.tps }
    case 'form.reported':
    case 'form.settled':
    case 'round.ordered':
      return { tps: fact.tps, cell: cellKey(fact.tps, fact.contest, fact.round) }
    case 'form.moved':
    case 'form.withdrawn':
      return { tps: fact.to, cell: cellKey(fact.to, fact.contest, fact.round) }
    default:
      return unreachable(fact)
  }
}
