import type { FieldError } from '../../shared/refusal.ts'
import type { ApiFailure } from './api.ts'
import { language } from './language.ts'
import { pageWords } from './words/pages.ts'
import { refusalWords as words } from './words/refusals.ts'

/** One sentence for the person who asked: what happened and what to do. */
export function tellFailure(failure: ApiFailure): string {
  if (failure.kind === 'unreachable') return pageWords.states.unreachable.title + '.'
  const { code, detail } = failure.problem
  return reasonIn(detail) ?? pageWords.refusals[code]
}

/** Messages of a refusal by field path (`figures.votes.1`). */
export function fieldMessages(failure: ApiFailure | undefined): ReadonlyMap<string, string> {
  if (failure?.kind !== 'refused') return new Map()
  return new Map((failure.problem.errors ?? []).map((error) => [error.path, fieldMessage(error)]))
}

/** A reason first, then what the code means; the server's own words are English and stay for readers of English. */
function fieldMessage({ code, message }: FieldError): string {
  return reasonIn(message) ?? words.fields[code] ?? (language.value === 'en' ? message : words.other)
}

const { reasons } = words
/** What the server says (shared/decide*, room-rules, server/http) and what a person is told for it. */
const REASONS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/you reported this TPS yourself/, () => reasons.ownReport],
  [/this page may not write here/, () => reasons.foreignPage],
  [/nobody changes his own grants/, () => reasons.ownGrants],
  [/round (\d+) was not ordered for this TPS; it is in round (\d+)/, (round, current) => reasons.roundNotOrdered(round, current)],
  [/was ordered before and nothing is reported/, () => reasons.roundWaits],
  [/round \d+ is the last one/, () => reasons.lastRound],
  [/this contest has no candidate (.+), only (.+)$/, (number, known) => reasons.noCandidate(number, known)],
  [/contest \d+ is not held at TPS/, () => reasons.notHeldThere],
  [/the form is of round \d+; TPS \d+ is in round/, () => reasons.otherRound],
  [/this report does not give the votes of every candidate/, () => reasons.reportIncomplete],
  [/give the votes of every candidate/, () => reasons.everyCandidate],
  [/no report of this TPS, contest and round has this id/, () => reasons.noSuchReport],
  [/it must name a form of your own/, () => reasons.notYours],
  [/give the corrected dpt/, () => reasons.giveDpt],
  [/TPS \d+ is in the register/, () => reasons.inRegister],
  [/TPS \d+ was withdrawn before/, () => reasons.withdrawnBefore],
  [/the DPT of TPS \d+ is (\d+)/, (dpt) => reasons.sameDpt(dpt)],
  [/form \S+ is at TPS/, () => reasons.alreadyThere],
  [/lies in the past/, () => reasons.past],
  [/holds a character that cannot be seen \((U\+[0-9A-F]+)\)/, (code) => reasons.unseen(code)],
  [/this key stands twice/, () => reasons.keyTwice],
  [/the text holds a broken character/, () => reasons.brokenText],
]

function reasonIn(text: string): string | undefined {
  for (const [pattern, tell] of REASONS) {
    const found = pattern.exec(text)
    if (found) return tell(...found.slice(1))
  }
  return undefined
}
