import type { FactOf, Recorded } from './facts.ts'
import { unreachable } from './result.ts'
import { QUIET_DAY, type StationDay, withCheckIn, withCopy, withIncident } from './station-day.ts'

/** What witnesses say beside their figures. */
export type DayFact = FactOf<'witness.checked-in' | 'incident.reported' | 'copy.stated'>

/** The day of a TPS with one fact more. */
export function dayWith(day: StationDay = QUIET_DAY, { seq, at, by }: Pick<Recorded, 'seq' | 'at' | 'by'>, fact: DayFact): StationDay {
  const told = { id: fact.id, seq, at, by, ...(fact.capturedAt === undefined ? {} : { capturedAt: fact.capturedAt }) }
  switch (fact.type) {
    case 'witness.checked-in':
      return withCheckIn(day, { ...told, method: fact.method, ...(fact.witness === undefined ? {} : { witness: fact.witness }) })
    case 'incident.reported': {
      const { kind, reason, photos = [] } = fact
      return withIncident(day, { ...told, kind, photos, ...(reason === undefined ? {} : { reason }) })
    }
    case 'copy.stated':
      return withCopy(day, fact.contest, { ...told, copy: fact.copy })
    default:
      return unreachable(fact)
  }
}
