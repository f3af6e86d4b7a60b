import { differs, type Candidates } from './deciding-fields.ts'
import type { Figures, MF } from './form.ts'
import type { Report } from './report.ts'

type Lines = { readonly [line in string]?: MF | number }

/** `own` with the lines it lacks taken from `other`; `own` itself when nothing is lacking, so that the common case copies nothing. */
function withMissing<T extends Lines>(own: T | undefined, other: T | undefined): T | undefined {
  if (own === undefined || other === undefined) return own ?? other
  let filled = own
  for (const line of Object.keys(other) as (keyof T)[]) {
    if (own[line] !== undefined || other[line] === undefined) continue
    if (filled === own) filled = { ...own }
    filled[line] = other[line]
  }
  return filled
}

const BLOCKS = ['voters', 'users', 'disabled', 'ballots'] as const
const NUMBERS = ['valid', 'invalid', 'total'] as const

/**
 * A sheet completed by another that agrees with it on the deciding fields. A line (men, women, total) is taken whole or not at
 * all, so that no line mixes two people's numbers.
 */
function completedBy(own: Figures, other: Figures): Figures {
  const filled: Figures = { ...own }
  let changed = false
  for (const field of NUMBERS) {
    if (own[field] !== undefined || other[field] === undefined) continue
    filled[field] = other[field]
    changed = true
  }
  for (const block of BLOCKS) {
    const lines = withMissing<Lines>(own[block], other[block])
    if (lines === own[block]) continue
    Object.assign(filled, { [block]: lines })
    changed = true
  }
  return changed ? filled : own
}

/**
 * The figures the one-form checks look at: `figures`, completed by the live reports that agree with them, newest first.
 * Blind to: lines of two people that each are right about another moment (a sum over both may break; it stays unconfirmed).
 */
export function inFocus(figures: Figures, live: readonly Report[], candidates: Candidates): Figures {
  let focus = figures
  for (let i = live.length - 1; i >= 0; i--) {
    const other = live[i]?.figures
    if (other && other !== figures && !differs(figures, other, candidates) && !differs(focus, other, candidates)) {
      focus = completedBy(focus, other)
    }
  }
  return focus
}

const isSame = (a: MF | number | undefined, b: MF | number | undefined): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a.m === b.m && a.f === b.f && a.total === b.total)

/** The lines of `focus` that somebody who agrees with its votes wrote just so. */
function commonLines(focus: Figures, other: Figures): Figures {
  const common: Record<string, unknown> = { votes: focus.votes }
  for (const field of NUMBERS) if (focus[field] === other[field]) common[field] = focus[field]
  for (const block of BLOCKS) {
    const theirs: Lines = other[block] ?? {}
    const lines = Object.entries((focus[block] ?? {}) as Lines).filter(([line, value]) => isSame(value, theirs[line]))
    if (lines.length > 0) common[block] = Object.fromEntries(lines)
  }
  return common as Figures
}

/** How the figures in focus came together: after each report that brought a part of them, what was known and when it was. */
export function* stagesOf(focus: Figures, reports: readonly Report[], candidates: Candidates): Generator<{ figures: Figures; at: string }> {
  let known: Figures | undefined
  for (const { figures, at } of reports.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    if (differs(figures, focus, candidates)) continue
    const brought = commonLines(focus, figures)
    known = known ? completedBy(known, brought) : brought
    yield { figures: known, at }
  }
}
