import type { TimelineAnswer } from '../../shared/moments.ts'
import { stretch } from '../room/stretch.ts'
import type { RoomPast } from './room-past.ts'

const MINUTE_MS = 60_000
/** Minutes of a bucket, chosen so that a slider is drawn from at most MOST_BUCKETS bars. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 360, 1440]
const MOST_BUCKETS = 180

export type TimelineQuery = { readonly contest?: string; readonly region: string }

/** Forms of the contest (or of all) in the region by when they arrived, those that changed no figure too. Before the first one the night is one empty bucket. */
export async function timelineOf(
  pasts: readonly RoomPast[],
  asked: TimelineQuery,
): Promise<Pick<TimelineAnswer, 'at' | 'from' | 'to' | 'bucketMs' | 'arrivals'>> {
  const times: number[] = []
  for (const past of pasts) await arrivalsOf(past, asked, times)
  const end = Math.max(...pasts.map((past) => past.timeOf(past.seq)))
  const first = times.reduce((least, time) => Math.min(least, time), end)
  const from = Math.floor(first / MINUTE_MS) * MINUTE_MS
  const minutes = STEPS.find((step) => (end - from) / (step * MINUTE_MS) < MOST_BUCKETS) ?? (end - from) / MINUTE_MS / MOST_BUCKETS
  const bucketMs = Math.ceil(minutes) * MINUTE_MS
  const arrivals = Array.from({ length: Math.floor((end - from) / bucketMs) + 1 }, () => 0)
  for (const time of times) {
    const bucket = Math.floor((time - from) / bucketMs)
    arrivals[bucket] = (arrivals[bucket] ?? 0) + 1
  }
  return {
    at: Object.fromEntries(pasts.map((past) => [past.id, past.seq])),
    from: new Date(from).toISOString(),
    to: new Date(end).toISOString(),
    bucketMs,
    arrivals,
  }
}

async function arrivalsOf(past: RoomPast, { contest, region }: TimelineQuery, times: number[]): Promise<void> {
  const work = stretch()
  for (const one of past.contests) {
    if (contest !== undefined && one.contest.region !== contest) continue
    const { log } = one
    const asked = new Set(one.tracksIn(region))
    for (let version = 0; version < log.count; version++) {
      if (log.how(version) === 'reported' && asked.has(log.track(version))) times.push(past.timeOf(log.seq(version)))
      const pause = version % 1024 === 0 ? work.pause() : undefined
      if (pause) await pause
    }
  }
}
