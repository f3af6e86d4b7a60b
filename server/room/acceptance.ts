import type { Entry } from '../../db/ledger.ts'
import type { Fact } from '../../shared/facts.ts'
import { roomOf, type RoomId, type TpsId } from '../../shared/ids.ts'
import { type CellKey, cellKey } from '../../shared/report.ts'
import { unreachable } from '../../shared/result.ts'
import { isParked } from '../../shared/room-state.ts'
import type { FoldedRoom } from './folded-room.ts'
import { receiptOf } from './request-id.ts'
import type { Accepted } from './rooms.ts'

type Spoken = { readonly tps: TpsId; readonly cell?: CellKey }

/** What is answered about a durable entry: its receipt, with standing and findings as they are now. */
export function acceptanceOf(entry: Entry, repeated: boolean, roomById: (id: RoomId) => FoldedRoom | undefined): Accepted {
  const fact = JSON.parse(entry.fact) as Fact // stored bytes were validated when they were written
  const { tps, cell } = spokenOf(fact)
  const room = tps && roomById(roomOf(tps))
  return {
    receipt: receiptOf(entry),
    repeated,
    parked: (fact.type === 'form.reported' || fact.type === 'photo.stored') && room !== undefined && isParked(room.state, fact.tps),
    standing: room && cell ? room.view.standing(cell) : { knowledge: 'none', proof: 'none' },
    findings: room && cell ? room.view.findingsOf(cell) : [],
  }
}

/** Where a fact speaks: of a move, where the form goes to. */
function spokenOf(fact: Fact): Partial<Spoken> {
  switch (fact.type) {
    case 'election.opened':
      return {}
    case 'register.amended':
    case 'photo.examined':
    case 'witness.checked-in':
    case 'incident.reported':
    case 'copy.stated':
      return { tps: fact.tps }
    case 'form.reported':
    case 'form.settled':
    case 'round.ordered':
    case 'photo.stored':
      return { tps: fact.tps, cell: cellKey(fact.tps, fact.contest, fact.round) }
    case 'form.moved':
    case 'form.withdrawn':
      return { tps: fact.to, cell: cellKey(fact.to, fact.contest, fact.round) }
    default:
      return unreachable(fact)
  }
}
