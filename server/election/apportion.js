import { assert } from '../../shared/result.js'
/**
 * Splits `total` whole units in proportion to the weights (largest remainder), each share within `least`..`most`, summing exactly.
 * Ties go to the earlier place, so the answer depends on the arguments alone.
 */
export function apportion(total, weights, bounds) {
  const { least, most } = bounds
  assert(total >= least * weights.length && total <= most * weights.length, `${total} units do not fit ${weights.length} places`)
  const shares = weights.map(() => least)
  let left = total - least * weights.length
  while (left > 0) {
    const open = shares.flatMap((share, i) => (share < most ? [i] : []))
    const sum = open.reduce((s, i) => s + (weights[i] ?? 0), 0)
    const parts = open.map((i) => ({ i, exact: (left * (weights[i] ?? 0)) / sum }))
    for (const { i, exact } of parts) left -= give(shares, i, Math.min(Math.floor(exact), most - (shares[i] ?? 0)))
    // What the floors left over is less than one each; what full places could not take goes round again.
    const byRemainder = parts.toSorted((a, b) => (b.exact % 1) - (a.exact % 1) || a.i - b.i)
    for (const { i } of byRemainder) if (left > 0 && (shares[i] ?? 0) < most) left -= give(shares, i, 1)
  }
  return shares
}
function give(shares, place, units) {
  shares[place] = (shares[place] ?? 0) + units
  return units
}
