import type { Candidate, Contest, Region } from '../../../../shared/election.ts'
import type { Severity } from '../../../../shared/tally.ts'
import { type Lead, leadOf } from '../../../../shared/lead.ts'
import { ourStanding, type OurStanding } from '../../../../shared/our-standing.ts'
import type { TallyRow } from '../../../../shared/wire.ts'
import { shortName } from '../../region-names.ts'

/** One pair's figures. `share` is of the computed valid votes, 0..1. */
export type PairFacts = { readonly candidate: Candidate; readonly votes: number; readonly share: number }
export type Coverage = { readonly expected: number; readonly counted: number; readonly checked: number }

/** What a wall knows of one region in one contest: everything its row, its shape on the map and its line in the table say. */
export type RegionFacts = {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly contest?: Contest
  /** Colour and word; `tidak-ikut` and `belum-ada-data` have no figures. */
  readonly standing: OurStanding['standing'] | 'tidak-ikut'
  /** Something is in, but less than half of the TPS: no lead is called. */
  readonly held: boolean
  /** `leadOf`: the two sides and the votes between them; no sides before the first vote. */
  readonly leadOf?: Lead<Candidate>['of']
  readonly first?: PairFacts
  readonly second?: PairFacts
  readonly leader?: PairFacts
  readonly lead: number
  readonly valid: number
  readonly dpt: Coverage
  readonly tps: Coverage
  readonly findings: { readonly total: number; readonly gravest?: Severity; readonly stake: number; readonly unconfirmed: number }
  /** Epoch ms of the newest form. */
  readonly newest?: number
}

const NOTHING: Coverage = { expected: 0, counted: 0, checked: 0 }
const NO_FINDINGS = { total: 0, stake: 0, unconfirmed: 0 } as const
/** What reaches a wall, gravest first: slips of administration without effect on votes (medium, info) are work for the desk, not for the room. */
const ON_WALLS: readonly Severity[] = ['critical', 'high']

type Sources = {
  readonly region: Region
  readonly contest?: Contest
  readonly row?: TallyRow
  readonly expected?: { tps: number; dpt: number }
}

/** `row` = the region's tally of that contest; `expected` = the register's counts while no row is there yet. */
export function regionFacts({ region, contest, row, expected }: Sources): RegionFacts {
  const base = { code: region.code, name: region.name, short: shortName(region), lead: 0, valid: 0, findings: NO_FINDINGS, held: false }
  if (!contest) return { ...base, standing: 'tidak-ikut', dpt: NOTHING, tps: NOTHING }
  if (!row) {
    const none = leadOf(contest.candidates, {})
    const awaited = { counted: 0, checked: 0 }
    return {
      ...base,
      ...(none ? { leadOf: none.of } : {}),
      contest,
      standing: 'belum-ada-data',
      dpt: { ...awaited, expected: expected?.dpt ?? 0 },
      tps: { ...awaited, expected: expected?.tps ?? 0 },
    }
  }
  const { tally, checked } = row
  const pairs = pairsOf(contest, tally.votes, tally.valid.computed)
  const found = leadOf(contest.candidates, tally.votes)
  const sideOf = (one: Candidate | undefined) => pairs.find(({ candidate }) => candidate === one)
  const [first, second] = [sideOf(found?.first), sideOf(found?.second)]
  const any = tally.tps.counted > 0
  const { standing, held } = ourStanding(contest, tally)
  return {
    ...base,
    contest,
    standing,
    held: any && held,
    ...(any && first ? { first, leader: byVotes(pairs)[0] } : {}),
    ...(any && second ? { second } : {}),
    ...(found ? { leadOf: found.of, lead: found.votes } : {}),
    valid: tally.valid.computed,
    dpt: { expected: tally.dpt.expected, counted: tally.dpt.counted, checked: checked.dpt },
    tps: { expected: tally.tps.expected, counted: tally.tps.counted, checked: checked.tps },
    findings: {
      total: ON_WALLS.reduce((sum, severity) => sum + (tally.findings[severity] ?? 0), 0),
      gravest: ON_WALLS.find((severity) => (tally.findings[severity] ?? 0) > 0),
      stake: row.stake,
      unconfirmed: row.unconfirmed,
    },
    ...(row.newest ? { newest: Date.parse(row.newest) } : {}),
  }
}

function pairsOf(contest: Contest, votes: Readonly<Record<string, number>>, valid: number): PairFacts[] {
  return contest.candidates.map((candidate) => {
    const n = votes[String(candidate.number)] ?? 0
    return { candidate, votes: n, share: valid > 0 ? n / valid : 0 }
  })
}

const byVotes = (pairs: readonly PairFacts[]): PairFacts[] => pairs.toSorted((a, b) => b.votes - a.votes)

/** The share of voters whose TPS is in, 0..1; where no DPT is known, of TPS. */
export const coverageOf = ({
  dpt,
  tps,
}: {
  dpt: Pick<Coverage, 'expected' | 'counted'>
  tps: Pick<Coverage, 'expected' | 'counted'>
}): number => (dpt.expected > 0 ? dpt.counted / dpt.expected : tps.expected > 0 ? tps.counted / tps.expected : 0)
