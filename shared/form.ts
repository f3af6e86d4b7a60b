import * as z from 'zod'
import { ContestId, Instant, RequestId, Sha256, TpsId } from './ids.ts'

/** People or papers on one line of the form. Every line has three digit boxes; five digits leave room for a whole village. */
export const Count = z.int().min(0).max(99_999)

/** Men, women and total of one line; any of them may be missing, and missing is not zero. */
export const MF = z.strictObject({ m: Count.optional(), f: Count.optional(), total: Count.optional() })
export type MF = z.infer<typeof MF>

const VoterLines = z.strictObject({ dpt: MF.optional(), dpph: MF.optional(), dptb: MF.optional(), all: MF.optional() })
const CandidateNumber = z.string().regex(/^[1-9]\d?$/, 'a candidate number is 1..99')

/** What stands on a C.Hasil (DOMAIN.md section 4): A.1 voters, A.2 users, B disability, C ballots, D votes, E valid, F invalid, G total. */
export const Figures = z.strictObject({
  votes: z.record(CandidateNumber, Count).optional(),
  valid: Count.optional(),
  invalid: Count.optional(),
  total: Count.optional(),
  voters: VoterLines.optional(),
  users: VoterLines.optional(),
  disabled: z.strictObject({ voters: MF.optional(), users: MF.optional() }).optional(),
  ballots: z
    .strictObject({ received: Count.optional(), returned: Count.optional(), unused: Count.optional(), used: Count.optional() })
    .optional(),
})
export type Figures = z.infer<typeof Figures>

export const Source = z.enum(['witness', 'desk', 'workbook', 'api', 'sms'])
export type Source = z.infer<typeof Source>

/** How the author knows: was there, saw a photo, the paper, a message, or heard it by phone. */
export const Basis = z.enum(['counted', 'photo', 'paper', 'message', 'phone'])
export type Basis = z.infer<typeof Basis>

export const Round = z.int().min(1).max(9)
export const Cause = z.enum(['own-typing', 'corrected-by-kpps', 'recount'])
export type Cause = z.infer<typeof Cause>

/** Where phones start when their battery was empty, and as far as their clocks can be set. */
const CLOCKS = { first: 1970, last: 2100 } as const
const LONGEST_INSTANT = 40

/**
 * What the sender's clock showed when the sheet was photographed or typed. A phone's clock may be wrong by years, so it is kept as
 * sent and moves nothing: order, checks and totals go by the time of the ledger. Refused is only what no clock shows.
 */
export const CapturedAt = Instant.refine((at) => {
  const year = Number(at.slice(0, 4))
  return year >= CLOCKS.first && year <= CLOCKS.last && at.length <= LONGEST_INSTANT
}, `no clock shows this time: leave it out, or give one between ${CLOCKS.first} and ${CLOCKS.last}`)

/** `POST /api/forms`: one station's sheet for one contest, as one author reports it. Unknown keys are refused. */
export const Form = z.strictObject({
  id: RequestId,
  tps: TpsId,
  contest: ContestId,
  round: Round.default(1),
  source: Source.optional(),
  basis: Basis.optional(),
  figures: Figures,
  photos: z.array(Sha256).max(20).optional(),
  capturedAt: CapturedAt.optional(),
  replaces: RequestId.optional(),
  cause: Cause.optional(),
  signed: z.boolean().optional(),
  objection: z.boolean().optional(),
})
export type Form = z.infer<typeof Form>

/** `POST /api/forms/batch`: each form is judged on its own, so they are parsed one by one. */
export const FormBatch = z.strictObject({ forms: z.array(z.unknown()).min(1).max(500) })

/** At least one vote line or one photo; else there is nothing to keep. */
export const isEmptyForm = (form: Pick<Form, 'figures' | 'photos'>): boolean =>
  Object.keys(form.figures.votes ?? {}).length === 0 && (form.photos?.length ?? 0) === 0

/** One line's number: the written total, else the sum of both sexes when both are written, else unknown. */
export function lineTotal(line: MF | undefined): number | undefined {
  if (!line) return undefined
  if (line.total !== undefined) return line.total
  return line.m !== undefined && line.f !== undefined ? line.m + line.f : undefined
}

/** Valid votes are computed from the candidates; the written `valid` is only compared. */
export const sumOfVotes = (figures: Figures): number => Object.values(figures.votes ?? {}).reduce((a, b) => a + b, 0)
