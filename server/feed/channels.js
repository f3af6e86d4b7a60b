import { Channel } from './channel.js'
import { KnownPositions } from './known-positions.js'
export const channelKey = (room, view) => `${room}/${view}`
export const viewOf = (key) => (key.endsWith('/full') ? 'full' : 'summary')
/** All channels of one election. They know nothing of sockets: who is told what is the groups' business. */
export class Channels {
  #rooms
  #known
  #channels = new Map()
  constructor(rooms) {
    this.#rooms = rooms
    this.#known = new KnownPositions(rooms)
  }
  /**
   * Undefined = no such room. `subscribe` runs in the same step in which the answer is read, so that the next delta fits on it.
   * A channel that nobody else is subscribed to (`quiet`) may be brought up to now first.
   */
  async join(request) {
    const { room, view, since } = request
    const channel = this.#open(room, view)
    if (!channel) return undefined
    const accepted = since !== undefined && (await channel.accepts(since, (position) => this.#known.knows(room, position)))
    if (request.quiet()) channel.advance()
    request.subscribe()
    return channel.joined(accepted ? since : undefined)
  }
  /** What has happened in these channels since their last tick. */
  advance(keys) {
    const deltas = new Map()
    for (const key of keys) {
      const delta = this.#channels.get(key)?.advance()
      if (delta) deltas.set(key, delta)
    }
    return deltas
  }
  /**
   * What those who are subscribed to these channels have been sent up to. Of a room watched in two views, the one that is told less
   * often: what it names has been sent to both.
   */
  positions(keys) {
    const at = {}
    for (const key of keys) {
      const channel = this.#channels.get(key)
      if (channel) at[channel.room.id] = Math.min(at[channel.room.id] ?? Infinity, channel.position.seq)
    }
    return at
  }
  #open(id, view) {
    const key = channelKey(id, view)
    const known = this.#channels.get(key)
    if (known) return known
    const room = this.#rooms.room(id)
    if (!room) return undefined
    const channel = new Channel(room, view)
    this.#channels.set(key, channel)
    return channel
  }
}
