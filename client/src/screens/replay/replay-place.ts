import { contestsOf, type Region } from '../../../../shared/election.ts'
import type { RegisterAnswer } from '../../../../shared/answers.ts'

/** What may be replayed: whole count rooms, and the province with all of them; the widest first. */
export function replayable({ regions, contests, notVoting }: RegisterAnswer, scopes: readonly string[]): Region[] {
  const votes = (code: string): boolean => code.length === 2 || contestsOf(contests, notVoting, code).length > 0
  return regions
    .filter(({ code }) => code.length <= 4 && votes(code) && scopes.some((scope) => code.startsWith(scope)))
    .toSorted((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
}

const MINUTE_MS = 60_000
export type Range = { readonly from: number; readonly to: number }
/** Whole minutes around the night: the slider's ends. */
export const rangeOf = ({ from, to }: { readonly from: string; readonly to: string }): Range => ({
  from: Math.floor(Date.parse(from) / MINUTE_MS) * MINUTE_MS,
  to: Math.ceil(Date.parse(to) / MINUTE_MS) * MINUTE_MS,
})
export const within = ({ from, to }: Range, ms: number): number => Math.min(to, Math.max(from, Math.round(ms / MINUTE_MS) * MINUTE_MS))

/** Forms that had arrived by then; whole buckets but for the last, which is taken in part. */
export function arrivedBy(
  { from, bucketMs, arrivals }: { from: string; bucketMs: number; arrivals: readonly number[] },
  ms: number,
): number {
  const buckets = (ms - Date.parse(from)) / bucketMs
  return Math.round(arrivals.reduce((sum, n, i) => sum + n * Math.min(1, Math.max(0, buckets - i)), 0))
}
