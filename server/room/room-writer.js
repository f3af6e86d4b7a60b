import { canonicalJson } from '../../shared/canonical-json.js'
import { refuse } from '../../shared/refusal.js'
import { err, ok, unreachable } from '../../shared/result.js'
import { copyState, evolve } from '../../shared/room-state.js'
import { instant } from '../clock.js'
import { nextTurn, stretch } from './stretch.js'
/** Commands that may wait in one room; above it the room is busy. */
const MAX_WAITING = 10_000
/** Commands of one append: bounds the time to the first answer and the size of one commit. */
const MAX_BATCH = 1000
const BUSY = refuse('busy', 'The room could not write just now. Send the same request again.', { retryAfterS: 1 })
const FULL = refuse('disk-full', 'The disk of the server is full. Keep the form and tell the person who runs the server.', {
  retryAfterS: 30,
})
const POISON = refuse(
  'internal',
  'The server met an error of its own with this request; it is in the log. Tell the person who runs the server.',
)
/**
 * The one writer of a room: takes every waiting command, decides each on the state the one before left behind, appends all of it
 * once, then folds, tells and answers. Nobody sees or is answered what is not durable.
 */
export class RoomWriter {
  room
  #options
  #waiting = []
  /** Undefined = the durable state is to be caught up and copied before the next decision; so at start-up, where a copy would take its time. */
  #working
  #running
  constructor(room, options) {
    this.room = room
    this.#options = options
  }
  /** Durable or being decided: only to find out where a form is, never to answer from. */
  get working() {
    return this.#working ?? this.room.state
  }
  /** Answers after the fact is durable. */
  async write(command) {
    if (this.#waiting.length >= MAX_WAITING) return err(BUSY)
    return new Promise((answer) => {
      this.#waiting.push({ ...command, answer })
      this.#running ??= this.#run()
    })
  }
  /** Resolves when nothing waits any more. */
  async idle() {
    await this.#running
  }
  async #run() {
    while (this.#waiting.length > 0) {
      // What arrives in the same turn shares the commit, and sockets tick between two commits.
      await nextTurn()
      await this.#write(this.#waiting.splice(0, MAX_BATCH))
    }
    this.#running = undefined
  }
  async #write(batch) {
    const working = await this.#freshState()
    if (!working) return refuseAll(batch, BUSY)
    const drafted = await this.#decideAll(batch, working)
    if (drafted.length === 0) return
    const { ledger } = this.#options
    const appended = await ledger.append(
      this.room.id,
      this.room.head.seq,
      drafted.map(({ draft }) => draft),
    )
    if (!appended.ok) return this.#startOver(drafted, appended.error)
    await this.room.fold(
      appended.value,
      drafted.map(({ fact }) => fact),
    )
    this.#options.advanced()
    await this.#answerAll(drafted, appended.value)
  }
  /** Each answer wakes its sender, who has something to do with it in the same turn: that counts as work of the room. */
  async #answerAll(drafted, entries) {
    const work = stretch()
    for (const [i, { waiting }] of drafted.entries()) {
      waiting.answer(ok(entries[i]))
      await (work.pause() ?? Promise.resolve())
    }
  }
  /** After a failure the durable state is caught up first: what failed may have been written after all. */
  async #freshState() {
    if (this.#working) return this.#working
    const before = this.room.head.seq
    try {
      await this.room.catchUp(this.#options.ledger)
    } catch (error) {
      this.#options.log.error({ err: error, room: this.room.id }, 'the room cannot read its ledger and takes nothing')
      return undefined
    }
    if (this.room.head.seq !== before) this.#options.advanced()
    this.#working = copyState(this.room.state)
    return this.#working
  }
  async #decideAll(batch, working) {
    const drafted = []
    const work = stretch()
    for (const [i, waiting] of batch.entries()) {
      try {
        const decided = this.#decide(waiting, working, this.room.head.seq + drafted.length + 1)
        if (decided.ok) drafted.push(decided.value)
        else waiting.answer(decided)
      } catch (error) {
        // Our bug, met by one command: it must not keep the room from taking the others. It may have left `working` half-way.
        this.#options.log.error({ err: error, room: this.room.id, id: waiting.id }, 'a command could not be decided and was put aside')
        waiting.answer(err(POISON))
        this.#working = undefined
        this.#waiting.unshift(...batch.slice(i + 1))
        return drafted
      }
      const pause = work.pause()
      if (pause) await pause
    }
    return drafted
  }
  #decide(waiting, working, seq) {
    const { id, by, requestHash } = waiting
    // Possible only when an append of unknown outcome was found written; in another room the ledger says `duplicate`.
    if (this.room.holds(id)) return err({ code: 'already-written' })
    const decided = waiting.decide(working)
    if (!decided.ok) return decided
    const { fact, text } = decided.value
    const at = instant(this.#options.clock)
    const draft = { at, by, id, requestHash, fact: canonicalJson(fact), ...(text ? { text } : {}) }
    evolve(working, { room: this.room.id, seq, at, by, fact })
    return ok({ waiting, fact, draft })
  }
  #startOver(drafted, failure) {
    this.#working = undefined
    const { log } = this.#options
    const all = drafted.map(({ waiting }) => waiting)
    log.error({ room: this.room.id, failure, commands: all.length }, 'nothing was acknowledged: the append failed')
    switch (failure.kind) {
      case 'disk-full':
        return refuseAll(all, FULL)
      case 'duplicate': {
        // Written by another hand than ours: its sender is answered from the ledger, the others are decided again.
        const [known, others] = [all.filter(({ id }) => id === failure.id), all.filter(({ id }) => id !== failure.id)]
        for (const waiting of known) waiting.answer(err({ code: 'already-written' }))
        this.#waiting.unshift(...others)
        return
      }
      case 'moved':
      case 'busy':
      case 'unknown':
        return refuseAll(all, BUSY)
      default:
        return unreachable(failure)
    }
  }
}
function refuseAll(batch, refusal) {
  for (const waiting of batch) waiting.answer(err(refusal))
}
