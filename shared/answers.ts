import * as z from 'zod'
import { Contest, ElectionFile, FormTemplate } from './election.ts'
import { Basis, Cause, Count, Figures, Round, Source } from './form.ts'
import { ContestId, Instant, RegionCode, RequestId, RoomId, ScopeCode, Seq, Sha256, TpsId } from './ids.ts'
import { PhotoDocument, PhotoOrigin, PhotoType } from './photo.ts'
import { Message } from './message.ts'
import { Problem } from './refusal.ts'
import { Grant, WallProfile } from './roles.ts'
import { StationDayView } from './station-day-answers.ts'
import { Finding, Receipt, Standing } from './tally.ts'

/** What the HTTP requests of CONTRACT.md answer, beside `Tally`. The server's OpenAPI document and the client's types come from here. */

/** 201, 200 on repeat, 202 with `problem` when parked. Blind roles get the receipt (and the problem) only. */
export const FormAnswer = z.strictObject({
  receipt: Receipt,
  standing: Standing.optional(),
  findings: z.array(Finding).optional(),
  problem: Problem.optional(),
})
export type FormAnswer = z.infer<typeof FormAnswer>

/** In the order of the forms sent; `status` is what the form alone would have been answered with. */
export const BatchAnswer = z.strictObject({
  answers: z.array(FormAnswer.partial({ receipt: true }).extend({ status: z.int() })),
})
export type BatchAnswer = z.infer<typeof BatchAnswer>

export const ReceiptAnswer = z.strictObject({ receipt: Receipt })

export const SessionAnswer = z.strictObject({ name: z.string(), grants: z.array(Grant), profile: WallProfile.optional() })
export type SessionAnswer = z.infer<typeof SessionAnswer>

export const RegionName = z.strictObject({ code: RegionCode, name: z.string(), short: z.string().optional() })
const Levels = z.enum(['province', 'regency', 'district', 'village', 'tps'])
const CountedRegister = z.strictObject({ tps: z.int(), dpt: z.int(), unknownDpt: z.int() })
/** The election as loaded; `counts` by room, of what it was opened with. */
export const RegisterAnswer = z.strictObject({
  election: z.strictObject({
    id: z.string(),
    name: z.string(),
    date: z.iso.date(),
    timezone: z.string(),
    pollsClose: z.string(),
    province: z.string(),
    maxVotersPerTps: z.int(),
    ballotReserve: z.number(),
    holidays: z.array(z.iso.date()),
    simulated: z.boolean(),
  }),
  contests: z.array(Contest),
  regions: z.array(RegionName),
  notVoting: z.array(RegionCode),
  form: FormTemplate,
  counts: z.record(z.string(), CountedRegister),
  /** Levels that `GET /api/boundaries` can draw. */
  drawn: z.array(Levels),
})
export type RegisterAnswer = z.infer<typeof RegisterAnswer>

/** As loaded and amended since; a TPS that was withdrawn stays in the list. */
export const RegisterTpsAnswer = z.strictObject({
  region: ScopeCode,
  rows: z.array(
    z.strictObject({
      tps: TpsId,
      dpt: Count.optional(),
      dptM: Count.optional(),
      dptF: Count.optional(),
      signal: z.boolean().optional(),
      expectedBy: z.string().optional(),
      withdrawn: z.literal(true).optional(),
    }),
  ),
})
export type RegisterTpsAnswer = z.infer<typeof RegisterTpsAnswer>

/** One author's sheet as it arrived. `replaced` = a later one by the same author names it, so it does not count. */
export const ReportView = z.strictObject({
  id: RequestId,
  seq: Seq,
  at: Instant,
  by: z.string(),
  contest: ContestId,
  round: Round,
  source: Source,
  basis: Basis,
  figures: Figures,
  photos: z.array(Sha256),
  capturedAt: Instant.optional(),
  replaces: RequestId.optional(),
  cause: Cause.optional(),
  signed: z.boolean().optional(),
  objection: z.boolean().optional(),
})
export const SettlementView = z.strictObject({
  id: RequestId,
  seq: Seq,
  at: Instant,
  by: z.string(),
  contest: ContestId,
  round: Round,
  figures: Figures,
  form: RequestId.optional(),
})
/** A photo of this TPS. `look`: nobody looked at its pixels yet, it opens whole, or it is damaged. */
export const PhotoView = z.strictObject({
  sha256: Sha256,
  contest: ContestId,
  round: Round,
  document: PhotoDocument,
  page: z.int(),
  origin: PhotoOrigin,
  at: Instant,
  by: z.string(),
  bytes: z.int(),
  media: PhotoType,
  width: z.int(),
  height: z.int(),
  derivedFrom: Sha256.optional(),
  look: z.enum(['waiting', 'whole', 'damaged']),
})
export type PhotoView = z.infer<typeof PhotoView>
/** `reason` is what a person wrote, or `[dihapus]` when it was erased. */
export const HistoryEntry = z.strictObject({
  seq: Seq,
  at: Instant,
  by: z.string(),
  id: RequestId,
  type: z.string(),
  fact: z.record(z.string(), z.unknown()),
  reason: z.string().optional(),
})
/** Everything the room knows of one TPS. `registered` is absent for a TPS that waits for a coordinator (parked). */
export const TpsAnswer = z.strictObject({
  tps: TpsId,
  /** Names from the regency down to the village. */
  path: z.array(z.string()),
  /** Of the room, when this was read: what a settlement sends back as `seen`. */
  seq: Seq,
  registered: z.strictObject({ dpt: Count.optional(), signal: z.boolean().optional(), withdrawn: z.boolean() }).optional(),
  reports: z.array(ReportView),
  settlements: z.array(SettlementView),
  standings: z.array(z.strictObject({ contest: ContestId, round: Round, current: z.boolean(), standing: Standing })),
  findings: z.array(Finding),
  /** By document and page, the newest last; the same bytes stand once. */
  photos: z.array(PhotoView),
  day: StationDayView.optional(),
  history: z.array(HistoryEntry),
  /** Names of the authors above by their id; who was erased has none. */
  people: z.record(z.string(), z.string()).optional(),
  /** The author that whoever asks would be: nobody settles a TPS that he reported himself. */
  you: z.string().optional(),
})
export type TpsAnswer = z.infer<typeof TpsAnswer>

