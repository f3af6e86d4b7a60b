import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Store } from '../db/store.ts'
import { type Refusal, refuse } from '../shared/refusal.ts'
import { err } from '../shared/result.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { replaceElection } from './election/replace-election.ts'
import { attachFeed, type Feed } from './feed/feed.ts'
import { createDoor } from './http/app.ts'
import { doorLimits } from './http/door-limits.ts'
import { originsForOthers } from './http/lan-addresses.ts'
import { makeMetrics, type Metrics } from './http/metrics.ts'
import type { Services } from './http/services.ts'
import type { Log } from './log.ts'
import { openPhotos, type Photos } from './photos/photos.ts'
import { openCountRooms } from './room/count-rooms.ts'
import type { CountRooms } from './room/rooms.ts'
import { type WatchedLedger, watchedLedger } from './room/watched-ledger.ts'
import { accountChanges } from './sign-in/account-changes.ts'
import { codeLimits } from './sign-in/code-limits.ts'
import { guessLimits } from './sign-in/guess-limits.ts'
import { setupCode } from './sign-in/setup-code.ts'
import { shownBy, signInWith } from './sign-in/sign-in.ts'
import type { Tls } from './tls-files.ts'
import { workbooks } from './workbook/workbooks.ts'

const LOADING = refuse('busy', 'another election is being loaded just now', { retryAfterS: 1 })
const CLOSING = refuse('busy', 'the server is stopping', { retryAfterS: 5 })
const NOT_READY: Readonly<Record<NonNullable<ReturnType<WatchedLedger['trouble']>>, Refusal>> = {
  'disk-full': refuse('disk-full', 'the disk is full: nothing is taken until there is room', { retryAfterS: 30 }),
  busy: refuse('busy', 'another program holds the database', { retryAfterS: 5 }),
  unknown: refuse('busy', 'the ledger failed and takes nothing: read the log, then restart', { retryAfterS: 30 }),
}

/** Sockets linger on half-open connections; answers under way get this long before the rest is cut. */
const GOODBYE_MS = 3_000
const SWEEP_MS = 50

export type CountRoomServer = {
  /** Where it listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string
  readonly services: Services
  /** Stops accepting, finishes what waits, closes sockets, rooms and the store. */
  stop(): Promise<void>
}
export type ServerOptions = {
  readonly config: Pick<Config, 'port' | 'host' | 'origins' | 'metricsToken'> & { readonly tls?: Tls | undefined }
  /** Becomes the server's: it closes it. */
  readonly store: Store
  /** Where the bytes of photos lie. */
  readonly photosFolder: string
  readonly clock: Clock
  readonly log: Log
  /** Epoch ms of the newest backup, for the metrics. */
  readonly lastBackupMs?: () => number | undefined
}

/** The whole server over an open store: rooms, door and feed. Rejects when the port is taken or the ledger is not this election's. */
export async function openCountRoomServer({
  config,
  store,
  photosFolder,
  clock,
  log,
  lastBackupMs,
}: ServerOptions): Promise<CountRoomServer> {
  const metrics = makeMetrics()
  const signIn = signInWith(store.people)
  const { ledger, trouble } = watchedLedger(store.ledger, metrics)
  const open = (election: CountRooms['election']) => openCountRooms({ ledger, election, clock, log })
  const loaded = await store.elections.election()
  let rooms = loaded && (await open(loaded))
  if (rooms) countBatches(rooms, metrics)
  const use = (opened: CountRooms) => {
    rooms = opened
    countBatches(opened, metrics)
    feed.electionChanged()
  }
  const photos = await openPhotos(photosFolder, { rooms: () => rooms, log })
  let isLoading = false
  let isClosing = false
  const notReady = (): Refusal | undefined => {
    if (isClosing) return CLOSING
    const lost = store.trouble?.()
    if (lost) return refuse('busy', lost, { retryAfterS: 1 })
    const why = trouble()
    // A store that heals by itself says above when it has not: its last append proves nothing now, but for a full disk.
    const isOver = store.trouble !== undefined && why !== 'disk-full'
    return why && !isOver ? NOT_READY[why] : isLoading ? LOADING : undefined
  }

  const services: Services = {
    config,
    originsForOthers: () => originsForOthers({ ...config, port: portOf(http), secure: config.tls !== undefined }),
    store,
    clock,
    log,
    signIn,
    accountChanges: accountChanges(store.people),
    guessLimits: guessLimits(),
    codeLimits: codeLimits(),
    setupCode: setupCode(),
    doorLimits: doorLimits(clock.speed),
    metrics,
    photos,
    workbooks: workbooks(),
    notReady,
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
  metrics.watch({
    sockets: () => feed.stats().sockets,
    droppedSlow: () => feed.stats().droppedSlow,
    ready: () => notReady() === undefined,
    photosWaiting: () => photos.examiner.lag,
    lastBackupMs: lastBackupMs ?? (() => undefined),
  })
  await listen(http, config)
  return {
    url: urlOf(http, config),
    services,
    stop() {
      isClosing = true
      return stop({ http, feed, photos, rooms: services.rooms, store })
    },
  }
}

function listener(config: ServerOptions['config'], door: RequestListener): Server {
  const http = config.tls ? createTlsServer({ cert: config.tls.cert, key: config.tls.key }, door) : createHttpServer(door)
  // A slow sender holds a connection, nothing else; an hour of them is an attack.
  http.headersTimeout = 20_000
  http.requestTimeout = 120_000
  http.keepAliveTimeout = 65_000
  return http
}

const listen = (http: Server, { port, host }: ServerOptions['config']): Promise<void> =>
  new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve()
    })
  })

// A TCP server that listens has an address object; strings are those of pipes.
const portOf = (http: Server): number => (http.address() as AddressInfo).port

function urlOf(http: Server, { tls, host }: ServerOptions['config']): string {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `${tls ? 'https' : 'http'}://${shown}:${portOf(http)}`
}

type Running = {
  readonly http: Server
  readonly feed: Feed
  readonly photos: Photos
  readonly rooms: () => CountRooms | undefined
  readonly store: Store
}

async function stop({ http, feed, photos, rooms, store }: Running): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  feed.close()
  // A kept connection is closed as soon as its answer is out, and whoever is not answered by then is cut off.
  http.closeIdleConnections()
  const sweep = setInterval(() => http.closeIdleConnections(), SWEEP_MS)
  const cut = setTimeout(() => http.closeAllConnections(), GOODBYE_MS)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
  await photos.stop()
  await rooms()?.close()
  await store.close()
}

/** Entries that became durable together in one room: how well the commits are shared. */
function countBatches(rooms: CountRooms, metrics: Metrics): void {
  const seqs = new Map(rooms.ids.map((id) => [id, rooms.room(id)?.head.seq ?? 0]))
  rooms.onAdvance((id) => {
    const seq = rooms.room(id)?.head.seq ?? 0
    metrics.batchWritten(seq - (seqs.get(id) ?? 0))
    seqs.set(id, seq)
  })
}
