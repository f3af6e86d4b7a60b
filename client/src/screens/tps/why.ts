import type { TpsAnswer } from '../../../../shared/answers.ts'
import { language } from '../../language.ts'
import { count } from '../../format.ts'
import { moment, type ElectionClock } from '../../moment.ts'
import { tpsWords as words } from '../../words/tps.ts'
import { differs, hasVote } from '../../../../shared/deciding-fields.ts'
import { isPerson, liveReports } from '../../../../shared/standing.ts'
import { cellOf, isRegistered, judgementOf, numbersOf, type At } from './cell.ts'

/** A person's or device's name; who was erased is told by the end of his id. */
export function authorName({ people, you }: Pick<TpsAnswer, 'people' | 'you'>, by: string): string {
  if (by === you) return words.you
  return people?.[by] ?? words.unnamed(by.slice(-4))
}

/** `Ani`, `Ani dan Budi`, `Ani, Budi dan Citra`. */
const together = (names: readonly string[]): string =>
  new Intl.ListFormat(language.value === 'id' ? 'id-ID' : 'en-GB', { type: 'conjunction' }).format([...new Set(names)])

/** What counts and why, in one sentence: the rule that decided, who, and when. */
export function whySentence(answer: TpsAnswer, at: At, clock: ElectionClock): string {
  const { because, counted } = judgementOf(answer, at)
  if (!isRegistered(answer) && answer.reports.length > 0) return answer.registered ? words.withdrawn : words.parked
  const settlement = answer.settlements.findLast(({ contest, round }) => contest === at.contest.region && round === at.round)
  const isSettled = because.rule === 'settlement' || because.rule === 'settlement-doubted'
  const decisive = isSettled ? settlement : (because.by.find(({ id }) => id === counted?.form) ?? because.by.at(-1))
  const sentence = words.why[because.rule]({
    who: decisive ? authorName(answer, decisive.by) : '',
    at: decisive ? moment(decisive.at, clock) : '',
    n: count(because.by.length),
    others: together(because.by.map(({ by }) => authorName(answer, by))),
    later: moment(because.by.at(-1)?.at ?? decisive?.at ?? 0, clock),
  })
  const machines = dissentingMachines(answer, at)
  return machines.length > 0 ? `${sentence} ${words.machineDiffers(together(machines.map((by) => authorName(answer, by))))}` : sentence
}

/** Machines whose figures are other than some person's. */
function dissentingMachines(answer: TpsAnswer, at: At): string[] {
  const live = liveReports(cellOf(answer, at)).filter(({ figures }) => hasVote(figures))
  const people = live.filter(isPerson)
  return live
    .filter((one) => !isPerson(one) && people.some(({ figures }) => differs(figures, one.figures, numbersOf(at.contest))))
    .map(({ by }) => by)
}
