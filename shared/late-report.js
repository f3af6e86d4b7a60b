const FIGURES = '"figures":'
const AFTER_FIGURES = '},"id":"'
const REPORTED = '"type":"form.reported","version":1}'
/** Figures that nobody has looked at yet, as they stand in the ledger. */
class LateFigures {
  text
  constructor(text) {
    this.text = text
  }
}
/**
 * A stored fact for the fold, with the figures of a report left unread: at a cold start of a million facts most reports were replaced
 * by a later one of the same author, and reading a dozen objects for each of them costs more than all the rest. The text is canonical
 * (RFC 8785), so `id` follows `figures`, and nothing before or inside `figures` is free text.
 */
export function readLate(text) {
  const start = text.endsWith(REPORTED) ? text.indexOf(FIGURES) : -1
  const end = start < 0 ? -1 : text.indexOf(AFTER_FIGURES, start)
  if (end < 0) return JSON.parse(text)
  const fact = JSON.parse(text.slice(0, start) + text.slice(end + 2))
  // The one who keeps a report asks for `lateFiguresOf` first; nobody else sees this fact.
  fact.figures = new LateFigures(text.slice(start + FIGURES.length, end + 1))
  return fact
}
/** The unread figures of a fact made by `readLate`. */
export const lateFiguresOf = (fact) => {
  const figures = fact.figures
  return figures instanceof LateFigures ? figures.text : undefined
}
/** A report that reads its figures at the first look. */
export class LateReport {
  id
  seq
  at
  by
  tps
  contest
  round
  source
  basis
  photos
  capturedAt
  replaces
  cause
  signed
  objection
  #figures
  constructor(report, figures) {
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
  get figures() {
    if (typeof this.#figures === 'string') this.#figures = JSON.parse(this.#figures)
    return this.#figures
  }
}
