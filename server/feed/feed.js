import { refuse } from '../../shared/refusal.js'
import { err, ok } from '../../shared/result.js'
import { permission } from '../../shared/roles.js'
import { PROTOCOL_VERSION, requests } from '../../shared/wire.js'
import { instant } from '../clock.js'
import { backlogOf, MAX_BACKLOG } from './backlog.js'
import { Cadence } from './cadence.js'
import { channelKey, Channels, viewOf } from './channels.js'
import { openFeedServer, Refused } from './feed-server.js'
import { Groups } from './groups.js'
import { onRequest } from './on-request.js'
/** How often a view is told at most; the first change after quiet goes out at once. */
const EVERY_MS = { summary: 1000, full: 250 }
/** Sign of life, also when nothing arrives. Real time. */
const ALIVE_MS = 5000
/** Each socket's credential is looked at again once in this many signs of life: a session ends while its page stays open. */
const RECHECK_BEATS = 12
export function attachFeed(http, options) {
  return new LiveFeed(openFeedServer(http, options), options)
}
class LiveFeed {
  #io
  #options
  #groups = new Groups()
  #cadences
  #alive
  #channels
  #deafen = () => undefined
  #beat = 0
  #droppedSlow = 0
  #unknownEvents = 0
  constructor(io, options) {
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
  disconnect(principalId) {
    for (const socket of this.#io.sockets.sockets.values()) if (socket.data.who.id === principalId) socket.disconnect(true)
  }
  electionChanged() {
    this.#deafen()
    const rooms = this.#options.rooms()
    this.#channels = rooms && new Channels(rooms)
    this.#deafen = rooms?.onAdvance(() => this.#mark()) ?? (() => undefined)
    this.#sendAway()
  }
  stats() {
    return { sockets: this.#io.sockets.sockets.size, droppedSlow: this.#droppedSlow, unknownEvents: this.#unknownEvents }
  }
  close() {
    this.#deafen()
    clearInterval(this.#alive)
    for (const cadence of Object.values(this.#cadences)) cadence.stop()
    this.#sendAway()
    this.#io.engine.close()
  }
  /** Cuts the line instead of saying goodbye: Socket.IO clients come back after the one and not after the other. */
  #sendAway() {
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close(true)
  }
  async #signIn(socket, next) {
    const who = await this.#whoIs(socket)
    if (!who) return next(new Refused())
    socket.data.who = who
    next()
  }
  async #whoIs(socket) {
    try {
      return await this.#options.authenticate(socket.handshake)
    } catch (error) {
      this.#options.log.error({ err: error }, 'a socket could not be authenticated')
      return undefined
    }
  }
  #serve(socket) {
    const { log } = this.#options
    socket.onAny((event) => {
      if (!Object.hasOwn(requests, event)) this.#unknownEvents += 1
    })
    socket.on('disconnect', () => this.#groups.remove(socket))
    onRequest(socket, log, ['hello', () => ok(this.#hello())])
    onRequest(socket, log, ['room:join', (wish) => this.#join(socket, wish)])
    onRequest(socket, log, ['room:leave', (wish) => this.#leave(socket, wish)])
  }
  #hello() {
    const { clock, rooms } = this.#options
    const election = rooms()?.election
    return {
      protocol: PROTOCOL_VERSION,
      serverTime: new Date().toISOString(),
      ...(election ? { election: { id: election.id, name: election.name, simulated: election.simulated } } : {}),
      clock: { now: instant(clock), speed: clock.speed },
    }
  }
  async #join(socket, { room, view, since }) {
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
        subscribe: () => socket.connected && enter(socket, this.#groups.subscribe(socket, key)),
      }))
    return joined ? ok(joined) : err(refuse('not-found', `There is no room ${room} for you.`))
  }
  #leave(socket, { room, view }) {
    const gone = new Set((view ? [view] : ['summary', 'full']).map((each) => channelKey(room, each)))
    enter(
      socket,
      this.#groups.unsubscribe(socket, (key) => gone.has(key)),
    )
    return ok({})
  }
  #mark() {
    for (const cadence of Object.values(this.#cadences)) cadence.mark()
  }
  /** One frame for each group of sockets with the same subscriptions: encoded once, all rooms in it. */
  #tick(view) {
    const keys = [...this.#groups.keys()].filter((key) => viewOf(key) === view)
    const deltas = this.#channels?.advance(keys) ?? new Map()
    for (const { group, rooms } of this.#groups.frames(deltas)) this.#io.to(group.name).emit('frame', { rooms })
    if (deltas.size > 0) this.#dropSlow(this.#io.sockets.sockets.values())
  }
  /** Intake outlives viewing: who cannot keep up is let go, and joins anew with what it has. */
  #dropSlow(sockets) {
    for (const socket of sockets) {
      if (backlogOf(socket) <= MAX_BACKLOG) continue
      this.#droppedSlow += 1
      this.#options.log.warn({ principal: socket.data.who.id }, 'a socket could not keep up and was closed')
      socket.conn.close(true)
    }
  }
  #signOfLife() {
    // Snapshots asked for in one breath are answered after they were looked at; a quiet room has no tick to notice it.
    this.#dropSlow(this.#io.sockets.sockets.values())
    for (const group of this.#groups.all()) this.#io.to(group.name).emit('alive', { at: this.#channels?.positions(group.keys) ?? {} })
    this.#beat += 1
    let i = 0
    for (const socket of this.#io.sockets.sockets.values())
      if (i++ % RECHECK_BEATS === this.#beat % RECHECK_BEATS) void this.#recheck(socket)
  }
  async #recheck(socket) {
    const who = await this.#whoIs(socket)
    if (who) socket.data.who = who
    else socket.disconnect(true)
  }
}
/** Follows a change of group in Socket.IO's own rooms, which do the sending. */
function enter(socket, { left, entered }) {
  if (left !== undefined) void socket.leave(left)
  if (entered !== undefined) void socket.join(entered)
}
