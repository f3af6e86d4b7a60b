import { roomOf } from '../../shared/ids.js'
import { refuse } from '../../shared/refusal.js'
import { err, ok } from '../../shared/result.js'
import { registerByRoom, roomsOf } from '../election/opening.js'
import { acceptanceOf } from './acceptance.js'
import { decideCommand, decideDeparture, tpsOf } from './decision.js'
import { FoldedRoom } from './folded-room.js'
import { HalfMoves } from './half-moves.js'
import { OneOutcome } from './one-outcome.js'
import { openElection } from './open-election.js'
import { requestHash } from './request-id.js'
import { RoomWriter } from './room-writer.js'
/**
 * Folds every room from the ledger, opens those that are not open yet (or whose election was loaded anew before any form),
 * and completes half moves. Throws when the ledger holds forms of another election or register.
 */
export async function openCountRooms(options) {
  const { ledger, election } = options
  const registers = registerByRoom(election.tps)
  const folded = []
  for (const id of roomsOf(election)) folded.push(await FoldedRoom.open(ledger, id, registers.get(id) ?? []))
  // Once simulated, for ever simulated, whatever is loaded later.
  const simulated = election.simulated || folded.some((room) => room.state.opened?.simulated)
  const rooms = new OpenRooms({ ...options, election: { ...election, simulated } }, folded)
  await rooms.open()
  return rooms
}
const CLOSED = refuse('busy', 'The count room is closing. Send the same request again in a moment.', { retryAfterS: 1 })
class OpenRooms {
  election
  ids
  #ledger
  #writers
  #outcomes
  #moves
  #listeners = new Set()
  #closed = false
  constructor({ ledger, election, clock, log }, folded) {
    this.election = election
    this.ids = folded.map((room) => room.id)
    this.#ledger = ledger
    const isWritten = (id) => folded.some((room) => room.holds(id))
    this.#writers = new Map(
      folded.map((room) => [room.id, new RoomWriter(room, { ledger, clock, log, advanced: () => this.#advanced(room.id) })]),
    )
    this.#outcomes = new OneOutcome({ isWritten, find: (id) => ledger.find(id) })
    this.#moves = new HalfMoves({ outcomes: this.#outcomes, writer: (id) => this.#writers.get(id), log })
  }
  async open() {
    await openElection(this.election, this.#writers, this.#outcomes)
    for (const { room } of this.#writers.values()) await this.#moves.complete(room)
  }
  room(id) {
    return this.#writers.get(id)?.room
  }
  async submit(command, by) {
    if (this.#closed) return err(CLOSED)
    const request = { id: command.body.id, by, requestHash: requestHash(command) }
    const written = await this.#outcomes.write(request, () => this.#route(command, by))
    if (!written.ok) return written
    const { entry, repeated } = written.value
    if (command.kind === 'move') await this.#moves.arrive(this.#held(entry.room), command.body.id)
    return ok(acceptanceOf(entry, repeated, (id) => this.room(id)))
  }
  async roomOfForm(form) {
    return this.#writerOfForm(form)?.room.id
  }
  entries(room, after, limit) {
    return this.#ledger.readAfter(room, after, limit)
  }
  hasForms() {
    return [...this.#writers.values()].some((writer) => writer.working.forms.size > 0)
  }
  onAdvance(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** Takes nothing more and waits for what was taken. */
  async close() {
    this.#closed = true
    this.#moves.stop()
    for (const writer of this.#writers.values()) await writer.idle()
  }
  #advanced(room) {
    for (const listener of this.#listeners) listener(room)
  }
  #route(command, by) {
    if (command.kind === 'move') return this.#routeMove(command, by)
    const tps = tpsOf(command)
    const writer = this.#writers.get(roomOf(tps))
    if (!writer) return err(noSuchRegency(tps))
    return ok({ writer, decide: (working) => decideCommand(working, command, by) })
  }
  #routeMove(command, by) {
    const writer = this.#writerOfForm(command.form)
    if (!writer) return err(refuse('not-found', `There is no form ${command.form}.`))
    const there = this.#writers.get(roomOf(command.body.to))
    if (!there) return err(noSuchRegency(command.body.to))
    if (there === writer) return ok({ writer, decide: (working) => decideCommand(working, command, by) })
    return ok({ writer, decide: (working) => decideDeparture(working, command, by, there.room.state) })
  }
  /** Where the form is, or will be decided, or was last. */
  #writerOfForm(form) {
    const writers = [...this.#writers.values()]
    const pending = this.#outcomes.roomOf(form)
    return (
      writers.find(({ working }) => working.forms.has(form) && !working.gone.has(form)) ??
      (pending && this.#writers.get(pending)) ??
      writers.find(({ working }) => working.forms.has(form))
    )
  }
  #held(id) {
    const room = this.room(id)
    if (!room) throw new Error(`assertion failed: an entry was written in ${id}, which is no room`)
    return room
  }
}
const noSuchRegency = (tps) => refuse('unknown-tps', `The first four digits of ${tps} name no regency of this election. Check the code.`)
