import type { Socket } from 'socket.io'
import { invalid, refuse, type Refusal, toProblem } from '../../shared/refusal.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Principal } from '../../shared/roles.ts'
import {
  type Answer,
  type ClientToServer,
  type PayloadOf,
  type ReplyOf,
  type RequestName,
  requests,
  type ServerToClient,
} from '../../shared/wire.ts'
import type { Log } from '../log.ts'

export type FeedSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, { who: Principal }>
export type Handler<K extends RequestName> = (payload: PayloadOf<K>) => Result<ReplyOf<K>, Refusal> | Promise<Result<ReplyOf<K>, Refusal>>

const FAILED = refuse('internal', 'The server met an error of its own; it is in the log. Try again, and tell the person who runs it.')

/** The one door from the network: nothing unparsed gets past it, and every request that can be answered gets one answer. */
export function onRequest<K extends RequestName>(socket: FeedSocket, log: Log, [name, handle]: readonly [K, Handler<K>]): void {
  // Socket.IO's types cannot follow a generic event name, so the listener goes on untyped.
  const untyped = socket as unknown as { on(event: string, listener: (...args: unknown[]) => void): void }
  untyped.on(name, (...args) => {
    const answer = args.at(-1)
    if (typeof answer !== 'function') return
    // `emit('hello', ack)` has no payload; `emit('hello', undefined, ack)` arrives as null.
    const raw = args.length > 1 ? (args[0] ?? undefined) : undefined
    void reply(raw).then(answer as (reply: Answer<ReplyOf<K>>) => void)
  })

  async function reply(raw: unknown): Promise<Answer<ReplyOf<K>>> {
    const payload = requests[name].payload.safeParse(raw)
    const result = payload.success ? await attempt(payload.data as PayloadOf<K>) : err(invalid(payload.error))
    return result.ok ? result : { ok: false, problem: toProblem(result.error) }
  }

  async function attempt(payload: PayloadOf<K>): Promise<Result<ReplyOf<K>, Refusal>> {
    try {
      return await handle(payload)
    } catch (error) {
      // One socket's bad luck must not end the process that serves the others.
      log.error({ err: error, event: name }, 'a socket request failed')
      return err(FAILED)
    }
  }
}
