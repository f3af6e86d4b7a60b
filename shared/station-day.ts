import * as z from 'zod'
import { CapturedAt } from './form.ts'
import { ContestId, RequestId, Sha256, TpsId } from './ids.ts'
import { LinesText } from './whole-text.ts'

/** What happens at a TPS beside its figures: who is there, what goes wrong, whether the witness was given his copy of the form. */

/** A person by id, never by name: he may be in the roster without an account. */
const PersonId = z.string().regex(/^[a-z]{2,20}:[0-9A-HJKMNP-TV-Z]{26}$/, 'a person is named by his id, e.g. account:<ulid>')

/** `POST /api/check-ins`: the witness is at his TPS. Whoever writes for him is `on-behalf` and may say for whom. */
export const CheckIn = z.strictObject({
  id: RequestId,
  tps: TpsId,
  witness: PersonId.optional(),
  /** What the phone showed; moves nothing. */
  capturedAt: CapturedAt.optional(),
})
export type CheckIn = z.infer<typeof CheckIn>
export const CheckInMethod = z.enum(['self', 'on-behalf'])
export type CheckInMethod = z.infer<typeof CheckInMethod>

/** The usual incidents of a voting day, gravest for a vote first; their words stand in the client. */
export const IncidentKind = z.enum([
  'witness-refused',
  'intimidation',
  'vote-buying',
  'ballots-misused',
  'voting-twice',
  'ballots-missing',
  'late-opening',
  'count-disputed',
  'copy-refused',
  'violence',
  'disaster',
  'other',
])
export type IncidentKind = z.infer<typeof IncidentKind>

/** `POST /api/incidents`: what went wrong; `note` in the witness's words, photos sent on their own. */
export const ReportIncident = z.strictObject({
  id: RequestId,
  tps: TpsId,
  kind: IncidentKind,
  note: LinesText.min(1).max(2000).optional(),
  photos: z.array(Sha256).max(20).optional(),
  capturedAt: CapturedAt.optional(),
})
export type ReportIncident = z.infer<typeof ReportIncident>

/** KPPS refuses the salinan, has not handed it out yet, or gave it. The last word counts. */
export const CopyState = z.enum(['refused', 'not-yet', 'received'])
export type CopyState = z.infer<typeof CopyState>
/** `POST /api/copies` */
export const StateCopy = z.strictObject({
  id: RequestId,
  tps: TpsId,
  contest: ContestId,
  copy: CopyState,
  capturedAt: CapturedAt.optional(),
})
export type StateCopy = z.infer<typeof StateCopy>

type Told = { readonly id: RequestId; readonly seq: number; readonly at: string; readonly by: string; readonly capturedAt?: string }
export type CheckedIn = Told & { readonly method: CheckInMethod; readonly witness?: string }
/** `kind` as the ledger holds it: a list of kinds may have been longer or shorter then. `reason` = hash of the note. */
export type Incident = Told & { readonly kind: string; readonly reason?: Sha256; readonly photos: readonly Sha256[] }
export type CopyStated = Told & { readonly copy: CopyState }

/** Of one TPS; never changed, a further fact makes a new one. */
export type StationDay = {
  /** The first of each person, ascending by seq. */
  readonly checkIns: readonly CheckedIn[]
  /** Ascending by seq. */
  readonly incidents: readonly Incident[]
  /** By contest, the last word. */
  readonly copies: ReadonlyMap<string, CopyStated>
}
export const QUIET_DAY: StationDay = { checkIns: [], incidents: [], copies: new Map() }

const whoIsThere = ({ witness, by }: CheckedIn): string => witness ?? by
/** A person who checks in again was there already. */
export const withCheckIn = (day: StationDay, one: CheckedIn): StationDay =>
  day.checkIns.some((other) => whoIsThere(other) === whoIsThere(one)) ? day : { ...day, checkIns: [...day.checkIns, one] }
export const withIncident = (day: StationDay, one: Incident): StationDay => ({ ...day, incidents: [...day.incidents, one] })
export const withCopy = (day: StationDay, contest: string, one: CopyStated): StationDay => ({
  ...day,
  copies: new Map([...day.copies, [contest, one]]),
})
