import * as z from 'zod'
import { RoundKind } from './commands.ts'
import { Contest, FormTemplateRef } from './election.ts'
import { Basis, Cause, Count, Figures, Round, Source } from './form.ts'
import { ContestId, Instant, RequestId, RoomId, Seq, Sha256, TpsId } from './ids.ts'
import { ExaminePhoto, StorePhoto } from './photo.ts'
import { CheckIn, CheckInMethod, ReportIncident, StateCopy } from './station-day.ts'

/**
 * Facts: past tense, complete, versioned, strict. The union is the catalogue of everything a ledger can hold.
 * No personal data: people are ids, and free text stands as SHA-256(salt, text) with the text in an erasable table.
 * The author is the entry's `by`; a fact repeats it only where it travels (a form moved from another room).
 */
const fact = <T extends string>(type: T) => ({ type: z.literal(type), version: z.literal(1), id: RequestId })

export const ElectionOpened = z.strictObject({
  ...fact('election.opened'),
  room: RoomId,
  election: z.string(),
  name: z.string(),
  date: z.iso.date(),
  timezone: z.string(),
  pollsClose: Instant,
  form: FormTemplateRef,
  maxVotersPerTps: z.int().positive(),
  ballotReserve: z.number().min(0).max(1),
  /** Only the contests this room counts; a room that does not vote has none. */
  contests: z.array(Contest),
  /** SHA-256 of the room's canonical register rows. */
  register: Sha256,
  countingRule: z.literal(1),
  simulated: z.boolean(),
})

export const RegisterAmended = z.strictObject({
  ...fact('register.amended'),
  tps: TpsId,
  change: z.enum(['added', 'withdrawn', 'dpt-corrected']),
  dpt: Count.optional(),
  reason: Sha256,
})

export const FormReported = z.strictObject({
  ...fact('form.reported'),
  tps: TpsId,
  contest: ContestId,
  round: Round,
  source: Source,
  basis: Basis,
  figures: Figures,
  photos: z.array(Sha256).optional(),
  capturedAt: Instant.optional(),
  replaces: RequestId.optional(),
  cause: Cause.optional(),
  signed: z.boolean().optional(),
  objection: z.boolean().optional(),
  /** Came from another room: the form there, and its author, so that independence travels along. */
  movedFrom: z.strictObject({ room: RoomId, form: RequestId, by: z.string(), at: Instant }).optional(),
})

export const FormSettled = z.strictObject({
  ...fact('form.settled'),
  tps: TpsId,
  contest: ContestId,
  round: Round,
  figures: Figures.optional(),
  form: RequestId.optional(),
  seen: Seq,
  reason: Sha256,
})

const leaves = { tps: TpsId, form: RequestId, contest: ContestId, round: Round, to: TpsId, reason: Sha256 }
export const FormMoved = z.strictObject({ ...fact('form.moved'), ...leaves })
export const FormWithdrawn = z.strictObject({ ...fact('form.withdrawn'), ...leaves })

export const RoundOrdered = z.strictObject({
  ...fact('round.ordered'),
  tps: TpsId,
  contest: ContestId,
  kind: RoundKind,
  /** The round that is ordered: 2 for the first re-vote. */
  round: Round,
  reason: Sha256,
})

/** The bytes are on the disk under their SHA-256; the photo of another round or TPS is a fact of its own. */
export const PhotoStored = z.strictObject({ ...fact('photo.stored'), ...StorePhoto.shape })
/** The room looked at the pixels: what they look like, or that they cannot be read to the end (then `hash` is absent). */
export const PhotoExamined = z.strictObject({ ...fact('photo.examined'), ...ExaminePhoto.shape })
/** A witness is at his TPS. */
export const WitnessCheckedIn = z.strictObject({ ...fact('witness.checked-in'), ...CheckIn.shape, method: CheckInMethod })

const { note: _note, ...incident } = ReportIncident.shape
export const IncidentReported = z.strictObject({
  ...fact('incident.reported'),
  ...incident,
  /** Kinds come and go with elections; what was reported stays as it was said. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  reason: Sha256.optional(),
})

/** Whether KPPS gave the witness his copy of the form. */
export const CopyStated = z.strictObject({ ...fact('copy.stated'), ...StateCopy.shape })

export const Fact = z.discriminatedUnion('type', [
  ElectionOpened,
  RegisterAmended,
  FormReported,
  FormSettled,
  FormMoved,
  FormWithdrawn,
  RoundOrdered,
  PhotoStored,
  PhotoExamined,
  WitnessCheckedIn,
  IncidentReported,
  CopyStated,
])
export type Fact = z.infer<typeof Fact>
export type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** A fact where it stands in its room's ledger. */
export type Recorded<F extends Fact = Fact> = {
  readonly room: RoomId
  readonly seq: number
  readonly at: string
  readonly by: string
  readonly fact: F
}
