/** Positions remembered per room: after a restart every screen comes back with one of the last few. */
const REMEMBERED = 1000
/** Whether a position is the ledger's own. A thousand screens that come back at once cost one read for each position, not one each. */
export class KnownPositions {
  #rooms
  #hashes = new Map()
  constructor(rooms) {
    this.#rooms = rooms
  }
  async knows(room, { seq, hash }) {
    const key = `${room}/${seq}`
    const known = this.#hashes.get(key) ?? this.#read(room, seq)
    // Oldest first: what was just asked for moves to the end.
    this.#hashes.delete(key)
    this.#hashes.set(key, known)
    if (this.#hashes.size > REMEMBERED) this.#hashes.delete(this.#hashes.keys().next().value)
    return (await known) === hash
  }
  async #read(room, seq) {
    const [entry] = await this.#rooms.entries(room, seq - 1, 1)
    return entry?.hash
  }
}
