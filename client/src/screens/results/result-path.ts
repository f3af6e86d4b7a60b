import type { LocationQuery } from 'vue-router'
import type { RegisterAnswer } from '../../../../shared/answers.ts'
import type { Contest } from '../../../../shared/election.ts'
import { Mode } from '../../../../shared/tally.ts'
import { stepsTo, type Step } from '../../region-path.ts'

/** Where a person enters the figures: one contest, seen in the region that he may see of it. */
export type Entrance = { readonly contest: Contest; readonly region: string }
type Register = Pick<RegisterAnswer, 'contests' | 'notVoting' | 'regions'>

/** Every contest that reaches into a scope, province-wide ones first; a narrower scope inside a wider one opens nothing new. */
export function entrances({ contests, notVoting }: Register, scopes: readonly string[]): Entrance[] {
  const widest = scopes.filter((scope) => !scopes.some((other) => other !== scope && scope.startsWith(other)))
  return contests
    .toSorted((a, b) => a.region.length - b.region.length || (a.region < b.region ? -1 : 1))
    .flatMap((contest) =>
      widest
        .filter((scope) => scope.startsWith(contest.region) || contest.region.startsWith(scope))
        .map((scope) => ({ contest, region: scope.length > contest.region.length ? scope : contest.region }))
        .filter(({ region }) => !notVoting.some((closed) => region.startsWith(closed))),
    )
}

/** What the address says: `/hasil?wilayah=6472&pemilihan=6472&mode=reported`. */
export type Place =
  | { readonly kind: 'overview'; readonly mode: Mode }
  | { readonly kind: 'region'; readonly contest: Contest; readonly region: string; readonly root: string; readonly mode: Mode }
  | { readonly kind: 'unknown' }

export function placeFrom(register: Register, entered: readonly Entrance[], query: LocationQuery): Place {
  const read = Mode.safeParse(query['mode'] ?? 'reported')
  const mode = read.success ? read.data : 'reported'
  const [region, contestId] = [one(query['wilayah']), one(query['pemilihan'])]
  if (region === undefined && contestId === undefined && entered.length !== 1) return { kind: 'overview', mode }
  const wanted = entered.filter(
    (entrance) =>
      (contestId === undefined || entrance.contest.region === contestId) && (region === undefined || region.startsWith(entrance.region)),
  )
  // The most local contest answers for a region that several contests cover.
  const entrance = wanted.at(-1)
  if (!entrance) return { kind: 'unknown' }
  const at = region ?? entrance.region
  const known = at.length < 13 && register.regions.some(({ code }) => code === at)
  return known ? { kind: 'region', contest: entrance.contest, region: at, root: entrance.region, mode } : { kind: 'unknown' }
}

const one = (value: LocationQuery[string] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The address of a place; what is usual is left out. */
export function queryOf({ region, contest, mode }: { region?: string; contest?: string; mode: Mode }): Record<string, string> {
  return {
    ...(region ? { wilayah: region } : {}),
    ...(contest ? { pemilihan: contest } : {}),
    ...(mode === 'reported' ? {} : { mode }),
  }
}

export type Crumb = Step & { readonly query: Record<string, string> }

/** From where he entered down to where he is; the first one leads back to the overview when there are several entrances. */
export function crumbsOf(register: Register, place: Extract<Place, { kind: 'region' }>): Crumb[] {
  return stepsTo(register.regions, place.root, place.region).map((step) => ({
    ...step,
    query: queryOf({ region: step.code, contest: place.contest.region, mode: place.mode }),
  }))
}
