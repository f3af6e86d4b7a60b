import type { Entry, Ledger } from '../../db/ledger.ts'
import type { Election } from '../../shared/election.ts'
import { roomOf, type RoomId } from '../../shared/ids.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { holdsEvidence } from '../../shared/room-state.ts'
import type { Clock } from '../clock.ts'
import { registerByRoom, roomsOf } from '../election/opening.ts'
import type { Log } from '../log.ts'
import { acceptanceOf } from './acceptance.ts'
import { decideCommand, decideDeparture, type MoveCommand, tpsOf } from './decision.ts'
import { FoldedRoom } from './folded-room.ts'
import { HalfMoves } from './half-moves.ts'
import { OneOutcome, type Routed } from './one-outcome.ts'
import { openElection } from './open-election.ts'
import { requestHash } from './request-id.ts'
import { RoomWriter } from './room-writer.ts'
import type { Accepted, Command, CountRooms } from './rooms.ts'

export type CountRoomsOptions = {
  readonly ledger: Ledger
  readonly election: Election
  readonly clock: Clock
  readonly log: Log
}

/**
 * Folds every room from the ledger, opens those that are not open yet (or whose election was loaded anew before any form),
 * and completes half moves. Throws when the ledger holds forms of another election or register.
 */
export async function openCountRooms(options: CountRoomsOptions): Promise<CountRooms> {
  const { ledger, election } = options
  const registers = registerByRoom(election.tps)
  const folded: FoldedRoom[] = []
  for (const id of roomsOf(election)) folded.push(await FoldedRoom.open(ledger, id, registers.get(id) ?? []))
  // Once simulated, for ever simulated, whatever is loaded later.
  const simulated = election.simulated || folded.some((room) => room.state.opened?.simulated)
  const rooms = new OpenRooms({ ...options, election: { ...election, simulated } }, folded)
  await rooms.open()
  return rooms
}

const CLOSED = refuse('busy', 'The count room is closing. Send the same request again in a moment.', { retryAfterS: 1 })

class OpenRooms implements CountRooms {
  readonly election: Election
  readonly ids: readonly RoomId[]
  readonly #ledger: Ledger
  readonly #writers: ReadonlyMap<RoomId, RoomWriter>
  readonly #outcomes: OneOutcome
  readonly #moves: HalfMoves
  readonly #listeners = new Set<(room: RoomId) => void>()
  #closed = false

  constructor({ ledger, election, clock, log }: CountRoomsOptions, folded: readonly FoldedRoom[]) {
    this.election = election
    this.ids = folded.map((room) => room.id)
    this.#ledger = ledger
    const isWritten = (id: string): boolean => folded.some((room) => room.holds(id))
    this.#writers = new Map(
      folded.map((room) => [room.id, new RoomWriter(room, { ledger, clock, log, advanced: () => this.#advanced(room.id) })]),
    )
    this.#outcomes = new OneOutcome({ isWritten, find: (id) => ledger.find(id) })
    this.#moves = new HalfMoves({ outcomes: this.#outcomes, writer: (id) => this.#writers.get(id), log })
  }

  async open(): Promise<void> {
    await openElection(this.election, this.#writers, this.#outcomes)
    for (const { room } of this.#writers.values()) await this.#moves.complete(room)
  }

  room(id: RoomId): FoldedRoom | undefined {
    return this.#writers.get(id)?.room
  }

  async submit(command: Command, by: string): Promise<Result<Accepted, Refusal>> {
    if (this.#closed) return err(CLOSED)
    const request = { id: command.body.id, by, requestHash: requestHash(command) }
    const written = await this.#outcomes.write(request, () => this.#route(command, by))
    if (!written.ok) return written
    const { entry, repeated } = written.value
    if (command.kind === 'move') await this.#moves.arrive(this.#held(entry.room), command.body.id)
    return ok(acceptanceOf(entry, repeated, (id) => this.room(id)))
  }

  async roomOfForm(form: string): Promise<RoomId | undefined> {
    return this.#writerOfForm(form)?.room.id
  }

  entries(room: RoomId, after: number, limit: number): Promise<Entry[]> {
    return this.#ledger.readAfter(room, after, limit)
  }

  hasForms(): boolean {
    return [...this.#writers.values()].some((writer) => holdsEvidence(writer.working))
  }

  onAdvance(listener: (room: RoomId) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes nothing more and waits for what was taken. */
  async close(): Promise<void> {
    this.#closed = true
    this.#moves.stop()
    for (const writer of this.#writers.values()) await writer.idle()
  }

  #advanced(room: RoomId): void {
    for (const listener of this.#listeners) listener(room)
  }

  #route(command: Command, by: string): Result<Routed, Refusal> {
    if (command.kind === 'move') return this.#routeMove(command, by)
    const tps = tpsOf(command)
    const writer = this.#writers.get(roomOf(tps))
    if (!writer) return err(noSuchRegency(tps))
    return ok({ writer, decide: (working) => decideCommand(working, command, by) })
  }

  #routeMove(command: MoveCommand, by: string): Result<Routed, Refusal> {
    const writer = this.#writerOfForm(command.form)
    if (!writer) return err(refuse('not-found', `There is no form ${command.form}.`))
    const there = this.#writers.get(roomOf(command.body.to))
    if (!there) return err(noSuchRegency(command.body.to))
    if (there === writer) return ok({ writer, decide: (working) => decideCommand(working, command, by) })
    return ok({ writer, decide: (working) => decideDeparture(working, command, by, there.room.state) })
  }

  /** Where the form is, or will be decided, or was last. */
  #writerOfForm(form: string): RoomWriter | undefined {
    const writers = [...this.#writers.values()]
    const pending = this.#outcomes.roomOf(form)
    return (
      writers.find(({ working }) => working.forms.has(form) && !working.gone.has(form)) ??
      (pending && this.#writers.get(pending)) ??
      writers.find(({ working }) => working.forms.has(form))
    )
  }

  #held(id: RoomId): FoldedRoom {
    const room = this.room(id)
    if (!room) throw new Error(`assertion failed: an entry was written in ${id}, which is no room`)
    return room
  }
}

const noSuchRegency = (tps: string): Refusal =>
  refuse('unknown-tps', `The first four digits of ${tps} name no regency of this election. Check the code.`)
