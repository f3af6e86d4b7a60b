import { invalid, refuse, toProblem } from '../../shared/refusal.js'
import { err } from '../../shared/result.js'
import { requests } from '../../shared/wire.js'
const FAILED = refuse('internal', 'The server met an error of its own; it is in the log. Try again, and tell the person who runs it.')
/** The one door from the network: nothing unparsed gets past it, and every request that can be answered gets one answer. */
export function onRequest(socket, log, [name, handle]) {
  // Socket.IO's types cannot follow a generic event name, so the listener goes on untyped.
  const untyped = socket
  untyped.on(name, (...args) => {
    const answer = args.at(-1)
    if (typeof answer !== 'function') return
    // `emit('hello', ack)` has no payload; `emit('hello', undefined, ack)` arrives as null.
    const raw = args.length > 1 ? (args[0] ?? undefined) : undefined
    void reply(raw).then(answer)
  })
  async function reply(raw) {
    const payload = requests[name].payload.safeParse(raw)
    const result = payload.success ? await attempt(payload.data) : err(invalid(payload.error))
    return result.ok ? result : { ok: false, problem: toProblem(result.error) }
  }
  async function attempt(payload) {
    try {
      return await handle(payload)
    } catch (error) {
      // One socket's bad luck must not end the process that serves the others.
      log.error({ err: error, event: name }, 'a socket request failed')
      return err(FAILED)
    }
  }
}
