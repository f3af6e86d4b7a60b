import type { Figures } from '../form.ts'
import type { Finding } from '../tally.ts'
import type { Words } from './words.ts'

/** What a one-form check may look at; everything it knows is in here, so that it runs alike on server and client. */
export type Sheet = {
  readonly tps: string
  readonly contest: string
  readonly round: number
  readonly figures: Figures
  /** Numbers of all candidates of the contest; a check on votes needs every one of them. */
  readonly candidates: readonly number[]
  /** The register's DPT; undefined = unknown. */
  readonly registerDpt?: number
  readonly maxVotersPerTps: number
  /** e.g. 0.025; spare papers are ceil(reserve x DPT). */
  readonly ballotReserve: number
  /** ISO 8601. */
  readonly pollsClose: string
  /** When the report reached the room, ISO 8601 UTC. */
  readonly reportedAt: string
}

/** What a check found on one sheet, before it is addressed; a check that is silent returns undefined. */
export type Found = Pick<Finding, 'check' | 'severity' | 'expected' | 'actual' | 'stake' | 'hint' | 'message'>

/** A pure function; its comment gives rule, unit, source and blind spot. */
export type Check = (sheet: Sheet) => Found | undefined

/** What stands beside a finding for whoever works on it; written in the check's own file. */
export type Explanation = {
  /**
   * Share of honest forms that look like this, 0..1: complete forms of the presidential count of 2024 in five regencies of East
   * Kalimantan, before PG1 silences. Absent = not measured, for public rows lack the lines.
   */
  readonly baseRate?: number
  readonly next: Words
}
/** By the check's id. */
export type Explanations = Readonly<Record<string, Explanation>>
