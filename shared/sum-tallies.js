/**
 * One region's figures as the sum of several regions' (a province of its rooms). Contest, mode and round are the same in all;
 * undefined when there is nothing to add. Rounds may differ where a re-vote is on: the sum says the lowest one.
 */
export function sumTallies(region, parts) {
  const [first, ...rest] = parts
  if (!first) return undefined
  return rest.reduce(add, { ...first, region })
}
const add = (a, b) => ({
  contest: a.contest,
  region: a.region,
  round: Math.min(a.round, b.round),
  mode: a.mode,
  tps: {
    expected: a.tps.expected + b.tps.expected,
    counted: a.tps.counted + b.tps.counted,
    ...(a.tps.noWitness === undefined && b.tps.noWitness === undefined
      ? {}
      : { noWitness: (a.tps.noWitness ?? 0) + (b.tps.noWitness ?? 0) }),
  },
  dpt: {
    expected: a.dpt.expected + b.dpt.expected,
    counted: a.dpt.counted + b.dpt.counted,
    unknownTps: a.dpt.unknownTps + b.dpt.unknownTps,
  },
  votes: addCounts(a.votes, b.votes),
  valid: {
    computed: a.valid.computed + b.valid.computed,
    written: a.valid.written + b.valid.written,
    tps: a.valid.tps + b.valid.tps,
  },
  invalid: { n: a.invalid.n + b.invalid.n, tps: a.invalid.tps + b.invalid.tps },
  composition: addCounts(a.composition, b.composition),
  findings: addCounts(a.findings, b.findings),
})
function addCounts(a, b) {
  const sum = { ...a }
  for (const [key, count] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + count
  return sum
}
