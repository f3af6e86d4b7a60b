import type { Figures } from './form.ts'
import type { RequestId } from './ids.ts'
import type { Cell, Report } from './report.ts'
import type { Knowledge } from './tally.ts'

/** What the room knows of one TPS x contest x round, and which figures follow from it. */
export type Judgement = {
  readonly knowledge: Knowledge
  /** The figures that enter the totals of the modes this knowledge belongs to; absent when none do. `form` is the report or settlement they stand in. */
  readonly counted?: { readonly figures: Figures; readonly form?: RequestId }
  /**
   * The figures the one-form checks look at: the counted ones, else those of the newest report; fields its author left out are
   * taken from the newest report that agrees with it on the deciding fields. `at` = when those figures first arrived.
   */
  readonly focus?: { readonly figures: Figures; readonly at: string }
  /** A count-room reading (a person at the desk, from photo or paper) or a settlement confirms the figures in focus. */
  readonly read: boolean
}

/** Newest unreplaced report of each author, ascending by seq: a report named in another's `replaces` by the same author never counts. */
export function liveReports(_cell: Cell): Report[] {
  throw new Error('assertion failed: not written yet')
}

/** ARCHITECTURE.md section 5, counting rule version 1. `candidates` = every number of the contest. */
export function judge(_cell: Cell, _candidates: readonly number[]): Judgement {
  throw new Error('assertion failed: not written yet')
}
