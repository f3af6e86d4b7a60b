import type { IncomingHttpHeaders, Server as HttpServer } from 'node:http'
import type { Principal } from '../../shared/roles.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { CountRooms } from '../room/rooms.ts'

/** What a socket shows of itself when it opens: cookies in `headers`, a bearer token in `auth.token`. */
export type Handshake = { readonly headers: IncomingHttpHeaders; readonly auth: Readonly<Record<string, unknown>> }

export type FeedOptions = {
  /** Asked anew at every request: an election may be loaded while the server runs. */
  readonly rooms: () => CountRooms | undefined
  readonly authenticate: (handshake: Handshake) => Promise<Principal | undefined>
  readonly clock: Clock
  /** Origins that may open a socket beside the page's own host, e.g. `https://hitung.example`. */
  readonly origins: readonly string[]
  readonly log: Log
}

export type Feed = {
  /** Closes every socket of this credential at once; those still signed in elsewhere come back by themselves. */
  disconnect(principalId: string): void
  /** `rooms()` answers differently now (first or second `election load`): every socket is closed and joins anew. */
  electionChanged(): void
  /** For metrics. */
  stats(): { readonly sockets: number; readonly dropped: number; readonly unknownEvents: number }
  close(): Promise<void>
}

export function attachFeed(_http: HttpServer, _options: FeedOptions): Feed {
  throw new Error('assertion failed: not written yet')
}
