import { checkSheet } from '../../../../shared/checks/all.ts'
import { reserveOf } from '../../../../shared/checks/register.ts'
import type { Contest } from '../../../../shared/election.ts'
import type { Figures } from '../../../../shared/form.ts'
import { count } from '../../format.ts'
import { said } from '../../language.ts'
import { factWords } from '../../words/facts.ts'
import { reportWords } from '../../words/report.ts'

type Known = { readonly tps: string; readonly contest: Contest; readonly maxVotersPerTps: number; readonly ballotReserve: number }

/**
 * The paper's own sums on what is typed so far, in the words of the checks that the count room runs; a warning, never a refusal.
 * Only the arithmetic (AR), the sexes (SX), and what is more than papers can be: what is merely unusual is not for whoever types
 * to think about.
 */
export function typedSums(figures: Figures, { tps, contest, maxVotersPerTps, ballotReserve }: Known): string[] {
  // Neither time decides a sum; equal ones keep the check of the clock silent, and its finding would be left out anyway.
  const whenever = '2000-01-01T00:00:00Z'
  const found = checkSheet({
    tps,
    contest: contest.region,
    round: 1,
    figures,
    candidates: contest.candidates.map(({ number }) => number),
    maxVotersPerTps,
    ballotReserve,
    pollsClose: whenever,
    reportedAt: whenever,
  })
  const broken = found.filter(({ check }) => check.startsWith('AR') || check.startsWith('SX')).map(({ message }) => said(message))
  return [...beyondPapers(figures, contest, maxVotersPerTps + reserveOf(maxVotersPerTps, ballotReserve)), ...broken]
}

/** Figures above the ballots of the largest TPS that the election allows, with its reserve. */
function beyondPapers({ votes, valid, invalid, total }: Figures, { candidates }: Contest, most: number): string[] {
  const lines: readonly (readonly [string, number | undefined])[] = [
    ...candidates.map(({ number, name }) => [`${number}. ${name}`, votes?.[String(number)]] as const),
    [factWords.names.valid, valid],
    [factWords.names.invalid, invalid],
    [factWords.names.total, total],
  ]
  return lines.flatMap(([label, value]) =>
    value !== undefined && value > most ? [reportWords.beyond(label, count(value), count(most))] : [],
  )
}
