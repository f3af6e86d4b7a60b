/**
 * UU 10/2016 art. 158: how close a result must be for a petition to the Constitutional Court. The margin is a share of all valid
 * votes that falls with the number of inhabitants.
 * Blind to: whether the court sets the threshold aside, as it has done for some petitions.
 */
type Band = { readonly upTo: number; readonly permille: number }

const BANDS: Readonly<Record<'regency' | 'province', readonly Band[]>> = {
  regency: [
    { upTo: 250_000, permille: 20 },
    { upTo: 500_000, permille: 15 },
    { upTo: 1_000_000, permille: 10 },
  ],
  province: [
    { upTo: 2_000_000, permille: 20 },
    { upTo: 6_000_000, permille: 15 },
    { upTo: 12_000_000, permille: 10 },
  ],
}

export type Electorate = { readonly level: 'regency' | 'province'; readonly population: number }

/** For every electorate above the bands, of a regency and of a province alike. */
const LARGEST_PERMILLE = 5

/** Votes, whole and rounded down; a difference up to it may be petitioned. `validVotes` are those of the final result. */
export function marginThreshold({ level, population }: Electorate, validVotes: number): number {
  const permille = BANDS[level].find(({ upTo }) => population <= upTo)?.permille ?? LARGEST_PERMILLE
  return floorDivide(validVotes * permille, 1000)
}

/** Exact for whole numbers below 2^53: no binary fraction comes in between. */
const floorDivide = (dividend: number, divisor: number): number => (dividend - (dividend % divisor)) / divisor
