import type { Ledger } from '../../db/ledger.ts'
import { holdsEvidence } from '../../shared/room-state.ts'
import type { CountRooms } from '../room/rooms.ts'

/** Once a form was reported or a photo sent the election stays as it is: what changes then are facts. */
export const holdsForms = (rooms: CountRooms | undefined): boolean =>
  rooms !== undefined &&
  rooms.ids.some((id) => {
    const room = rooms.room(id)
    return room !== undefined && holdsEvidence(room.state)
  })

const PAGE = 100

/**
 * Whether the ledger holds anything but openings, forms and amendments alike: no election takes the place of the one it was written
 * for. Asks what is durable and needs no election that can be opened; whoever acts on a no has stopped the rooms before.
 */
export async function holdsMoreThanOpenings(ledger: Pick<Ledger, 'rooms' | 'readAfter'>): Promise<boolean> {
  for (const room of await ledger.rooms()) {
    for (let after = 0, full = true; full; after += PAGE) {
      const entries = await ledger.readAfter(room, after, PAGE)
      if (entries.some(({ fact }) => (JSON.parse(fact) as { type: string }).type !== 'election.opened')) return true
      full = entries.length === PAGE
    }
  }
  return false
}
