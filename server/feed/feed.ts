import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { permission, type Principal } from '../../shared/roles.ts'
import { type Hello, type Joined, type PayloadOf, PROTOCOL_VERSION, requests, type View } from '../../shared/wire.ts'
import { type Clock, instant } from '../clock.ts'
import type { Log } from '../log.ts'
import type { CountRooms } from '../room/rooms.ts'
import { backlogOf, MAX_BACKLOG } from './backlog.ts'
import { Cadence } from './cadence.ts'
import { type ChannelKey, channelKey, Channels, viewOf } from './channels.ts'
import { type FeedServer, openFeedServer, Refused } from './feed-server.ts'
import { sayGoodbye } from './goodbye.ts'
import { type Change, Groups } from './groups.ts'
import { type FeedSocket, onRequest } from './on-request.ts'
import { Outbox } from './outbox.ts'

/** How often a view is told at most; the first change after quiet goes out at once. */
const EVERY_MS: Readonly<Record<View, number>> = { summary: 1000, full: 250 }
/** Sign of life, also when nothing arrives. Real time. */
const ALIVE_MS = 5000
/** Each socket's credential is looked at again once in this many signs of life: a session ends while its page stays open. */
const RECHECK_BEATS = 12

/** What a socket shows of itself when it opens: cookies in `headers`, a bearer token in `auth.token`. */
export type Handshake = { readonly headers: IncomingHttpHeaders; readonly auth: Readonly<Record<string, unknown>> }

export type FeedOptions = {
  /** Asked again after `electionChanged`: an election may be loaded while the server runs. */
  readonly rooms: () => CountRooms | undefined
  readonly authenticate: (handshake: Handshake) => Promise<Principal | undefined> | Principal | undefined
  readonly clock: Clock
  /** Origins that may open a socket beside the page's own host, e.g. `https://hitung.example`. */
  readonly origins: readonly string[]
  readonly log: Log
}

export type FeedStats = { readonly sockets: number; readonly droppedSlow: number; readonly unknownEvents: number }
export type Feed = {
  /** Closes every socket of this credential at once; those still signed in elsewhere come back by themselves. */
  disconnect(principalId: string): void
  /** `rooms()` answers differently now (first or second `election load`): every socket is closed and joins anew. */
  electionChanged(): void
  /** For metrics. */
  stats(): FeedStats
  /** Closes the sockets with the reason, so that screens look for the server again; the HTTP server is its owner's to close. */
  close(): void
}

export function attachFeed(http: HttpServer, options: FeedOptions): Feed {
  return new LiveFeed(openFeedServer(http, options), options)
}

class LiveFeed implements Feed {
  readonly #io: FeedServer
  readonly #options: FeedOptions
  readonly #groups = new Groups<FeedSocket>()
  /** Frames on their way, one group of screens after the other. */
  readonly #outbox = new Outbox()
  readonly #cadences: Readonly<Record<View, Cadence>>
  readonly #alive: NodeJS.Timeout
  #channels: Channels | undefined
  #deafen: () => void = () => undefined
  #beat = 0
  #droppedSlow = 0
  #unknownEvents = 0

