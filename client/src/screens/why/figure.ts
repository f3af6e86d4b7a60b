import type { Contest } from '../../../../shared/election.ts'
import type { ChangeFigures } from '../../../../shared/moments.ts'
import type { Mode } from '../../../../shared/tally.ts'
import { count, signed } from '../../format.ts'
import { whyWords as words } from '../../words/why.ts'

/** A figure somebody may ask about: a candidate's votes, the lead of one over another, or what is in. */
export type Figure =
  | { readonly kind: 'votes'; readonly candidate: number }
  | { readonly kind: 'lead'; readonly of: number; readonly over: number }
  | { readonly kind: 'tps' | 'dpt' | 'valid' }

/** Which figure, of which region; `untilMs` = as it was then, not now. */
export type Question = {
  readonly contest: Contest
  readonly region: string
  readonly mode: Mode
  readonly figure: Figure
  readonly untilMs?: number
}

/** The votes between two sides; with a single candidate, his votes. */
export function leadFigure({ first, second }: { readonly first?: Side; readonly second?: Side }): Figure | undefined {
  if (!first) return undefined
  return second
    ? { kind: 'lead', of: first.candidate.number, over: second.candidate.number }
    : { kind: 'votes', candidate: first.candidate.number }
}
type Side = { readonly candidate: { readonly number: number } }

/** As `GET /api/changes` names it. */
export function nameInQuery(figure: Figure): string {
  switch (figure.kind) {
    case 'votes':
      return String(figure.candidate)
    case 'lead':
      return `${figure.of}-${figure.over}`
    case 'tps':
    case 'dpt':
    case 'valid':
      return figure.kind
  }
}

/** The figure itself, out of what a TPS or a region puts into the total. */
export function readFigure(figure: Figure, from: ChangeFigures): number {
  switch (figure.kind) {
    case 'votes':
      return from.votes[figure.candidate] ?? 0
    case 'lead':
      return (from.votes[figure.of] ?? 0) - (from.votes[figure.over] ?? 0)
    case 'tps':
    case 'dpt':
      return from[figure.kind].counted
    case 'valid':
      return from.valid
  }
}

/** A figure as it stands; a lead may be negative. */
export const plain = (n: number): string => (n < 0 ? signed(n) : count(n))

/** How many more are expected than before; only TPS and DPT expect anything. */
export const expectedOf = (figure: Figure, from: ChangeFigures): number =>
  figure.kind === 'tps' || figure.kind === 'dpt' ? from[figure.kind].expected : 0

/** What it is called on screen. */
export function figureName({ contest, figure }: Pick<Question, 'contest' | 'figure'>): string {
  if (figure.kind === 'lead') return words.figures.lead
  if (figure.kind !== 'votes') return words.figures[figure.kind]
  const candidate = contest.candidates.find(({ number }) => number === figure.candidate)
  return words.figures.votes(candidate?.name ?? String(figure.candidate))
}
