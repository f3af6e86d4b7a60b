import { checkSheet } from '../../../../shared/checks/all.ts'
import type { Contest } from '../../../../shared/election.ts'
import type { Figures } from '../../../../shared/form.ts'
import { said } from '../../language.ts'

type Known = { readonly tps: string; readonly contest: Contest; readonly maxVotersPerTps: number; readonly ballotReserve: number }

/**
 * The paper's own sums on what is typed so far, in the words of the checks that the count room runs; a warning, never a refusal.
 * Only the arithmetic (AR) and the sexes (SX): what is merely unusual is not for whoever types to think about.
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
  return found.filter(({ check }) => check.startsWith('AR') || check.startsWith('SX')).map(({ message }) => said(message))
}
