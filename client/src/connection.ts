import { io, type Socket } from 'socket.io-client'
import type { Problem } from '../../shared/refusal.ts'
import {
  PROTOCOL_VERSION,
  type ClientToServer,
  type Hello,
  type Joined,
  type Position,
  type RoomDelta,
  type ServerToClient,
  type View,
} from '../../shared/wire.ts'
import { type RoomId } from '../../shared/ids.ts'

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Was there and is gone; it comes back by itself. */
  | { readonly kind: 'lost' }
  /** The server knows us no longer: a link that expired or was revoked, a session that ended. Asked again now and then. */
  | { readonly kind: 'refused'; readonly problem?: Problem }
  /** The server speaks another protocol than this page: reload it. */
  | { readonly kind: 'outdated' }

export type ConnectionEvents = {
  state(state: ConnectionState): void
  hello(hello: Hello): void
  joined(room: RoomId, joined: Joined): void
  delta(delta: RoomDelta): void
  alive(at: Readonly<Record<string, number>>): void
}
export type Wanted = { readonly room: RoomId; readonly view: View }
export type Connection = {
  /** Joins these rooms now and after every reconnect; leaves those no longer wanted. */
  want(rooms: readonly Wanted[]): void
  /** A delta did not fit: joins again with what is there. Does nothing while a join is under way. */
  rejoin(room: RoomId): void
  /** Tries at once instead of waiting for its time. */
  wake(): void
  close(): void
}
type Options = {
  readonly token?: string
  /** What is already there of a room, so that the answer can be a delta. */
  readonly since: (room: RoomId) => Position | undefined
  readonly events: ConnectionEvents
}

const ANSWER_WITHIN_MS = 10_000
const ASK_AGAIN_MS = { busy: 3_000, refused: 30_000 } as const

/** One socket for the page. WebSocket first; where a proxy cuts it, long polling. Heals itself; never gives up. */
export function connect({ token, since, events }: Options): Connection {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ...(token ? { auth: { token } } : {}),
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: ANSWER_WITHIN_MS,
  })
  let wanted: readonly Wanted[] = []
  const joining = new Set<string>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const later = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  async function join({ room, view }: Wanted): Promise<void> {
    const one = `${room}/${view}`
    if (joining.has(one) || !socket.connected) return
    joining.add(one)
    const position = since(room)
    const answer = await socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('room:join', { room, view, ...(position ? { since: position } : {}) })
      .catch(() => undefined)
    joining.delete(one)
    if (!socket.connected || !wanted.some((w) => w.room === room && w.view === view)) return
    if (answer?.ok) return events.joined(room, answer.value)
    if (answer && (answer.problem.status === 401 || answer.problem.status === 403))
      events.state({ kind: 'refused', problem: answer.problem })
    later(answer ? ASK_AGAIN_MS.refused : ASK_AGAIN_MS.busy, () => void join({ room, view }))
  }

  async function greet(): Promise<void> {
    joining.clear()
    const answer = await socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('hello', {})
      .catch(() => undefined)
    if (!socket.connected) return
    if (!answer?.ok) return later(ASK_AGAIN_MS.busy, () => socket.connected && void greet())
    if (answer.value.protocol !== PROTOCOL_VERSION) return events.state({ kind: 'outdated' })
    events.state({ kind: 'connected' })
    events.hello(answer.value)
    for (const one of wanted) void join(one)
  }

  socket.on('connect', () => void greet())
  socket.on('disconnect', (reason) => {
    events.state({ kind: 'lost' })
    // Socket.IO does not come back by itself when the server closed the socket (a revoked link, another election): ask why.
    if (reason === 'io server disconnect') later(500, () => socket.connect())
  })
  socket.on('connect_error', (error) => {
    if (socket.active) return events.state({ kind: 'lost' })
    events.state({ kind: 'refused', problem: (error as Error & { data?: Problem }).data })
    later(ASK_AGAIN_MS.refused, () => socket.connect())
  })
  socket.on('frame', ({ rooms }) => rooms.forEach((delta) => events.delta(delta)))
  socket.on('alive', ({ at }) => events.alive(at))
  const wake = (): void => void (socket.connected || socket.connect())
  addEventListener('online', wake)

  return {
    want(rooms) {
      for (const { room, view } of wanted)
        if (socket.connected && !rooms.some((r) => r.room === room && r.view === view))
          socket.emit('room:leave', { room, view }, () => undefined)
      wanted = rooms
      for (const one of wanted) if (!since(one.room)) void join(one)
    },
    rejoin(room) {
      const one = wanted.find((w) => w.room === room)
      if (one) void join(one)
    },
    wake,
    close() {
      removeEventListener('online', wake)
      for (const timer of timers) clearTimeout(timer)
      socket.close()
    },
  }
}