  constructor(io: FeedServer, options: FeedOptions) {
    this.#io = io
    this.#options = options
    this.#cadences = {
      summary: new Cadence(EVERY_MS.summary, () => this.#tick('summary')),
      full: new Cadence(EVERY_MS.full, () => this.#tick('full')),
    }
    this.#alive = setInterval(() => this.#signOfLife(), ALIVE_MS)
    io.use((socket, next) => void this.#signIn(socket, next))
    io.on('connection', (socket) => this.#serve(socket))
    this.electionChanged()
  }

  disconnect(principalId: string): void {
    for (const socket of this.#io.sockets.sockets.values()) if (socket.data.who.id === principalId) socket.disconnect(true)
  }

  electionChanged(): void {
    this.#deafen()
    const rooms = this.#options.rooms()
    this.#channels = rooms && new Channels(rooms)
    this.#deafen = rooms?.onAdvance(() => this.#mark()) ?? (() => undefined)
    this.#sendAway()
  }

  stats(): FeedStats {
    return { sockets: this.#io.sockets.sockets.size, droppedSlow: this.#droppedSlow, unknownEvents: this.#unknownEvents }
  }

  close(): void {
    this.#deafen()
    clearInterval(this.#alive)
    for (const cadence of Object.values(this.#cadences)) cadence.stop()
    this.#outbox.drain()
    for (const socket of this.#io.sockets.sockets.values()) sayGoodbye(socket)
    this.#io.engine.close()
  }

  /** Cuts the line instead of saying goodbye: Socket.IO clients come back after the one and not after the other. */
  #sendAway(): void {
    this.#outbox.drop()
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close(true)
  }

  async #signIn(socket: FeedSocket, next: (refused?: Error) => void): Promise<void> {
    const who = await this.#whoIs(socket)
    if (!who) return next(new Refused())
    socket.data.who = who
    next()
  }

  async #whoIs(socket: FeedSocket): Promise<Principal | undefined> {
    try {
      return await this.#options.authenticate(socket.handshake)
    } catch (error) {
      this.#options.log.error({ err: error }, 'a socket could not be authenticated')
      return undefined
    }
  }

  #serve(socket: FeedSocket): void {
    const { log } = this.#options
    socket.onAny((event: string) => {
      if (!Object.hasOwn(requests, event)) this.#unknownEvents += 1
    })
    socket.on('disconnect', () => this.#groups.remove(socket))
    onRequest(socket, log, ['hello', () => ok(this.#hello())])
    onRequest(socket, log, ['room:join', (wish) => this.#join(socket, wish)])
    onRequest(socket, log, ['room:leave', (wish) => this.#leave(socket, wish)])
  }

  #hello(): Hello {
    const { clock, rooms } = this.#options
    const election = rooms()?.election
    return {
      protocol: PROTOCOL_VERSION,
      serverTime: new Date().toISOString(),
      ...(election ? { election: { id: election.id, name: election.name, simulated: election.simulated } } : {}),
      clock: { now: instant(clock), speed: clock.speed },
    }
  }

  async #join(socket: FeedSocket, { room, view, since }: PayloadOf<'room:join'>): Promise<Result<Joined, Refusal>> {
    this.#dropSlow([socket]) // also who asks for one snapshot after another and reads none
    const allowed = permission(socket.data.who, `feed:${view}`, room)
    if (allowed === 'forbidden') return err(refuse('forbidden', `Your role does not watch a room (${view}).`))
    const key = channelKey(room, view)
    const joined =
      allowed === 'allowed' &&
      (await this.#channels?.join({
        room,
        view,
        since,
        quiet: () => !this.#groups.has(key),
        // Gone while the ledger was asked: nobody is left to subscribe.
        subscribe: () => {
          this.#outbox.drain() // what is on its way belongs before the answer, and to the group the socket is in until now
          if (socket.connected) enter(socket, this.#groups.subscribe(socket, key))
        },
      }))
    return joined ? ok(joined) : err(refuse('not-found', `There is no room ${room} for you.`))
  }

  #leave(socket: FeedSocket, { room, view }: PayloadOf<'room:leave'>): Result<Record<string, never>, Refusal> {
    this.#outbox.drain()
    const gone = new Set<ChannelKey>((view ? [view] : (['summary', 'full'] as const)).map((each) => channelKey(room, each)))
    enter(
      socket,
      this.#groups.unsubscribe(socket, (key) => gone.has(key)),
    )
    return ok({})
  }

  #mark(): void {
    for (const cadence of Object.values(this.#cadences)) cadence.mark()
  }

  /** One frame for each group of sockets with the same subscriptions: encoded once, all rooms in it. */
  #tick(view: View): void {
    const keys = [...this.#groups.keys()].filter((key) => viewOf(key) === view)
    const deltas = this.#channels?.advance(keys) ?? new Map()
    for (const { group, rooms } of this.#groups.frames(deltas))
      this.#outbox.put(() => void this.#io.to(group.name).emit('frame', { rooms }))
    if (deltas.size > 0) this.#outbox.put(() => this.#dropSlow(this.#io.sockets.sockets.values()))
  }

  /** Intake outlives viewing: who cannot keep up is let go, and joins anew with what it has. */
  #dropSlow(sockets: Iterable<FeedSocket>): void {
    for (const socket of sockets) {
      if (backlogOf(socket) <= MAX_BACKLOG) continue
      this.#droppedSlow += 1
      this.#options.log.warn({ principal: socket.data.who.id }, 'a socket could not keep up and was closed')
      socket.conn.close(true)
    }
  }

  #signOfLife(): void {
    this.#outbox.drain() // a sign of life names what was sent
    // Snapshots asked for in one breath are answered after they were looked at; a quiet room has no tick to notice it.
    this.#dropSlow(this.#io.sockets.sockets.values())
    for (const group of this.#groups.all()) this.#io.to(group.name).emit('alive', { at: this.#channels?.positions(group.keys) ?? {} })
    this.#beat += 1
    let i = 0
    for (const socket of this.#io.sockets.sockets.values())
      if (i++ % RECHECK_BEATS === this.#beat % RECHECK_BEATS) void this.#recheck(socket)
  }

  async #recheck(socket: FeedSocket): Promise<void> {
    const who = await this.#whoIs(socket)
    if (who) socket.data.who = who
    else socket.disconnect(true)
  }
}

/** Follows a change of group in Socket.IO's own rooms, which do the sending. */
function enter(socket: FeedSocket, { left, entered }: Change): void {
  if (left !== undefined) void socket.leave(left)
  if (entered !== undefined) void socket.join(entered)
}
