import type { Candidate, Contest } from '../../../../shared/election.ts'
import { type Lead, leadOf } from '../../../../shared/lead.ts'
import { ourStanding, type OurStanding } from '../../../../shared/our-standing.ts'
import type { Knowledge, Mode, RegionTally, Severity } from '../../../../shared/tally.ts'

/** One pair's figures; `share` is of the computed valid votes, 0..1. */
export type PairFigures = { readonly candidate: Candidate; readonly votes: number; readonly share: number }

export type TallyFacts = {
  readonly tally: RegionTally
  /** In the order of their numbers, as on the paper. */
  readonly pairs: readonly PairFigures[]
  /** Who has the most votes; absent before the first vote. */
  readonly leader?: PairFigures
  /** Who alone has the most; absent while two are equal. */
  readonly ahead?: PairFigures
  /** `leadOf`: the two sides and the votes between them; no sides before the first vote. */
  readonly leadOf: Lead<Candidate>['of']
  readonly first?: PairFigures
  readonly second?: PairFigures
  readonly lead: number
  readonly standing: OurStanding['standing']
  /** Fewer than half of the TPS are in: not called a lead. */
  readonly held: boolean
  /** Part of the voters whose TPS is in, 0..1; where no DPT is known, of the TPS. Undefined = nothing is expected here. */
  readonly coverage: number | undefined
  /** Confirmed open findings. */
  readonly findings: number
}

const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'info']

export function tallyFacts(contest: Contest, tally: RegionTally): TallyFacts {
  const valid = tally.valid.computed
  const pairs = contest.candidates.map((candidate) => {
    const votes = tally.votes[String(candidate.number)] ?? 0
    return { candidate, votes, share: valid > 0 ? votes / valid : 0 }
  })
  const found = leadOf(contest.candidates, tally.votes)
  const sideOf = (one: Candidate | undefined) => (valid > 0 ? pairs.find(({ candidate }) => candidate === one) : undefined)
  const [first, second] = [sideOf(found?.first), sideOf(found?.second)]
  const [leader, next] = valid > 0 ? pairs.toSorted((a, b) => b.votes - a.votes) : []
  const { standing, held } = ourStanding(contest, tally)
  return {
    tally,
    pairs,
    ...(leader ? { leader } : {}),
    ...(leader && leader.votes > (next?.votes ?? 0) ? { ahead: leader } : {}),
    leadOf: found?.of ?? 'top-two',
    ...(first ? { first } : {}),
    ...(second ? { second } : {}),
    lead: found?.votes ?? 0,
    standing,
    held: held && tally.tps.counted > 0,
    coverage: coverageOf(tally),
    findings: SEVERITIES.reduce((sum, severity) => sum + (tally.findings[severity] ?? 0), 0),
  }
}

export const coverageOf = ({ dpt, tps }: Pick<RegionTally, 'dpt' | 'tps'>): number | undefined =>
  dpt.expected > 0 ? dpt.counted / dpt.expected : tps.expected > 0 ? tps.counted / tps.expected : undefined

/** In the order in which a TPS becomes surer. */
const ORDER: readonly Knowledge[] = [
  'settled',
  'challenged',
  'agreed',
  'matching',
  'provisional',
  'conflict',
  'claimed',
  'held',
  'partial',
  'none',
]
const COUNTED: Readonly<Record<Mode, readonly Knowledge[]>> = {
  checked: ['settled', 'challenged', 'agreed'],
  reported: ['settled', 'challenged', 'agreed', 'matching', 'provisional', 'conflict'],
  claimed: ['settled', 'challenged', 'agreed', 'matching', 'provisional', 'conflict', 'claimed'],
  paper: ['settled', 'challenged', 'agreed', 'matching', 'provisional', 'conflict'],
}

export type CompositionRow = { readonly knowledge: Knowledge; readonly tps: number; readonly counted: boolean }

/** What a total is made of: TPS by standing, the surest first, and whether they are in it. */
export const compositionOf = ({ composition, mode }: Pick<RegionTally, 'composition' | 'mode'>): CompositionRow[] =>
  ORDER.filter((one) => (composition[one] ?? 0) > 0).map((one) => ({
    knowledge: one,
    tps: composition[one] ?? 0,
    counted: COUNTED[mode].includes(one),
  }))

/** Of one TPS: its only standing. */
export const knowledgeOf = ({ composition }: Pick<RegionTally, 'composition'>): Knowledge =>
  ORDER.find((one) => (composition[one] ?? 0) > 0) ?? 'none'
