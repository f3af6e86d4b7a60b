import { add, copySums, emptySums, type Sums } from '../../shared/region-sums.ts'
import type { ShareLog } from './share-log.ts'

/** A moment is at most so many versions away from the keyframe before it: some 5 ms to fold. A keyframe of ten districts has 23 kB. */
export const KEYFRAME_EVERY = 250

/** Figures of one region, as its row on a screen needs them. */
export type RegionFigures = {
  readonly code: string
  readonly sums: Sums
  /** When the newest form arrived, epoch ms. */
  newest: number | undefined
  /** The last entry that touched it. */
  seq: number
}
export type Regions = Map<string, RegionFigures>

/**
 * The sums of a regency and its districts in one contest at every so many versions. Any moment is the keyframe before it and
 * the few versions after that, folded by the very sums that screens are fed from.
 */
export class Keyframes {
  readonly #log: ShareLog
  readonly #candidates: readonly number[]
  readonly #every: number
  readonly #frames: Regions[] = [new Map()]
  readonly #running: Regions = new Map()

  constructor(log: ShareLog, candidates: readonly number[], every: number) {
    this.#log = log
    this.#every = every
    this.#candidates = candidates
  }

  get frames(): number {
    return this.#frames.length
  }

  /** To be told of each version right after it was appended. */
  advance(version: number): void {
    this.#take(this.#running, version)
    if ((version + 1) % this.#every === 0) this.#frames.push(copy(this.#running))
  }

  /** After the first `count` versions, by code; the caller's own. */
  at(count: number): Regions {
    const frame = Math.floor(count / this.#every)
    const regions = copy(this.#frames[frame] ?? new Map())
    for (let version = frame * this.#every; version < count; version++) this.#take(regions, version)
    return regions
  }

  /** Takes out what the TPS put in before and puts in what it puts in now. */
  #take(regions: Regions, version: number): void {
    const log = this.#log
    const track = log.tracks[log.track(version)]
    if (!track || track.round !== undefined) return
    const previous = log.previous(version)
    const [before, after] = [previous === undefined ? undefined : log.share(previous), log.share(version)]
    for (const digits of [4, 6]) {
      const region = this.#open(regions, track.tps.slice(0, digits))
      if (before) add(region.sums, before, -1)
      if (after) add(region.sums, after, 1)
      region.seq = Math.max(region.seq, log.seq(version))
      region.newest = this.#newestIn(region, version, previous)
    }
  }

  #open(regions: Regions, code: string): RegionFigures {
    let region = regions.get(code)
    if (!region) regions.set(code, (region = { code, sums: emptySums(this.#candidates), newest: undefined, seq: 0 }))
    return region
  }

  /** Only when the newest report went away (moved, its TPS withdrawn) do all TPS of the region have to be asked. */
  #newestIn({ code, newest }: RegionFigures, version: number, previous: number | undefined): number | undefined {
    const log = this.#log
    const is = log.newest(version)
    const was = previous === undefined ? undefined : log.newest(previous)
    if (was === is || was === undefined || was !== newest || (is !== undefined && is > was)) return later(newest, is)
    let found: number | undefined
    for (const [i, { tps, round }] of log.tracks.entries()) {
      if (round !== undefined || !tps.startsWith(code)) continue
      const latest = log.latest(i, version + 1)
      if (latest !== undefined) found = later(found, log.newest(latest))
    }
    return found
  }
}

const later = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined || (b !== undefined && b > a) ? b : a)

function copy(regions: Regions): Regions {
  const copied: Regions = new Map()
  for (const [code, region] of regions) copied.set(code, { ...region, sums: copySums(region.sums) })
  return copied
}
