import type { TpsId } from '../../shared/ids.ts'
import type { Share } from '../../shared/region-sums.ts'
import { Knowledge, Proof, Severity } from '../../shared/tally.ts'
import { NumberRows } from './number-rows.ts'

/** Which fact touched a TPS; a form that arrived from another room is told apart from one that was reported here. */
export const HOW = [
  'opened',
  'amended',
  'reported',
  'arrived',
  'settled',
  'moved',
  'withdrawn',
  'ordered',
  'photographed',
  'lived',
] as const
export type How = (typeof HOW)[number]

/** One TPS in its current round (`round` undefined: which one that is changes), or in an earlier one. */
export type Track = { readonly tps: TpsId; readonly round?: number }
export type Version = {
  readonly seq: number
  readonly how: How
  readonly round: number
  /** Undefined = it puts nothing into the sums: withdrawn. */
  readonly share: Share | undefined
  /** When the newest report of the TPS arrived, epoch ms. */
  readonly newest: number | undefined
}

/** Columns of a version; the candidates' votes follow. `standing`: 0 = no share. Findings: eight bits for each severity. */
const [SEQ, TRACK, PREVIOUS, HOW_AT, ROUND, STANDING, DPT, COUNTED, VALID, INVALID, FINDINGS, UNCONFIRMED, VOTES] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
] as const
const [STAKE, NEWEST] = [0, 1] as const
const NONE = -1
const MOST_FINDINGS = 255

/**
 * What every TPS of a contest put into the sums, from its first fact to the last: a version for each time a fact touched it. 64 bytes
 * and 4 for each candidate a version. Versions are numbered in the order of the facts; each names the one before it of the same track.
 */
export class ShareLog {
  readonly tracks: Track[] = []
  readonly #numbers: readonly string[]
  readonly #rows: NumberRows
  readonly #wide = new NumberRows('float64', 2)
  readonly #last: number[] = []
  readonly #trackOf = new Map<string, number>()

  constructor(candidates: readonly number[]) {
    this.#numbers = candidates.map(String)
    this.#rows = new NumberRows('int32', VOTES + candidates.length)
  }

  get count(): number {
    return this.#rows.length
  }
  get bytes(): number {
    return this.#rows.bytes + this.#wide.bytes
  }

  append(track: Track, { seq, how, round, share, newest }: Version): number {
    const at = this.#open(track)
    const row = Array.from({ length: VOTES + this.#numbers.length }, () => 0)
    row[SEQ] = seq
    row[TRACK] = at
    row[PREVIOUS] = this.#last[at] ?? NONE
    row[HOW_AT] = HOW.indexOf(how)
    row[ROUND] = round
    if (share) this.#write(row, share)
    this.#wide.push([share?.stake ?? 0, newest ?? Number.NaN])
    return (this.#last[at] = this.#rows.push(row))
  }

  /** Undefined = the TPS was never in the register, or never in that earlier round. */
  trackOf({ tps, round }: Track): number | undefined {
    return this.#trackOf.get(round === undefined ? tps : `${tps}/${round}`)
  }

  /** How many versions there were after entry `seq`. */
  countAt(seq: number): number {
    return this.#rows.countUpTo(SEQ, seq)
  }

  /** The newest version of a track among the first `count`; undefined = it had none yet. */
  latest(track: number, count: number): number | undefined {
    let version = this.#last[track] ?? NONE
    while (version >= count) version = this.#rows.at(version, PREVIOUS)
    return version === NONE ? undefined : version
  }

  seq(version: number): number {
    return this.#rows.at(version, SEQ)
  }
  track(version: number): number {
    return this.#rows.at(version, TRACK)
  }
  previous(version: number): number | undefined {
    const previous = this.#rows.at(version, PREVIOUS)
    return previous === NONE ? undefined : previous
  }
  how(version: number): How {
    return HOW[this.#rows.at(version, HOW_AT)] ?? 'opened'
  }
  round(version: number): number {
    return this.#rows.at(version, ROUND)
  }
  newest(version: number): number | undefined {
    const newest = this.#wide.at(version, NEWEST)
    return Number.isNaN(newest) ? undefined : newest
  }

  share(version: number): Share | undefined {
    const [row, from] = [this.#rows.block(version), this.#rows.start(version)]
    const standing = row[from + STANDING] as number
    if (standing === 0) return undefined
    const { knowledge, proof } = STANDINGS[standing] as Pick<Share, 'knowledge' | 'proof'>
    const [stake, unconfirmed] = [this.#wide.at(version, STAKE), row[from + UNCONFIRMED] as number]
    // Filled in, not spread: this is read some hundred times for each moment.
    const share: Mutable<Share> = { knowledge, proof, findings: findingsIn(row[from + FINDINGS] as number), stake, unconfirmed }
    const dpt = row[from + DPT] as number
    if (dpt !== NONE) share.dpt = dpt
    if (row[from + COUNTED] !== 0) share.counted = this.#counted(row, from)
    return share
  }

  #open(track: Track): number {
    const key = track.round === undefined ? track.tps : `${track.tps}/${track.round}`
    let at = this.#trackOf.get(key)
    if (at === undefined) this.#trackOf.set(key, (at = this.tracks.push(track) - 1))
    return at
  }

  #write(row: number[], share: Share): void {
    row[STANDING] = 1 + Knowledge.options.indexOf(share.knowledge) * Proof.options.length + Proof.options.indexOf(share.proof)
    row[DPT] = share.dpt ?? NONE
    row[COUNTED] = share.counted ? 1 : 0
    row[VALID] = share.counted?.valid ?? NONE
    row[INVALID] = share.counted?.invalid ?? NONE
    row[UNCONFIRMED] = share.unconfirmed
    Severity.options.forEach((severity, i) => {
      row[FINDINGS] = (row[FINDINGS] ?? 0) | (Math.min(MOST_FINDINGS, share.findings[severity] ?? 0) << (8 * i))
    })
    this.#numbers.forEach((number, i) => (row[VOTES + i] = share.counted?.votes?.[number] ?? 0))
  }

  #counted(row: Int32Array | Float64Array, from: number): NonNullable<Share['counted']> {
    const votes: Record<string, number> = {}
    for (let i = 0; i < this.#numbers.length; i++) votes[this.#numbers[i] as string] = row[from + VOTES + i] as number
    const counted: Mutable<NonNullable<Share['counted']>> = { votes }
    const [valid, invalid] = [row[from + VALID] as number, row[from + INVALID] as number]
    if (valid !== NONE) counted.valid = valid
    if (invalid !== NONE) counted.invalid = invalid
    return counted
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** By the number a standing is kept as; 0 = no share. */
const STANDINGS: readonly (Pick<Share, 'knowledge' | 'proof'> | undefined)[] = [
  undefined,
  ...Knowledge.options.flatMap((knowledge) => Proof.options.map((proof) => ({ knowledge, proof }))),
]

const NO_FINDINGS: Share['findings'] = {}
function findingsIn(packed: number): Share['findings'] {
  if (packed === 0) return NO_FINDINGS
  const findings: Partial<Record<Severity, number>> = {}
  Severity.options.forEach((severity, i) => {
    const n = (packed >>> (8 * i)) & MOST_FINDINGS
    if (n > 0) findings[severity] = n
  })
  return findings
}
