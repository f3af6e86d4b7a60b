import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import { isTimezone } from '../../shared/poll-time.ts'
import type { ProfileName } from './profiles.ts'
import { readForms, type ReadForms, type RefusedRow } from './read-forms.ts'
import { failureOf, sendBatch, wordsOf, type Destination, type SendFailure } from './send-batch.ts'

const FORMS_PER_REQUEST = 100

/** `accepted + repeated` and those of `refused` that reached the server make up `sent`; rows refused here were never sent. */
export type ReplayReport = {
  readonly sent: number
  readonly accepted: number
  readonly repeated: number
  /** Ascending by row; the header is row 1. */
  readonly refused: readonly RefusedRow[]
  readonly skipped: number
}
export type ReplayOptions = {
  /** The CSV file's text. */
  readonly csv: string
  readonly profile: ProfileName
  readonly url: string
  readonly token: string
  /** How many times faster than the rows' own times; without it, in file order as fast as the server takes them. */
  readonly speed?: number
  /** Zone of times written without one; without it, the election's. */
  readonly timezone?: string
  readonly contest?: string
  readonly onProgress?: (progress: { readonly sent: number; readonly of: number }) => void
  readonly clock?: ReplayClock
}
export type ReplayClock = { readonly nowMs: () => number; readonly wait: (ms: number) => Promise<void> }
export type ReplayFailure = SendFailure & { readonly report?: ReplayReport }

const realClock: ReplayClock = {
  nowMs: () => performance.now(),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * Sends the rows of a CSV file as forms through `POST /api/forms/batch`, as any machine would. Ids follow from the rows, so a second
 * run over the same file is answered as repeats. Refused rows do not stop it; a failure carries what was done until then.
 */
export async function replay(options: ReplayOptions): Promise<Result<ReplayReport, ReplayFailure>> {
  const { csv, profile, url, token, clock = realClock } = options
  const election = await fetchElection(options)
  if (!election.ok) return election
  const { contests, timezone: electionZone } = election.value
  const timezone = options.timezone ?? electionZone
  if (!isTimezone(timezone)) return err({ code: 'unknown-timezone', message: `"${timezone}" is no time zone, e.g. Asia/Makassar` })
  const read = readForms(csv, { profile, contests, timezone, ...(options.contest ? { contest: options.contest } : {}) })
  if (!read.ok) return read

  const count = { sent: 0, accepted: 0, repeated: 0 }
  const refused = [...read.value.refused]
  const report = (): ReplayReport => ({ ...count, refused: refused.toSorted((a, b) => a.row - b.row), skipped: read.value.skipped })
  const to: Destination = { url, token, wait: clock.wait }
  for await (const chunk of chunks(read.value.forms, { clock, ...(options.speed ? { speed: options.speed } : {}) })) {
    const outcomes = await sendBatch(
      chunk.map(({ form }) => form),
      to,
    )
    if (!outcomes.ok) return err({ ...outcomes.error, report: report() })
    for (const [i, outcome] of outcomes.value.entries()) {
      count.sent += 1
      if (typeof outcome === 'string') count[outcome] += 1
      else refused.push({ row: chunk[i]?.row ?? 0, code: outcome.refused })
    }
    options.onProgress?.({ sent: count.sent, of: read.value.forms.length })
  }
  return ok(report())
}

type Row = ReadForms['forms'][number]

/** File order at once; or what has come due by the rows' own times, `speed` times faster, rows without a time last. */
async function* chunks(
  rows: readonly Row[],
  pace: { readonly clock: ReplayClock; readonly speed?: number },
): AsyncGenerator<readonly Row[]> {
  const { clock, speed } = pace
  const timed = rows.map((row) => ({ row, at: speed && row.form.capturedAt ? Date.parse(row.form.capturedAt) : Number.POSITIVE_INFINITY }))
  const queue = speed ? timed.toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at)) : timed
  const firstAt = queue[0]?.at ?? 0
  const started = clock.nowMs()
  for (let next = 0; next < queue.length;) {
    const candidates = queue.slice(next, next + FORMS_PER_REQUEST)
    const now = firstAt + (clock.nowMs() - started) * (speed ?? 1)
    // Rows without a time are due at any time, but only once every timed row before them is.
    const firstLater = candidates.findIndex(({ at }) => at !== Number.POSITIVE_INFINITY && at > now)
    const ready = firstLater < 0 ? candidates : candidates.slice(0, firstLater)
    if (ready.length === 0) {
      await clock.wait(((candidates[0]?.at ?? now) - now) / (speed ?? 1))
      continue
    }
    next += ready.length
    yield ready.map(({ row }) => row)
  }
}

const Register = z.object({
  election: z.object({ timezone: z.string() }),
  contests: z.array(z.object({ region: z.string() })),
})

async function fetchElection({ url, token }: ReplayOptions): Promise<Result<{ contests: string[]; timezone: string }, SendFailure>> {
  try {
    const response = await fetch(new URL('/api/register', url), { headers: { authorization: `Bearer ${token}` } })
    const text = await response.text()
    if (!response.ok) return err(failureOf(response.status, text))
    const { contests, election } = Register.parse(JSON.parse(text))
    return ok({ contests: contests.map((contest) => contest.region), timezone: election.timezone })
  } catch (error) {
    return err({ code: 'unreachable', message: `${url} does not answer as a count room does: ${wordsOf(error)}` })
  }
}
