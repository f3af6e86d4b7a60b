import type { RoomId } from '../../shared/ids.ts'
import type { Position } from '../../shared/wire.ts'
import type { CountRooms } from '../room/rooms.ts'

/** Positions remembered per room: after a restart every screen comes back with one of the last few. */
const REMEMBERED = 1000

/** Whether a position is the ledger's own. A thousand screens that come back at once cost one read for each position, not one each. */
export class KnownPositions {
  readonly #rooms: Pick<CountRooms, 'entries'>
  readonly #hashes = new Map<string, Promise<string | undefined>>()

  constructor(rooms: Pick<CountRooms, 'entries'>) {
    this.#rooms = rooms
  }

  async knows(room: RoomId, { seq, hash }: Position): Promise<boolean> {
    const key = `${room}/${seq}`
    const known = this.#hashes.get(key) ?? this.#read(room, seq)
    // Oldest first: what was just asked for moves to the end.
    this.#hashes.delete(key)
    this.#hashes.set(key, known)
    if (this.#hashes.size > REMEMBERED) this.#hashes.delete(this.#hashes.keys().next().value as string)
    return (await known) === hash
  }

  async #read(room: RoomId, seq: number): Promise<string | undefined> {
    const [entry] = await this.#rooms.entries(room, seq - 1, 1)
    return entry?.hash
  }
}
