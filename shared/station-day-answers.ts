import * as z from 'zod'
import { Contest, FormTemplate } from './election.ts'
import { Round } from './form.ts'
import { ContestId, Instant, RequestId, ScopeCode, Seq, Sha256, TpsId } from './ids.ts'
import { CheckInMethod, CopyState } from './station-day.ts'

/** What is answered about what witnesses say beside their figures, and to their phones. */

const told = { id: RequestId, seq: Seq, at: Instant, by: z.string(), capturedAt: Instant.optional() }
/** What witnesses said of a TPS beside its figures; absent = nothing. A note that was erased is `[dihapus]`. */
export const StationDayView = z.strictObject({
  checkIns: z.array(z.strictObject({ ...told, method: CheckInMethod, witness: z.string().optional() })),
  incidents: z.array(z.strictObject({ ...told, kind: z.string(), note: z.string().optional(), photos: z.array(Sha256) })),
  copies: z.array(z.strictObject({ ...told, contest: ContestId, copy: CopyState })),
})
export type StationDayView = z.infer<typeof StationDayView>

/** TPS by what witnesses said. */
const attendance = {
  region: ScopeCode,
  /** In the register. */
  tps: z.int(),
  /** With at least one witness who checked in. */
  checkedIn: z.int(),
  /** Incidents, not TPS. */
  incidents: z.int(),
  copies: z.strictObject({ refused: z.int(), notYet: z.int(), received: z.int() }),
}
/** `rows` = the regions right below, of a village its TPS. */
export const AttendanceAnswer = z.strictObject({
  at: z.record(z.string(), Seq),
  ...attendance,
  rows: z.array(z.strictObject(attendance)),
})
export type AttendanceAnswer = z.infer<typeof AttendanceAnswer>

/** What a witness's phone keeps so that it works without a line. */
export const WitnessAnswer = z.strictObject({
  /** Author of what he sends: what waits on the phone of one is not sent as another's. */
  you: z.string(),
  election: z.strictObject({
    id: z.string(),
    name: z.string(),
    date: z.iso.date(),
    timezone: z.string(),
    simulated: z.boolean(),
    maxVotersPerTps: z.int(),
    ballotReserve: z.number(),
  }),
  pollsClose: Instant,
  /** Those of the stations below. */
  contests: z.array(Contest),
  form: FormTemplate,
  /** Number of the SMS gateway, once there is one. */
  smsNumber: z.string().optional(),
  stations: z.array(
    z.strictObject({
      tps: TpsId,
      /** Names from the regency down to the village. */
      path: z.array(z.string()),
      contests: z.array(z.strictObject({ contest: ContestId, round: Round, copy: CopyState.optional() })),
      /** Somebody checked in. */
      present: z.boolean(),
      /** Forms of his own, oldest first; `confirmed` = the count room read the form and what counts is decided. */
      mine: z.array(z.strictObject({ id: RequestId, at: Instant, contest: ContestId, confirmed: z.boolean() })),
    }),
  ),
})
export type WitnessAnswer = z.infer<typeof WitnessAnswer>
