import { instantOf } from './poll-time.ts'

const AHEAD_MS = 5 * 60_000

type Stamped = { readonly capturedAt?: string; readonly at: string }
type ElectionDay = { readonly date: string; readonly timezone: string }

/**
 * What the clock of the sender's device cannot have been right about: `ahead` = its sheet comes from more than five minutes after it arrived,
 * `behind` = from before the day of the vote began. It moves nothing; a person weighs it with the rest. Blind to a clock that is a little late.
 */
export function clockSkew({ capturedAt, at }: Stamped, { date, timezone }: ElectionDay): 'ahead' | 'behind' | undefined {
  if (capturedAt === undefined) return undefined
  const shownMs = Date.parse(capturedAt)
  if (shownMs > Date.parse(at) + AHEAD_MS) return 'ahead'
  return shownMs < Date.parse(instantOf(`${date}T00:00`, timezone)) ? 'behind' : undefined
}
