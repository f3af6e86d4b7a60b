const BANDS = {
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
/** For every electorate above the bands, of a regency and of a province alike. */
const LARGEST_PERMILLE = 5
/** Votes, whole and rounded down; a difference up to it may be petitioned. `validVotes` are those of the final result. */
export function marginThreshold({ level, population }, validVotes) {
  const permille = BANDS[level].find(({ upTo }) => population <= upTo)?.permille ?? LARGEST_PERMILLE
  return floorDivide(validVotes * permille, 1000)
}
/** Exact for whole numbers below 2^53: no binary fraction comes in between. */
const floorDivide = (dividend, divisor) => (dividend - (dividend % divisor)) / divisor
