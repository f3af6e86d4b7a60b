import { refuse } from '../../shared/refusal.js'
import { assert, err, ok } from '../../shared/result.js'
/** Repeats that may wait for requests under way, over all rooms. */
const MAX_FOLLOWERS = 10_000
/**
 * Same id, same answer, over all rooms: what is under way is waited for, what is durable is answered from the ledger. A refusal is
 * not remembered, so a repeat of a refused request is decided anew.
 */
export class OneOutcome {
  #options
  #pending = new Map()
  #followers = 0
  constructor(options) {
    this.#options = options
  }
  /** The room in which a request of this id is under way. */
  roomOf(id) {
    return this.#pending.get(id)?.room
  }
  /** `route` is asked when it is this request's turn. */
  async write(request, route) {
    const { id } = request
    for (let earlier = this.#pending.get(id); earlier; earlier = this.#pending.get(id)) {
      if (this.#followers >= MAX_FOLLOWERS) return err(refuse('busy', 'Too many repeats wait for their answer.', { retryAfterS: 1 }))
      this.#followers += 1
      await earlier.over
      this.#followers -= 1
    }
    if (this.#options.isWritten(id)) return this.#repeat(request)
    const routed = route()
    if (!routed.ok) return routed
    return this.#first(request, routed.value)
  }
  async #first(request, { writer, decide }) {
    let finish = () => undefined
    const over = new Promise((resolve) => (finish = resolve))
    this.#pending.set(request.id, { room: writer.room.id, over })
    try {
      const outcome = await writer.write({ ...request, decide })
      if (outcome.ok) return ok({ entry: outcome.value, repeated: false })
      return outcome.error.code === 'already-written' ? await this.#repeat(request) : err(outcome.error)
    } finally {
      this.#pending.delete(request.id)
      finish()
    }
  }
  async #repeat({ id, by, requestHash }) {
    const entry = await this.#options.find(id)
    assert(entry !== undefined, `entry ${id} was folded and is not found`)
    if (entry.by !== by) return err(refuse('id-reused', 'This id is taken. Make a new one.'))
    if (entry.requestHash === requestHash) return ok({ entry, repeated: true })
    return err(refuse('id-reused', `You sent this id before with other content (receipt ${entry.room} ${entry.seq}). Make a new id.`))
  }
}
