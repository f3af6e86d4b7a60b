const BUCKETS = {
  checked: ['checked'],
  reported: ['checked', 'provisional'],
  claimed: ['checked', 'provisional', 'claimed'],
  paper: ['paper'],
}
const BUCKET = {
  agreed: 'checked',
  settled: 'checked',
  challenged: 'checked',
  provisional: 'provisional',
  matching: 'provisional',
  conflict: 'provisional',
  claimed: 'claimed',
}
const PAPER_HELD = new Set(['paper', 'sealed'])
export function emptySums(candidates) {
  const bucket = () => ({
    tps: 0,
    dpt: 0,
    votes: Object.fromEntries(candidates.map((number) => [number, 0])),
    valid: { written: 0, tps: 0 },
    invalid: { n: 0, tps: 0 },
  })
  return {
    tps: 0,
    dpt: 0,
    unknownTps: 0,
    composition: {},
    buckets: { checked: bucket(), provisional: bucket(), claimed: bucket(), paper: bucket() },
    findings: {},
    stake: 0,
    unconfirmed: 0,
  }
}
/** Puts a TPS in (1) or takes it out (-1). */
export function add(sums, share, sign) {
  sums.tps += sign
  if (share.dpt === undefined) sums.unknownTps += sign
  else sums.dpt += sign * share.dpt
  const { standing, findings } = share.judged
  bump(sums.composition, standing.knowledge, sign)
  for (const finding of findings) {
    if (finding.unconfirmed) sums.unconfirmed += sign
    else {
      bump(sums.findings, finding.severity, sign)
      if (finding.severity === 'critical' || finding.severity === 'high') sums.stake += sign * finding.stake
    }
  }
  const bucket = BUCKET[standing.knowledge]
  if (!bucket) return
  addTo(sums.buckets[bucket], share, sign)
  if (bucket !== 'claimed' && PAPER_HELD.has(standing.proof)) addTo(sums.buckets.paper, share, sign)
}
function addTo(bucket, { dpt, judged }, sign) {
  const figures = judged.counted
  if (!figures) return
  bucket.tps += sign
  bucket.dpt += sign * (dpt ?? 0)
  for (const number in bucket.votes) bump(bucket.votes, number, sign * (figures.votes?.[number] ?? 0))
  if (figures.valid !== undefined) {
    bucket.valid.written += sign * figures.valid
    bucket.valid.tps += sign
  }
  if (figures.invalid !== undefined) {
    bucket.invalid.n += sign * figures.invalid
    bucket.invalid.tps += sign
  }
}
/** The sums as they are told in one mode. Standings and severities that nobody has are left out; candidates never are. */
export function tallyOf(sums, head) {
  const told = {
    ...head,
    tps: { expected: sums.tps, counted: 0 },
    dpt: { expected: sums.dpt, counted: 0, unknownTps: sums.unknownTps },
    votes: Object.fromEntries(Object.keys(sums.buckets.checked.votes).map((number) => [number, 0])),
    valid: { computed: 0, written: 0, tps: 0 },
    invalid: { n: 0, tps: 0 },
    composition: withoutZeros(sums.composition),
    findings: withoutZeros(sums.findings),
  }
  for (const bucket of BUCKETS[head.mode]) tell(told, sums.buckets[bucket])
  return told
}
function tell(told, bucket) {
  told.tps.counted += bucket.tps
  told.dpt.counted += bucket.dpt
  for (const number in bucket.votes) {
    const votes = bucket.votes[number] ?? 0
    bump(told.votes, number, votes)
    told.valid.computed += votes
  }
  told.valid.written += bucket.valid.written
  told.valid.tps += bucket.valid.tps
  told.invalid.n += bucket.invalid.n
  told.invalid.tps += bucket.invalid.tps
}
function bump(counts, key, by) {
  counts[key] = (counts[key] ?? 0) + by
}
const withoutZeros = (counts) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0))
