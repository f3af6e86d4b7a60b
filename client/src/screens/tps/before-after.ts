import type { Contest } from '../../../../shared/election.ts'
import type { Figures } from '../../../../shared/form.ts'
import type { Cell, Report } from '../../../../shared/report.ts'
import { countingOf, type Counting } from './cell.ts'

/** What counts of one TPS before a decision and after it, by the rules the room itself will apply. */
export type Change = { readonly before: Counting; readonly after: Counting }

/** A decision comes after everything that is there. */
const LAST = Number.MAX_SAFE_INTEGER

/** The cell of a TPS, its contest, and whether its figures enter the totals at all. */
export type Place = { readonly cell: Cell; readonly contest: Contest; readonly registered: boolean }

const change = (place: Place, after: Cell, registered = place.registered): Change => ({
  before: countingOf(place.cell, place.contest, place.registered),
  after: countingOf(after, place.contest, registered),
})

export function whenSettled(place: Place, chosen: { readonly figures: Figures; readonly form?: string }): Change {
  const settlement = { id: '', seq: LAST, at: '', by: '', ...chosen }
  return change(place, { ...place.cell, settlements: [...place.cell.settlements, settlement] })
}

/** With the report go the settlements that chose it: they were about a sheet of another TPS. */
export function whenItLeaves(place: Place, report: Report): Change {
  return change(place, {
    reports: place.cell.reports.filter(({ id }) => id !== report.id),
    settlements: place.cell.settlements.filter(({ form }) => form !== report.id),
  })
}

/** Within a room a report keeps its place in the order of arrival; in another room it arrives now. */
export function whenItArrives(place: Place, report: Report, sameRoom: boolean): Change {
  const arrived = sameRoom ? report : { ...report, seq: LAST }
  return change(place, { ...place.cell, reports: [...place.cell.reports, arrived].toSorted((a, b) => a.seq - b.seq) })
}

export const whenRoundBegins = (place: Place): Change => change(place, { reports: [], settlements: [] })

/** What was reported stays; in the register or not is all that changes. */
export const whenListed = (place: Place, listed: boolean): Change => change(place, place.cell, listed)
