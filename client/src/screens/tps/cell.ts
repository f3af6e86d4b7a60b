import type { TpsAnswer } from '../../../../shared/answers.ts'
import type { Contest } from '../../../../shared/election.ts'
import type { Figures } from '../../../../shared/form.ts'
import type { Cell, Report } from '../../../../shared/report.ts'
import { judge, type Judgement } from '../../../../shared/standing.ts'
import type { Knowledge } from '../../../../shared/tally.ts'

/** One contest and round of a TPS, as the server's own rules see it. */
export type At = { readonly contest: Contest; readonly round: number }

export const numbersOf = ({ candidates }: Contest): number[] => candidates.map(({ number }) => number)

export function cellOf(answer: Pick<TpsAnswer, 'tps' | 'reports' | 'settlements'>, { contest, round }: At): Cell {
  const isMeant = (one: { contest: string; round: number }): boolean => one.contest === contest.region && one.round === round
  return {
    reports: answer.reports.filter(isMeant).map((report): Report => ({ ...report, tps: answer.tps })),
    settlements: answer.settlements.filter(isMeant),
  }
}

export const judgementOf = (answer: TpsAnswer, at: At): Judgement => judge(cellOf(answer, at), numbersOf(at.contest))

/** What of a TPS enters the totals; without figures nothing does. */
export type Counting = { readonly knowledge: Knowledge; readonly figures?: Figures }

export function countingOf(cell: Cell, contest: Contest, registered: boolean): Counting {
  const { knowledge, counted } = judge(cell, numbersOf(contest))
  return { knowledge, ...(registered && counted ? { figures: counted.figures } : {}) }
}

export const isRegistered = ({ registered }: Pick<TpsAnswer, 'registered'>): boolean => registered?.withdrawn === false
