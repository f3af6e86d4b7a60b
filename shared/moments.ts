import * as z from 'zod'
import { Round } from './form.ts'
import { ContestId, Instant, RequestId, RoomId, ScopeCode, Seq, TpsId } from './ids.ts'
import { Mode } from './tally.ts'
import { TallyRow } from './wire.ts'

/** Answers of the requests that look back: the night as a timeline, one moment of it, and what changed a figure since a moment. */

const Positions = z.record(z.string(), Seq)

/** `GET /api/moments`: what a time slider is drawn from. */
export const TimelineAnswer = z.strictObject({
  /** Absent = all contests together. */
  contest: ContestId.optional(),
  region: ScopeCode,
  at: Positions,
  /** Start of the first bucket. */
  from: Instant,
  /** When the newest fact of these rooms was written. */
  to: Instant,
  bucketMs: z.int().positive(),
  /** Forms that arrived in each bucket, from `from` on. */
  arrivals: z.array(z.int()),
})
export type TimelineAnswer = z.infer<typeof TimelineAnswer>

/** `GET /api/moment`: what a summary of each room held then. `seq` = the room's last entry at that moment. */
export const MomentAnswer = z.strictObject({
  moment: Instant,
  rooms: z.array(z.strictObject({ room: RoomId, seq: Seq, rows: z.array(TallyRow) })),
})
export type MomentAnswer = z.infer<typeof MomentAnswer>

/** What a TPS or a region puts into a total of one mode. `valid` is the sum of the candidates. */
export const ChangeFigures = z.strictObject({
  votes: z.record(z.string(), z.int()),
  valid: z.int(),
  invalid: z.int(),
  tps: z.strictObject({ counted: z.int(), expected: z.int() }),
  dpt: z.strictObject({ counted: z.int(), expected: z.int() }),
})
export type ChangeFigures = z.infer<typeof ChangeFigures>

/**
 * `new`: a TPS came into the total; `corrected`: another report changed what counts; `settled`: a person decided; `moved`: a form went
 * to another TPS or came from one; `round`: a re-vote emptied the TPS; `register`: a TPS was added or withdrawn, or its DPT corrected.
 */
export const ChangeKind = z.enum(['new', 'corrected', 'settled', 'moved', 'round', 'register'])
export type ChangeKind = z.infer<typeof ChangeKind>

/** One fact that moved a figure. A form moved within the region moves two TPS. */
export const Change = z.strictObject({
  room: RoomId,
  seq: Seq,
  at: Instant,
  by: z.string(),
  id: RequestId,
  kind: ChangeKind,
  type: z.string(),
  fact: z.record(z.string(), z.unknown()),
  reason: z.string().optional(),
  /** Entry that reported the form which the fact is about. */
  formSeq: Seq.optional(),
  cells: z.array(z.strictObject({ tps: TpsId, round: Round, before: ChangeFigures, after: ChangeFigures })),
})
export type Change = z.infer<typeof Change>

/** `GET /api/changes`: the facts after `since` that moved the chosen figure, newest first; all of them add up to `now` less `before`. */
export const ChangesAnswer = z.strictObject({
  contest: ContestId,
  region: ScopeCode,
  mode: Mode,
  /** By room the last entry before, and the last one looked at. */
  since: Positions,
  at: Positions,
  before: ChangeFigures,
  now: ChangeFigures,
  /** What each kind of fact moved, all pages together. */
  kinds: z.array(z.strictObject({ kind: ChangeKind, facts: z.int(), moved: ChangeFigures })),
  /** Absent for whoever may not read single forms. */
  items: z.array(Change).optional(),
  /** Names of their authors by id; who was erased has none. */
  people: z.record(z.string(), z.string()).optional(),
  /** Send it back as `cursor` for the facts before these. */
  next: z.string().optional(),
})
export type ChangesAnswer = z.infer<typeof ChangesAnswer>
