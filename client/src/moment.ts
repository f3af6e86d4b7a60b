import { dayOfYear, timeOfDay, zoneName } from './format.ts'

/** The election's own day and zone; `RegisterAnswer['election']` is one. */
export type ElectionClock = { readonly date: string; readonly timezone: string }

/** `19.42 WITA`, and with its day when that is not the day of the vote: counts run past midnight. `at` in epoch ms or ISO 8601. */
export function moment(at: number | string, { date, timezone }: ElectionClock): string {
  const ms = typeof at === 'number' ? at : Date.parse(at)
  const time = `${timeOfDay(ms, timezone)} ${zoneName(timezone)}`
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone }).format(ms)
  return isoDay === date ? time : `${dayOfYear(ms, timezone)} ${time}`
}
