import type { Contest } from '../../shared/election.ts'
import type { ContestId, TpsId } from '../../shared/ids.ts'
import { add, emptySums, type Share, tallyOf } from '../../shared/region-sums.ts'
import { tallyRow } from '../../shared/room-rows.ts'
import type { TallyQuery } from '../../shared/room-view.ts'
import type { RegionTally } from '../../shared/tally.ts'
import type { TallyRow } from '../../shared/wire.ts'
import { Keyframes, type Regions } from './keyframes.ts'
import { ShareLog, type Track, type Version } from './share-log.ts'

/** One contest of one room at every moment since it was opened. `count` = how many versions there were at that moment. */
export class ContestPast {
  readonly contest: Contest
  readonly log: ShareLog
  readonly #keyframes: Keyframes
  /** Tracks of TPS in their current round, by village. */
  readonly #villages = new Map<string, number[]>()

  constructor(contest: Contest, every: number) {
    this.contest = contest
    const candidates = contest.candidates.map(({ number }) => number)
    this.log = new ShareLog(candidates)
    this.#keyframes = new Keyframes(this.log, candidates, every)
  }

  get keyframes(): number {
    return this.#keyframes.frames
  }

  append(track: Track, version: Version): void {
    const isNew = track.round === undefined && this.log.trackOf(track) === undefined
    this.#keyframes.advance(this.log.append(track, version))
    if (isNew) this.#remember(track.tps)
  }

  /** As `RoomView.tally` would have told it then. */
  tally(count: number, query: TallyQuery): RegionTally | undefined {
    return this.#tally(count, query, () => this.#keyframes.at(count))
  }

  /** As `RoomView.children` would have told it then. */
  children(count: number, query: TallyQuery): RegionTally[] {
    const digits = { 4: 6, 6: 10, 10: 13 }[query.region.length]
    if (digits === undefined) return []
    let regions: Regions | undefined
    const frame = () => (regions ??= this.#keyframes.at(count))
    const below = new Set<string>()
    for (const track of this.tracksIn(query.region)) {
      const version = this.log.latest(track, count)
      const isThere = version !== undefined && (digits < 13 || this.log.share(version) !== undefined)
      if (isThere) below.add((this.log.tracks[track]?.tps ?? '').slice(0, digits))
    }
    return [...below].toSorted().flatMap((region) => this.#tally(count, { ...query, region }, frame) ?? [])
  }

  /** What a summary was told of the regency and its districts then. */
  rows(count: number): TallyRow[] {
    return [...this.#keyframes.at(count).values()].map(({ newest, ...figures }) =>
      tallyRow(this, { ...figures, ...(newest === undefined ? {} : { newest: new Date(newest).toISOString() }) }),
    )
  }

  *tracksIn(region: string): Iterable<number> {
    for (const [village, tracks] of this.#villages) {
      if (region.length <= 10 ? !village.startsWith(region) : !region.startsWith(village)) continue
      for (const track of tracks) if (this.log.tracks[track]?.tps.startsWith(region)) yield track
    }
  }

  /** Regency and districts stand in the keyframes; a village, a TPS and any single round are summed TPS by TPS. */
  #tally(count: number, query: TallyQuery, regions: () => Regions): RegionTally | undefined {
    const { region, mode, round } = query
    const head = { contest: this.contest.region as ContestId, region, mode, round: round ?? 1 }
    const digits = region.length
    if (round === undefined && (digits === 4 || digits === 6)) {
      const figures = regions().get(region)
      return figures && tallyOf(figures.sums, head)
    }
    if (![4, 6, 10, 13].includes(digits)) return undefined
    const sums = emptySums(this.contest.candidates.map(({ number }) => number))
    let isThere = false
    for (const track of this.tracksIn(region)) {
      const version = this.log.latest(track, count)
      if (version === undefined) continue
      isThere = true
      const share = round === undefined ? this.log.share(version) : this.#shareIn(version, round, count)
      if (share) add(sums, share, 1)
    }
    return isThere ? tallyOf(sums, head) : undefined
  }

  #shareIn(version: number, round: number, count: number): Share | undefined {
    const { log } = this
    const current = log.round(version)
    if (round >= current) return round === current ? log.share(version) : undefined
    const tps = log.tracks[log.track(version)]?.tps as TpsId
    const earlier = log.trackOf({ tps, round })
    const then = earlier === undefined ? undefined : log.latest(earlier, count)
    return then === undefined ? undefined : log.share(then)
  }

  #remember(tps: TpsId): void {
    const village = tps.slice(0, 10)
    const tracks = this.#villages.get(village)
    const track = this.log.trackOf({ tps }) as number
    if (tracks) tracks.push(track)
    else this.#villages.set(village, [track])
  }
}
