import type { Fact, FactOf } from './facts.ts'
import type { Figures } from './form.ts'
import type { Report } from './report.ts'

const FIGURES = '"figures":'
const AFTER_FIGURES = '},"id":"'
const REPORTED = '"type":"form.reported","version":1}'

/** Figures that nobody has looked at yet, as they stand in the ledger. */
class LateFigures {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * A stored fact for the fold, with the figures of a report left unread: at a cold start of a million facts most reports were replaced
 * by a later one of the same author, and reading a dozen objects for each of them costs more than all the rest. The text is canonical
 * (RFC 8785), so `id` follows `figures`, and nothing before or inside `figures` is free text.
 */
export function readLate(text: string): Fact {
  const start = text.endsWith(REPORTED) ? text.indexOf(FIGURES) : -1
  const end = start < 0 ? -1 : text.indexOf(AFTER_FIGURES, start)
  if (end < 0) return JSON.parse(text) as Fact
  const fact = JSON.parse(text.slice(0, start) + text.slice(end + 2)) as FactOf<'form.reported'>
  // The one who keeps a report asks for `lateFiguresOf` first; nobody else sees this fact.
  fact.figures = new LateFigures(text.slice(start + FIGURES.length, end + 1)) as unknown as Figures
  return fact
}

/** The unread figures of a fact made by `readLate`. */
export const lateFiguresOf = (fact: FactOf<'form.reported'>): string | undefined => {
  const figures: unknown = fact.figures
  return figures instanceof LateFigures ? figures.text : undefined
}

/** A report that reads its figures at the first look. */
export class LateReport implements Report {
  readonly id: Report['id']
  readonly seq: number
  readonly at: string
  readonly by: string
  readonly tps: Report['tps']
  readonly contest: Report['contest']
  readonly round: number
  readonly source: Report['source']
  readonly basis: Report['basis']
  readonly photos: readonly string[]
  readonly capturedAt?: string
  readonly replaces?: Report['replaces']
  readonly cause?: Report['cause']
  readonly signed?: boolean
  readonly objection?: boolean
  #figures: Figures | string

  constructor(report: Omit<Report, 'figures'>, figures: string) {
    this.id = report.id
    this.seq = report.seq
    this.at = report.at
    this.by = report.by
    this.tps = report.tps
    this.contest = report.contest
    this.round = report.round
    this.source = report.source
    this.basis = report.basis
    this.photos = report.photos
    this.capturedAt = report.capturedAt
    this.replaces = report.replaces
    this.cause = report.cause
    this.signed = report.signed
    this.objection = report.objection
    this.#figures = figures
  }

  get figures(): Figures {
    if (typeof this.#figures === 'string') this.#figures = JSON.parse(this.#figures) as Figures
    return this.#figures
  }
}
