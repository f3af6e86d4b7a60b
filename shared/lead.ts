import type { Candidate } from './election.ts'

/**
 * The one meaning of "selisih" on every screen: `ours` = our best candidate minus the best of the others, negative when we are
 * behind; `top-two` = where nobody is ours, the first minus the second. With a single candidate, his votes.
 */
export type Lead<C> = { readonly of: 'ours' | 'top-two'; readonly first: C; readonly second?: C; readonly votes: number }

/** Equal votes keep the order of the list. */
export function leadOf<C extends Pick<Candidate, 'number' | 'ours'>>(
  candidates: readonly C[],
  votes: Readonly<Record<string, number>>,
): Lead<C> | undefined {
  const of = ({ number }: C) => votes[number] ?? 0
  const best = (some: readonly C[]): C | undefined => some.toSorted((a, b) => of(b) - of(a))[0]
  const ours = best(candidates.filter((candidate) => candidate.ours))
  const first = ours ?? best(candidates)
  if (!first) return undefined
  const second = best(candidates.filter((candidate) => (ours ? !candidate.ours : candidate !== first)))
  return { of: ours ? 'ours' : 'top-two', first, ...(second ? { second } : {}), votes: of(first) - (second ? of(second) : 0) }
}
