import { randomBytes } from 'node:crypto'
import { textHash } from '../../db/entry-hash.js'
import { decide } from '../../shared/decide.js'
import { mustReceive } from '../../shared/decide-move.js'
import { err, ok } from '../../shared/result.js'
/** Adds the dice to the pure decision: a person's words get a salt, and their hash goes into the fact. */
export function decideCommand(working, command, by) {
  const text = command.kind === 'report' ? undefined : erasable(command.body.reason)
  const decided = decide(working, command, { by, reason: text?.hash })
  return decided.ok ? ok({ fact: decided.value, text }) : decided
}
/**
 * A move to a TPS of another room: the room there is asked first whether it can take the form. `there` is its durable state, because
 * the arrival may not depend on what is not written yet.
 */
export function decideDeparture(working, command, by, there) {
  const report = working.forms.get(command.form)
  const refusal = report && !working.gone.has(report.id) ? mustReceive(there, report, command.body.to) : undefined
  return refusal ? err(refusal) : decideCommand(working, command, by)
}
function erasable(words) {
  const salt = randomBytes(16).toString('hex')
  return { hash: textHash(salt, words), salt, text: words }
}
/** The TPS whose room decides a command; of a move, the room that holds the form does. */
export function tpsOf(command) {
  return command.kind === 'settle' ? command.tps : command.body.tps
}
