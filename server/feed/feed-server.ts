import { type IncomingMessage, type Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { refuse, toProblem } from '../../shared/refusal.ts'
import type { Principal } from '../../shared/roles.ts'
import type { ClientToServer, ServerToClient } from '../../shared/wire.ts'
import type { Log } from '../log.ts'
import { isOriginAllowed } from './origin.ts'
import { tokenBucket } from './token-bucket.ts'

/** Bytes of one frame from a client; a request has some hundred. */
const MAX_CLIENT_FRAME = 16 * 1024
const EVENTS_PER_SECOND = 20
const BURST = 40
/** Sockets of one process; above it the door stays shut for viewers while intake goes on. */
const MAX_SOCKETS = 5000
/** A connection that has not signed in by then is closed. */
const SIGN_IN_WITHIN_MS = 10_000

export type FeedServer = Server<ClientToServer, ServerToClient, Record<string, never>, { who: Principal }>

/** Socket.IO with its bounds. Nothing is compressed per message: a frame is encoded once and written to a thousand sockets. */
export function openFeedServer(http: HttpServer, options: { readonly origins: readonly string[]; readonly log: Log }): FeedServer {
  const io: FeedServer = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: MAX_CLIENT_FRAME,
    perMessageDeflate: false,
    connectTimeout: SIGN_IN_WITHIN_MS,
    allowRequest: (request, decide) => decide(null, mayConnect(io, request, options.origins)),
  })
  // At the connection, so that what comes before the sign-in and what is no event counts too.
  io.engine.on('connection', (connection: Connection) => {
    const bucket = tokenBucket(EVENTS_PER_SECOND, BURST)
    connection.on('packet', (packet) => {
      if (packet.type !== 'message' || bucket.take()) return
      options.log.warn({ address: connection.remoteAddress }, 'a socket sent more than it may and was closed')
      connection.close(true)
    })
  })
  return io
}

type Connection = {
  readonly remoteAddress: string
  on(event: 'packet', listener: (packet: { readonly type: string }) => void): void
  close(discard: boolean): void
}

function mayConnect(io: FeedServer, request: IncomingMessage, origins: readonly string[]): boolean {
  return io.engine.clientsCount < MAX_SOCKETS && isOriginAllowed(request, origins)
}

/** What a client reads as `connect_error` with a problem document in `data`. */
export class Refused extends Error {
  readonly data = toProblem(refuse('unauthenticated', 'Sign in, or open the link you were given.'))
}
