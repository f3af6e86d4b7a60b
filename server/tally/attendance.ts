import type { AttendanceAnswer } from '../../shared/station-day-answers.ts'
import { levelOf } from '../../shared/ids.ts'
import type { StationDay } from '../../shared/station-day.ts'
import type { Room } from '../room/rooms.ts'

type Counts = AttendanceAnswer['rows'][number]
/** Digits of the regions right below. */
const BELOW = { province: 4, regency: 6, district: 10, village: 13, tps: 13 } as const

/** Counted when asked, over the stations of the region: a few thousand, and nobody keeps it while nobody looks. Withdrawn TPS do not count. */
export function attendanceOf(rooms: readonly Room[], region: string): AttendanceAnswer {
  const digits = BELOW[levelOf(region)]
  const whole = noCounts(region)
  const rows = new Map<string, Counts>()
  for (const { state } of rooms) {
    for (const [tps, { withdrawn }] of state.stations) {
      if (withdrawn || !tps.startsWith(region)) continue
      const code = tps.slice(0, digits)
      const row = rows.get(code) ?? noCounts(code)
      rows.set(code, row)
      for (const counts of [whole, row]) count(counts, state.days.get(tps))
    }
  }
  return {
    at: Object.fromEntries(rooms.map(({ id, head }) => [id, head.seq])),
    ...whole,
    rows: [...rows.values()].toSorted((a, b) => (a.region < b.region ? -1 : 1)),
  }
}

const noCounts = (region: string): Counts => ({
  region,
  tps: 0,
  checkedIn: 0,
  incidents: 0,
  copies: { refused: 0, notYet: 0, received: 0 },
})

function count(counts: Counts, day: StationDay | undefined): void {
  counts.tps += 1
  if (!day) return
  if (day.checkIns.length > 0) counts.checkedIn += 1
  counts.incidents += day.incidents.length
  // A TPS with two contests has two copies; what is missing is told before what is there.
  const said = new Set([...day.copies.values()].map(({ copy }) => copy))
  if (said.has('refused')) counts.copies.refused += 1
  else if (said.has('not-yet')) counts.copies.notYet += 1
  else if (said.has('received')) counts.copies.received += 1
}
