import * as z from 'zod'
import { ContestId, Instant, RequestId, RoomId, ScopeCode, Seq, Sha256, TpsId } from './ids.ts'
import { Message } from './message.ts'
import { CopyState } from './station-day.ts'
import { Round } from './form.ts'

/** How much is known of one TPS x contest x round (ARCHITECTURE.md section "Which figures count"). */
export const Knowledge = z.enum([
  'none',
  'partial',
  'held',
  'claimed',
  'provisional',
  'matching',
  'conflict',
  'agreed',
  'settled',
  'challenged',
])
export type Knowledge = z.infer<typeof Knowledge>

/** What stands behind the figures, from nothing to the sealed paper. */
export const Proof = z.enum(['none', 'photo', 'complete', 'paper', 'sealed'])
export type Proof = z.infer<typeof Proof>

/** `counted` is the report or settlement whose figures enter the totals; absent when none do. */
export const Standing = z.strictObject({ knowledge: Knowledge, proof: Proof, counted: RequestId.optional() })
export type Standing = z.infer<typeof Standing>

/** `code` is short enough to read over the phone: the first characters of the entry's hash. */
export const Receipt = z.strictObject({ room: RoomId, seq: Seq, hash: Sha256, at: Instant, code: z.string() })
export type Receipt = z.infer<typeof Receipt>

export const Severity = z.enum(['info', 'medium', 'high', 'critical'])
export type Severity = z.infer<typeof Severity>

/** Something that needs checking. `stake` = votes that would change if it is right; `unconfirmed` = no count-room reading says so yet. */
export const Finding = z.strictObject({
  id: z.string(),
  check: z.string(),
  severity: Severity,
  contest: ContestId,
  round: Round,
  subjects: z.array(z.string()),
  expected: z.number().optional(),
  actual: z.number().optional(),
  stake: z.number(),
  unconfirmed: z.boolean(),
  /** e.g. one changed digit that would repair the form. */
  hint: Message.optional(),
  message: Message,
  state: z.enum(['open', 'lapsed', 'answered']),
  since: Instant,
})
export type Finding = z.infer<typeof Finding>

/** Which standings enter a total: `checked` within `reported` within `claimed`; `paper` = those of `reported` whose paper is held. */
export const Mode = z.enum(['reported', 'checked', 'claimed', 'paper'])
export type Mode = z.infer<typeof Mode>

const Counted = z.strictObject({ expected: z.int(), counted: z.int() })
const tallyFields = {
  contest: ContestId,
  region: ScopeCode,
  round: Round,
  mode: Mode,
  tps: Counted.extend({ noWitness: z.int().optional() }),
  /** Registered voters; TPS whose DPT is unknown stand in `unknownTps` and in neither sum. */
  dpt: Counted.extend({ unknownTps: z.int() }),
  votes: z.record(z.string(), z.int()),
  /** computed = sum of the candidates; written = what the forms say, over the `tps` forms that say it. */
  valid: z.strictObject({ computed: z.int(), written: z.int(), tps: z.int() }),
  invalid: z.strictObject({ n: z.int(), tps: z.int() }),
  composition: z.partialRecord(Knowledge, z.int()),
  findings: z.partialRecord(Severity, z.int()),
}
/** A region's figures without the ledger position: what a feed row carries, which has its own seq. */
export const RegionTally = z.strictObject(tallyFields)
export type RegionTally = z.infer<typeof RegionTally>

/** `GET /api/tally`: figures with the ledger position they were read at. */
export type Tally = RegionTally & { readonly at: Readonly<Record<string, number>>; readonly rows?: readonly Tally[] }
export const Tally: z.ZodType<Tally> = z.strictObject({
  ...tallyFields,
  at: z.record(z.string(), Seq),
  get rows() {
    return z.array(Tally).optional()
  },
})

/** One TPS x contest as a full view shows it; figures only of what counts. */
export const TpsCell = z.strictObject({
  tps: TpsId,
  contest: ContestId,
  round: Round,
  standing: Standing,
  votes: z.record(z.string(), z.int()).optional(),
  invalid: z.int().optional(),
  reports: z.int(),
  /** When the newest report arrived. */
  at: Instant.optional(),
  /** A witness checked in. */
  present: z.literal(true).optional(),
  /** What was last said about the witness's copy of this form. */
  copy: CopyState.optional(),
  /** How many incidents were reported of the TPS; absent = none. */
  incidents: z.int().optional(),
})
export type TpsCell = z.infer<typeof TpsCell>
