import {} from 'node:http'
import { Server } from 'socket.io'
import { refuse, toProblem } from '../../shared/refusal.js'
import { isOriginAllowed } from './origin.js'
import { tokenBucket } from './token-bucket.js'
/** Bytes of one frame from a client; a request has some hundred. */
const MAX_CLIENT_FRAME = 16 * 1024
const EVENTS_PER_SECOND = 20
const BURST = 40
/** Sockets of one process; above it the door stays shut for viewers while intake goes on. */
const MAX_SOCKETS = 5000
/** A connection that has not signed in by then is closed. */
const SIGN_IN_WITHIN_MS = 10_000
/** Socket.IO with its bounds. Nothing is compressed per message: a frame is encoded once and written to a thousand sockets. */
export function openFeedServer(http, options) {
  const io = new Server(http, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: MAX_CLIENT_FRAME,
    perMessageDeflate: false,
    connectTimeout: SIGN_IN_WITHIN_MS,
    allowRequest: (request, decide) => decide(null, mayConnect(io, request, options.origins)),
  })
  // At the connection, so that what comes before the sign-in and what is no event counts too.
  io.engine.on('connection', (connection) => {
    const bucket = tokenBucket(EVENTS_PER_SECOND, BURST)
    connection.on('packet', (packet) => {
      if (packet.type !== 'message' || bucket.take()) return
      options.log.warn({ address: connection.remoteAddress }, 'a socket sent more than it may and was closed')
      connection.close(true)
    })
  })
  return io
}
function mayConnect(io, request, origins) {
  return io.engine.clientsCount < MAX_SOCKETS && isOriginAllowed(request, origins)
}
/** What a client reads as `connect_error` with a problem document in `data`. */
export class Refused extends Error {
  data = toProblem(refuse('unauthenticated', 'Sign in, or open the link you were given.'))
}
