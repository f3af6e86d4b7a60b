import type { Entry } from '../../db/ledger.ts'
import type { RoomId } from '../../shared/ids.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { assert, err, ok, type Result } from '../../shared/result.ts'
import type { RoomState } from '../../shared/room-state.ts'
import type { Decided } from './decision.ts'
import type { RoomWriter } from './room-writer.ts'

/** Repeats that may wait for requests under way, over all rooms. */
const MAX_FOLLOWERS = 10_000

export type Request = { readonly id: string; readonly by: string; readonly requestHash: string }
/** Which room writes it, and what it becomes there. */
export type Routed = { readonly writer: RoomWriter; readonly decide: (working: RoomState) => Result<Decided, Refusal> }
export type Written = { readonly entry: Entry; readonly repeated: boolean }

export type OneOutcomeOptions = {
  /** True when the id is durable in any room. */
  readonly isWritten: (id: string) => boolean
  readonly find: (id: string) => Promise<Entry | undefined>
}

/**
 * Same id, same answer, over all rooms: what is under way is waited for, what is durable is answered from the ledger. A refusal is
 * not remembered, so a repeat of a refused request is decided anew.
 */
export class OneOutcome {
  readonly #options: OneOutcomeOptions
  readonly #pending = new Map<string, { readonly room: RoomId; readonly over: Promise<void> }>()
  #followers = 0

  constructor(options: OneOutcomeOptions) {
    this.#options = options
  }

  /** The room in which a request of this id is under way. */
  roomOf(id: string): RoomId | undefined {
    return this.#pending.get(id)?.room
  }

  /** `route` is asked when it is this request's turn. */
  async write(request: Request, route: () => Result<Routed, Refusal>): Promise<Result<Written, Refusal>> {
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

  async #first(request: Request, { writer, decide }: Routed): Promise<Result<Written, Refusal>> {
    let finish = (): void => undefined
    const over = new Promise<void>((resolve) => (finish = resolve))
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

  async #repeat({ id, by, requestHash }: Request): Promise<Result<Written, Refusal>> {
    const entry = await this.#options.find(id)
    assert(entry !== undefined, `entry ${id} was folded and is not found`)
    if (entry.by !== by) return err(refuse('id-reused', 'This id is taken. Make a new one.'))
    if (entry.requestHash === requestHash) return ok({ entry, repeated: true })
    return err(refuse('id-reused', `You sent this id before with other content (receipt ${entry.room} ${entry.seq}). Make a new id.`))
  }
}
