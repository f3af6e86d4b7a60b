import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { refuse } from '../shared/refusal.js'
import { err } from '../shared/result.js'
import { replaceElection } from './election/replace-election.js'
import { attachFeed } from './feed/feed.js'
import { createDoor } from './http/app.js'
import { makeMetrics } from './http/metrics.js'
import { openCountRooms } from './room/count-rooms.js'
import { guessLimits } from './sign-in/guess-limits.js'
import { setupCode } from './sign-in/setup-code.js'
import { shownBy, signInWith } from './sign-in/sign-in.js'
const LOADING = refuse('busy', 'another election is being loaded just now', { retryAfterS: 1 })
/** Sockets linger on half-open connections; answers under way get this long before the rest is cut. */
const GOODBYE_MS = 3_000
/** The whole server over an open store: rooms, door and feed. Rejects when the port is taken or the ledger is not this election's. */
export async function openCountRoomServer({ config, store, clock, log }) {
  const metrics = makeMetrics()
  const signIn = signInWith(store.people)
  const open = (election) => openCountRooms({ ledger: store.ledger, election, clock, log })
  const loaded = await store.elections.election()
  let rooms = loaded && (await open(loaded))
  if (rooms) countBatches(rooms, metrics)
  const use = (opened) => {
    rooms = opened
    countBatches(opened, metrics)
    feed.electionChanged()
  }
  let isLoading = false
  const services = {
    config,
    store,
    clock,
    log,
    signIn,
    guessLimits: guessLimits(),
    setupCode: setupCode(),
    metrics,
    rooms: () => rooms,
    async openElection(loaded) {
      if (isLoading) return err(LOADING)
      isLoading = true
      try {
        return await replaceElection(loaded, { store, before: rooms, open, use })
      } finally {
        isLoading = false
      }
    },
  }
  const http = listener(config, createDoor(services))
  const feed = attachFeed(http, {
    rooms: services.rooms,
    authenticate: async ({ headers, auth }) => signIn.principal(shownBy(headers, auth)),
    clock,
    origins: config.origins,
    log,
  })
  signIn.onEnded((principalId) => feed.disconnect(principalId))
  metrics.countSockets(() => feed.stats().sockets)
  await listen(http, config)
  return { url: urlOf(http, config), services, stop: () => stop({ http, feed, rooms: services.rooms, store }) }
}
function listener(config, door) {
  const http = config.tls
    ? createTlsServer({ cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) }, door)
    : createHttpServer(door)
  // A slow sender holds a connection, nothing else; an hour of them is an attack.
  http.headersTimeout = 20_000
  http.requestTimeout = 120_000
  http.keepAliveTimeout = 65_000
  return http
}
const listen = (http, { port, host }) =>
  new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })
function urlOf(http, { tls, host }) {
  // A TCP server that listens has an address object; strings are those of pipes.
  const { port } = http.address()
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `${tls ? 'https' : 'http'}://${shown}:${port}`
}
async function stop({ http, feed, rooms, store }) {
  const closed = new Promise((resolve) => http.close(() => resolve()))
  feed.close()
  http.closeIdleConnections()
  const cut = setTimeout(() => http.closeAllConnections(), GOODBYE_MS)
  await closed
  clearTimeout(cut)
  await rooms()?.close()
  await store.close()
}
/** Entries that became durable together in one room: how well the commits are shared. */
function countBatches(rooms, metrics) {
  const seqs = new Map(rooms.ids.map((id) => [id, rooms.room(id)?.head.seq ?? 0]))
  rooms.onAdvance((id) => {
    const seq = rooms.room(id)?.head.seq ?? 0
    metrics.batchWritten(seq - (seqs.get(id) ?? 0))
    seqs.set(id, seq)
  })
}