export const FindingsAnswer = z.strictObject({
  at: z.record(z.string(), Seq),
  items: z.array(Finding),
  /** Send it back as `cursor` for the findings after these. */
  next: z.string().optional(),
})
export type FindingsAnswer = z.infer<typeof FindingsAnswer>

/** Which list: TPS whose figures a person has to settle, reports of TPS outside the register, or findings by TPS. */
export const WorkList = z.enum(['decide', 'parked', 'findings'])
export type WorkList = z.infer<typeof WorkList>
/** One TPS x contest that waits for somebody. */
export const WorkItem = z.strictObject({
  tps: TpsId,
  contest: ContestId,
  round: Round,
  standing: Standing,
  /** Votes: the widest difference between two people in one deciding field, or the gravest finding's stake. */
  stake: z.int(),
  reports: z.int(),
  /** When the newest report arrived. */
  at: Instant.optional(),
  /** Of the list `findings`; in the others empty. */
  findings: z.array(Finding),
  /** The TPS was in the register once. */
  withdrawn: z.literal(true).optional(),
})
export type WorkItem = z.infer<typeof WorkItem>
/** Counts of every list for the same region and contest; a severity narrows the findings only. */
export const WorkAnswer = z.strictObject({
  at: z.record(z.string(), Seq),
  items: z.array(WorkItem),
  totals: z.strictObject({
    decide: z.int(),
    parked: z.int(),
    /** TPS x contest, their findings, and how many of those no count-room reading has confirmed. */
    findings: z.strictObject({ tps: z.int(), findings: z.int(), unconfirmed: z.int() }),
  }),
  next: z.string().optional(),
})
export type WorkAnswer = z.infer<typeof WorkAnswer>

export const LedgerAnswer = z.strictObject({
  room: RoomId,
  entries: z.array(
    z.strictObject({
      seq: Seq,
      at: Instant,
      by: z.string(),
      id: RequestId,
      fact: z.record(z.string(), z.unknown()),
      previous: Sha256,
      hash: Sha256,
    }),
  ),
  head: z.strictObject({ seq: Seq, hash: Sha256 }),
})
export type LedgerAnswer = z.infer<typeof LedgerAnswer>

export const SearchAnswer = z.strictObject({
  hits: z.array(
    z.strictObject({
      code: ScopeCode,
      name: z.string(),
      level: z.enum(['province', 'regency', 'district', 'village', 'tps']),
      /** The regions around it, outermost first. */
      path: z.array(z.string()),
    }),
  ),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** `needed` = there is no account yet: the console shows the code that makes the first one. */
export const SetupAnswer = z.strictObject({
  needed: z.boolean(),
  election: z.boolean(),
  /** Of the loaded election, so that the sign-in page says where one is and whether it is a simulation. */
  name: z.string().optional(),
  simulated: z.boolean().optional(),
})
export type SetupAnswer = z.infer<typeof SetupAnswer>
/** How boundary files fit the election: codes drawn and known, drawn and unknown, known and not drawn. */
export const BoundaryReport = z.strictObject({
  level: Levels,
  matched: z.int(),
  unmatched: z.array(z.string()),
  missing: z.array(z.string()),
})
export type BoundaryReport = z.infer<typeof BoundaryReport>

/** The election as it can be edited: `file` is election.json. */
export const ElectionAnswer = z.strictObject({
  file: ElectionFile,
  simulated: z.boolean(),
  /** Something was reported: only how it is shown may change. */
  locked: z.boolean(),
  /** Levels whose exact boundaries were loaded. */
  drawn: z.array(Levels),
  /** Names of the folder's files, to be had one by one. */
  files: z.array(z.string()),
})
export type ElectionAnswer = z.infer<typeof ElectionAnswer>

/** What was loaded, counted. */
export const LoadedAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  rooms: z.int(),
  contests: z.int(),
  tps: z.int(),
  /** What whoever loads it should know: columns ignored, odd rows of the register, boundaries matched and missing. */
  notes: z.array(Message),
  /** How the boundary files fit, where there are any. */
  boundaries: z.array(BoundaryReport).optional(),
})
export type LoadedAnswer = z.infer<typeof LoadedAnswer>
