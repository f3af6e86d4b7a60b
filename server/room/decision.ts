import { randomBytes } from 'node:crypto'
import { textHash } from '../../db/entry-hash.ts'
import type { ErasableText } from '../../db/ledger.ts'
import type { Fact } from '../../shared/facts.ts'
import { decide } from '../../shared/decide.ts'
import { mustReceive } from '../../shared/decide-move.ts'
import type { TpsId } from '../../shared/ids.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { RoomState } from '../../shared/room-state.ts'
import type { Command } from './rooms.ts'

/** What a command becomes: one fact, and the free text whose hash stands in it. */
export type Decided = { readonly fact: Fact; readonly text?: ErasableText }

/** Adds the dice to the pure decision: a person's words get a salt, and their hash goes into the fact. */
export function decideCommand(working: RoomState, command: Command, by: string): Result<Decided, Refusal> {
  const words = wordsIn(command)
  const text = words === undefined ? undefined : erasable(words)
  const decided = decide(working, command, { by, reason: text?.hash })
  return decided.ok ? ok({ fact: decided.value, text }) : decided
}

/**
 * A move to a TPS of another room: the room there is asked first whether it can take the form. `there` is its durable state, because
 * the arrival may not depend on what is not written yet.
 */
export function decideDeparture(working: RoomState, command: MoveCommand, by: string, there: RoomState): Result<Decided, Refusal> {
  const report = working.forms.get(command.form)
  const refusal = report && !working.gone.has(report.id) ? mustReceive(there, report, command.body.to) : undefined
  return refusal ? err(refusal) : decideCommand(working, command, by)
}
export type MoveCommand = Extract<Command, { kind: 'move' }>

/** The free text a person wrote: a reason, or the note of an incident. */
const wordsIn = ({ body }: Command): string | undefined => ('reason' in body ? body.reason : 'note' in body ? body.note : undefined)

function erasable(words: string): ErasableText {
  const salt = randomBytes(16).toString('hex')
  return { hash: textHash(salt, words), salt, text: words }
}

/** The TPS whose room decides a command; of a move, the room that holds the form does. */
export function tpsOf(command: Exclude<Command, { kind: 'move' }>): TpsId {
  return command.kind === 'settle' ? command.tps : command.body.tps
}
