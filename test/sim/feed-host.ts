import type { Ledger } from '../../db/ledger.ts'
import { channelKey, Channels, viewOf } from '../../server/feed/channels.ts'
import { Groups } from '../../server/feed/groups.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { Joined, PayloadOf, View } from '../../shared/wire.ts'
import { aLedger, openRooms } from '../support/count-room.ts'
import type { Tablet } from './tablet.ts'
import type { Network } from './network.ts'

/** The server's side of the feed without sockets: real ledger, rooms, channels and groups. A line is one connection of one tablet. */
export class FeedHost {
  readonly ledger: Ledger
  readonly rooms: CountRooms
  readonly #channels: Channels
  readonly #lines = new Groups<Line>()
  readonly #network: Network

  private constructor(ledger: Ledger, rooms: CountRooms, network: Network) {
    this.ledger = ledger
    this.rooms = rooms
    this.#channels = new Channels(rooms)
    this.#network = network
  }

  static async start(ledger: Ledger, network: Network): Promise<FeedHost> {
    return new FeedHost(ledger, await openRooms(ledger), network)
  }

  connect(tablet: Tablet): Line {
    return { tablet, host: this }
  }

  disconnect(line: Line): void {
    this.#lines.remove(line)
  }

  async join(line: Line, { room, view, since }: PayloadOf<'room:join'>): Promise<Joined | undefined> {
    const key = channelKey(room, view)
    return this.#channels.join({
      room,
      view,
      since,
      quiet: () => !this.#lines.has(key),
      subscribe: () => line.tablet.line === line && this.#lines.subscribe(line, key),
    })
  }

  tick(view: View): void {
    const keys = [...this.#lines.keys()].filter((key) => viewOf(key) === view)
    for (const { group, rooms } of this.#lines.frames(this.#channels.advance(keys)))
      for (const line of group.members) this.#send(line, (tablet) => tablet.frame(rooms))
  }

  signOfLife(): void {
    for (const { keys, members } of this.#lines.all()) {
      const at = this.#channels.positions(keys)
      for (const line of members) this.#send(line, (tablet) => tablet.alive(at))
    }
  }

  #send(line: Line, tell: (tablet: Tablet) => void): void {
    // What a broken connection still carried is lost with it.
    this.#network.send(() => line.tablet.line === line && tell(line.tablet))
  }
}

export type Line = { readonly tablet: Tablet; readonly host: FeedHost }

/** Every room as a backup of `share` of its entries holds it. */
export async function restored(ledger: Ledger, keep: (entries: number) => number): Promise<Ledger> {
  const backup = aLedger()
  for (const room of await ledger.rooms()) {
    const entries = await ledger.readAfter(room, 0, 1_000_000)
    const kept = entries.slice(0, Math.max(1, keep(entries.length)))
    await backup.append(room, 0, kept)
  }
  return backup
}
