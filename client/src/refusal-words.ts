import type { ApiFailure } from './api.ts'
import { pageWords } from './words/pages.ts'

/** One sentence for the person who asked: what happened and what to do. */
export function tellFailure(failure: ApiFailure): string {
  return failure.kind === 'unreachable' ? pageWords.states.unreachable.title + '.' : pageWords.refusals[failure.problem.code]
}

/** Messages of a refusal by field path (`figures.votes.1`). */
export function fieldMessages(failure: ApiFailure | undefined): ReadonlyMap<string, string> {
  if (failure?.kind !== 'refused') return new Map()
  return new Map((failure.problem.errors ?? []).map(({ path, message }) => [path, message]))
}
