import { pendingMoves, reportMoved } from '../../shared/decide-move.ts'
import { roomOf, type RequestId, type RoomId } from '../../shared/ids.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { assert, ok, type Result } from '../../shared/result.ts'
import type { Withdrawal } from '../../shared/room-state.ts'
import type { Log } from '../log.ts'
import type { FoldedRoom } from './folded-room.ts'
import type { OneOutcome, Written } from './one-outcome.ts'
import { ARRIVAL, arrivalHash, derivedId } from './request-id.ts'
import type { RoomWriter } from './room-writer.ts'

const TRY_AGAIN_MS = 1000

export type HalfMovesOptions = {
  readonly outcomes: OneOutcome
  readonly writer: (room: RoomId) => RoomWriter | undefined
  readonly log: Log
}

/**
 * A form that moves to another room is withdrawn there and then reported here. Between the two the power may go: the second half has an
 * id derived from the first, so whoever completes it writes it once. Anyone can compute that id and use it up for a request of his
 * own, so the arrival takes the first of a fixed row of ids that is free or already its own. What is taken stays taken, so everyone
 * who searches ends at the same one.
 */
export class HalfMoves {
  readonly #options: HalfMovesOptions
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(options: HalfMovesOptions) {
    this.#options = options
  }

  /** Every form that left this room and has not arrived. */
  async complete(from: FoldedRoom): Promise<void> {
    for (const withdrawal of pendingMoves(from.state)) await this.#report(from.id, withdrawal)
  }

  /** The second half of one move; nothing to do when it stayed in its room. */
  async arrive(from: FoldedRoom, moveId: string): Promise<void> {
    const withdrawal = from.state.withdrawals.findLast(({ id }) => id === moveId)
    if (withdrawal) await this.#report(from.id, withdrawal)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  async #report(from: RoomId, withdrawal: Withdrawal): Promise<void> {
    const { outcomes, writer, log } = this.#options
    const there = writer(roomOf(withdrawal.to))
    assert(there !== undefined, `a form moved to TPS ${withdrawal.to}, whose room is not here`)
    const own = arrivalHash(withdrawal.id)
    let id: RequestId
    let written: Result<Written, Refusal>
    let taken = 0
    do {
      id = arrivalId(withdrawal.id, taken++)
      const fact = reportMoved(withdrawal, from, id)
      written = await outcomes.write({ id, by: withdrawal.by, requestHash: own }, () => ok({ writer: there, decide: () => ok({ fact }) }))
    } while (!written.ok && written.error.code === 'id-reused')
    if (written.ok) return
    // The withdrawal is durable and acknowledged: the arrival is owed until it is written.
    log.warn({ room: there.room.id, id, refusal: written.error }, 'half a move waits for its room')
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#report(from, withdrawal)
    }, TRY_AGAIN_MS)
    this.#timers.add(timer)
  }
}

/** The row of ids an arrival may have; the request hash, which no client's request can have, tells whose a taken one is. */
const arrivalId = (withdrawal: RequestId, taken: number): RequestId =>
  derivedId(ARRIVAL, taken === 0 ? withdrawal : `${withdrawal} ${taken}`)
