import type { Contest } from './election.ts'
import { marginThreshold } from './law.ts'
import { leadOf } from './lead.ts'
import type { RegionTally } from './tally.ts'

export type OurStanding = {
  readonly standing:
    'unggul-jelas' | 'unggul-tipis' | 'ketat' | 'tertinggal-tipis' | 'tertinggal-jelas' | 'tanpa-calon-kita' | 'belum-ada-data'
  /** Fewer than half of the TPS are counted: hatched and pale, not called a lead. */
  readonly held: boolean
  /** Ours minus the best other: votes, and that as a share of the valid votes counted (-1 to 1). */
  readonly lead?: { readonly votes: number; readonly share: number }
}

type Race = Pick<Contest, 'region' | 'candidates' | 'population'>

/**
 * How our candidate stands in a region: what colours the wall while nine contests are on it at once. `ketat` is a lead or a lag
 * within the margin of art. 158, taken of the valid votes counted so far; `tipis` is under 10 points, `jelas` 10 and more. Against
 * kolom kosong the other side is the column, so a lead above zero is the more than 50 % that a single pair needs.
 * Without `population` only a tie is `ketat`.
 * Blind to: where the missing votes lie; that is the estimate's part.
 */
export function ourStanding(race: Race, { votes, tps }: Pick<RegionTally, 'votes' | 'tps'>): OurStanding {
  const held = tps.counted * 2 < tps.expected
  const lead = leadOf(race.candidates, votes)
  if (lead?.of !== 'ours') return { standing: 'tanpa-calon-kita', held }
  const valid = race.candidates.reduce((sum, { number }) => sum + (votes[number] ?? 0), 0)
  if (tps.counted === 0 || valid === 0) return { standing: 'belum-ada-data', held }
  return { standing: named(lead.votes, valid, closeMargin(race, valid)), held, lead: { votes: lead.votes, share: lead.votes / valid } }
}

function closeMargin({ region, population }: Race, valid: number): number {
  if (population === undefined) return 0
  return marginThreshold({ level: region.length === 2 ? 'province' : 'regency', population }, valid)
}

function named(lead: number, valid: number, margin: number): OurStanding['standing'] {
  const distance = Math.abs(lead)
  if (distance <= margin) return 'ketat'
  const clear = distance * 10 >= valid
  if (lead > 0) return clear ? 'unggul-jelas' : 'unggul-tipis'
  return clear ? 'tertinggal-jelas' : 'tertinggal-tipis'
}
