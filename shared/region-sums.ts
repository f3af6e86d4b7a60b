import type { Figures } from './form.ts'
import type { JudgedCell } from './judged-cell.ts'
import type { Knowledge, Mode, Proof, RegionTally, Severity } from './tally.ts'

/** What one TPS x contest puts into the sums of the regions around it: numbers only, so that it can be kept for every moment of a night. */
export type Share = {
  readonly dpt?: number
  readonly knowledge: Knowledge
  readonly proof: Proof
  /** The figures that count in the modes of this standing. */
  readonly counted?: Pick<Figures, 'votes' | 'valid' | 'invalid'>
  /** Confirmed open findings, and the votes at stake in the grave ones (high, critical). */
  readonly findings: Readonly<Partial<Record<Severity, number>>>
  readonly stake: number
  readonly unconfirmed: number
}

export function shareOf(dpt: number | undefined, { standing, counted, findings }: JudgedCell): Share {
  const confirmed: Partial<Record<Severity, number>> = {}
  let stake = 0
  let unconfirmed = 0
  for (const finding of findings) {
    if (finding.unconfirmed) unconfirmed += 1
    else {
      bump(confirmed, finding.severity, 1)
      if (finding.severity === 'critical' || finding.severity === 'high') stake += finding.stake
    }
  }
  const { knowledge, proof } = standing
  return {
    ...(dpt === undefined ? {} : { dpt }),
    knowledge,
    proof,
    ...(counted ? { counted } : {}),
    findings: confirmed,
    stake,
    unconfirmed,
  }
}

/** Every counted TPS stands in one of the first three; those whose paper is held also in the fourth. */
type Bucket = 'checked' | 'provisional' | 'claimed' | 'paper'

/** TPS, registered voters, votes and written figures of the TPS in one bucket. */
type BucketSums = {
  tps: number
  dpt: number
  readonly votes: Record<string, number>
  readonly valid: { written: number; tps: number }
  readonly invalid: { n: number; tps: number }
}

/** Running sums of one region x contest: numbers only, so that a share can be taken out again exactly as it was put in. */
export type Sums = {
  tps: number
  dpt: number
  unknownTps: number
  readonly composition: Partial<Record<Knowledge, number>>
  readonly buckets: Readonly<Record<Bucket, BucketSums>>
  /** Confirmed open findings, and the votes at stake in the grave ones (high, critical). */
  readonly findings: Partial<Record<Severity, number>>
  stake: number
  unconfirmed: number
}

const BUCKETS: Readonly<Record<Mode, readonly Bucket[]>> = {
  checked: ['checked'],
  reported: ['checked', 'provisional'],
  claimed: ['checked', 'provisional', 'claimed'],
  paper: ['paper'],
}
const BUCKET: Partial<Readonly<Record<Knowledge, Bucket>>> = {
  agreed: 'checked',
  settled: 'checked',
  challenged: 'checked',
  provisional: 'provisional',
  matching: 'provisional',
  conflict: 'provisional',
  claimed: 'claimed',
}
const PAPER_HELD: ReadonlySet<Proof> = new Set(['paper', 'sealed'])

export function emptySums(candidates: readonly number[]): Sums {
  const bucket = (): BucketSums => ({
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
export function add(sums: Sums, share: Share, sign: 1 | -1): void {
  sums.tps += sign
  if (share.dpt === undefined) sums.unknownTps += sign
  else sums.dpt += sign * share.dpt
  bump(sums.composition, share.knowledge, sign)
  for (const severity in share.findings) {
    bump(sums.findings, severity as Severity, sign * (share.findings[severity as Severity] ?? 0))
  }
  sums.stake += sign * share.stake
  sums.unconfirmed += sign * share.unconfirmed
  const bucket = BUCKET[share.knowledge]
  if (!bucket) return
  addTo(sums.buckets[bucket], share, sign)
  if (bucket !== 'claimed' && PAPER_HELD.has(share.proof)) addTo(sums.buckets.paper, share, sign)
}

/** Sums that go their own way from here. */
export const copySums = (sums: Sums): Sums => ({
  ...sums,
  composition: { ...sums.composition },
  findings: { ...sums.findings },
  buckets: {
    checked: copyBucket(sums.buckets.checked),
    provisional: copyBucket(sums.buckets.provisional),
    claimed: copyBucket(sums.buckets.claimed),
    paper: copyBucket(sums.buckets.paper),
  },
})
const copyBucket = (bucket: BucketSums): BucketSums => ({
  ...bucket,
  votes: { ...bucket.votes },
  valid: { ...bucket.valid },
  invalid: { ...bucket.invalid },
})

function addTo(bucket: BucketSums, { dpt, counted: figures }: Share, sign: 1 | -1): void {
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

/** True when a TPS of this standing is in the totals of the mode. */
export function countsIn(share: Share, mode: Mode): boolean {
  const bucket = BUCKET[share.knowledge]
  if (!bucket || !share.counted) return false
  return mode === 'paper' ? bucket !== 'claimed' && PAPER_HELD.has(share.proof) : BUCKETS[mode].includes(bucket)
}

/** The sums as they are told in one mode. Standings and severities that nobody has are left out; candidates never are. */
export function tallyOf(sums: Sums, head: Pick<RegionTally, 'contest' | 'region' | 'round' | 'mode'>): RegionTally {
  const told: RegionTally = {
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

function tell(told: RegionTally, bucket: BucketSums): void {
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

function bump<K extends string>(counts: Partial<Record<K, number>>, key: K, by: number): void {
  counts[key] = (counts[key] ?? 0) + by
}

const withoutZeros = <K extends string>(counts: Partial<Record<K, number>>): Partial<Record<K, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0)) as Partial<Record<K, number>>
