import { differs } from './deciding-fields.js'
/** `own` with the lines it lacks taken from `other`; `own` itself when nothing is lacking, so that the common case copies nothing. */
function withMissing(own, other) {
  if (own === undefined || other === undefined) return own ?? other
  let filled = own
  for (const line of Object.keys(other)) {
    if (own[line] !== undefined || other[line] === undefined) continue
    if (filled === own) filled = { ...own }
    filled[line] = other[line]
  }
  return filled
}
const BLOCKS = ['voters', 'users', 'disabled', 'ballots']
const NUMBERS = ['valid', 'invalid', 'total']
/**
 * A sheet completed by another that agrees with it on the deciding fields. A line (men, women, total) is taken whole or not at
 * all, so that no line mixes two people's numbers.
 */
function completedBy(own, other) {
  const filled = { ...own }
  let changed = false
  for (const field of NUMBERS) {
    if (own[field] !== undefined || other[field] === undefined) continue
    filled[field] = other[field]
    changed = true
  }
  for (const block of BLOCKS) {
    const lines = withMissing(own[block], other[block])
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
export function inFocus(figures, live, candidates) {
  let focus = figures
  for (let i = live.length - 1; i >= 0; i--) {
    const other = live[i]?.figures
    if (other && other !== figures && !differs(figures, other, candidates) && !differs(focus, other, candidates)) {
      focus = completedBy(focus, other)
    }
  }
  return focus
}
