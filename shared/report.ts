import type { Basis, Cause, Figures, Source } from './form.ts'
import type { ContestId, RequestId, TpsId } from './ids.ts'

/** One author's sheet of one TPS x contest x round, as the fold keeps it. Never changed: a correction is a further report. */
export type Report = {
  readonly id: RequestId
  readonly seq: number
  /** When it reached the room, ISO 8601 UTC; of a form moved here, when it first arrived. */
  readonly at: string
  /** Whose independence counts: the entry's author, or the first author of a form moved here from another room. */
  readonly by: string
  readonly tps: TpsId
  readonly contest: ContestId
  readonly round: number
  readonly source: Source
  readonly basis: Basis
  readonly figures: Figures
  readonly photos: readonly string[]
  readonly capturedAt?: string
  readonly replaces?: RequestId
  readonly cause?: Cause
  readonly signed?: boolean
  readonly objection?: boolean
}

/** Everything a report says and nothing else, read out of whatever holds it. */
export const allOf = (report: Report): Report => ({
  id: report.id,
  seq: report.seq,
  at: report.at,
  by: report.by,
  tps: report.tps,
  contest: report.contest,
  round: report.round,
  source: report.source,
  basis: report.basis,
  figures: report.figures,
  photos: report.photos,
  capturedAt: report.capturedAt,
  replaces: report.replaces,
  cause: report.cause,
  signed: report.signed,
  objection: report.objection,
})

/** A person decided which figures count: typed them, or chose a report. */
export type Settlement = {
  readonly id: RequestId
  readonly seq: number
  readonly at: string
  readonly by: string
  readonly figures: Figures
  readonly form?: RequestId
}

/** Everything that speaks about one TPS x contest x round. Reports moved away or withdrawn are not in it; replaced ones are. */
export type Cell = {
  /** Ascending by seq. */
  readonly reports: readonly Report[]
  /** Ascending by seq; the last one decides. */
  readonly settlements: readonly Settlement[]
}

export type CellKey = `${string}/${string}/${number}`
/** TPS, contest and round in one key, in the order of the form. */
export const cellKey = (tps: string, contest: string, round: number): CellKey => `${tps}/${contest}/${round}`
