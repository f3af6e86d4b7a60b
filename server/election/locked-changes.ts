import { canonicalJson } from '../../shared/canonical-json.ts'
import { countedBy, type Election } from '../../shared/election.ts'
import type { FieldError } from '../../shared/refusal.ts'
import { registerDigest } from './opening.ts'

/** Fields of election.json that checks, rooms or hashes rest on. */
const LOCKED = [
  'id',
  'date',
  'timezone',
  'pollsClose',
  'province',
  'form',
  'maxVotersPerTps',
  'ballotReserve',
  'holidays',
  'notVoting',
  'simulated',
] as const satisfies readonly (keyof Election)[]

/**
 * What of an election may no longer change once something was reported, each by its path; empty = the two differ in how they are shown
 * only: names, short names, colours, which pairs are ours, names of regions.
 */
export function lockedChanges(before: Election, next: Election): FieldError[] {
  const paths = [
    ...LOCKED.filter((field) => canonicalJson({ it: before[field] }) !== canonicalJson({ it: next[field] })),
    ...changedContests(before, next),
    ...(registerDigest(before.tps) === registerDigest(next.tps) ? [] : ['tps.csv']),
    ...(codesOf(before) === codesOf(next) ? [] : ['regions.csv']),
  ]
  return paths.map((path) => ({ path, code: 'locked', message: `${path} stays as it is: something has been reported` }))
}

function changedContests(before: Election, next: Election): string[] {
  if (before.contests.length !== next.contests.length) return ['contests']
  return next.contests.flatMap((contest, i) => {
    const old = before.contests[i]
    return old && canonicalJson(countedBy(old)) === canonicalJson(countedBy(contest)) ? [] : [`contests.${i}`]
  })
}

const codesOf = ({ regions }: Election): string =>
  regions
    .map(({ code }) => code)
    .toSorted()
    .join()
