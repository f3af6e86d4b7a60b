import { assert } from './result.ts'

/** True when the runtime knows the IANA name, e.g. Asia/Makassar. */
export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/**
 * The instant at which clocks in `timezone` show that local time, as ISO 8601 UTC. `local` is `YYYY-MM-DDTHH:MM` with optional
 * seconds. A time that a clock change skips is read with the offset before the change; of a time that occurs twice, the first.
 */
export function instantOf(local: string, timezone: string): string {
  const asUtc = Date.parse(`${local}${local.length === 16 ? ':00' : ''}Z`)
  assert(!Number.isNaN(asUtc), `${local} is no local time`)
  const before = asUtc - offsetMs(asUtc - 86_400_000, timezone)
  const after = asUtc - offsetMs(asUtc + 86_400_000, timezone)
  const fits = [before, after].filter((instant) => instant + offsetMs(instant, timezone) === asUtc)
  return new Date(fits.length > 0 ? Math.min(...fits) : before).toISOString()
}

/** How far local clocks are ahead of UTC at that instant. */
function offsetMs(instant: number, timezone: string): number {
  const parts = wallClock(timezone).formatToParts(instant)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(instant / 1000) * 1000
}

/** Making a formatter costs more than using it a hundred times. */
const wallClocks = new Map<string, Intl.DateTimeFormat>()
function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone)
  if (known) return known
  const two = '2-digit'
  const fields = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...fields })
  wallClocks.set(timeZone, made)
  return made
}
