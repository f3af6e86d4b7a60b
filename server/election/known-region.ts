import type { Election } from '../../shared/election.ts'
import type { FieldError } from '../../shared/refusal.ts'

const known = new WeakMap<Election, ReadonlySet<string>>()

/** Whether the election speaks of this region or TPS, as it was loaded. */
export function knowsRegion(election: Election, code: string): boolean {
  let codes = known.get(election)
  if (!codes)
    known.set(election, (codes = new Set([...election.regions.map((region) => region.code), ...election.tps.map(({ tps }) => tps)])))
  return codes.has(code)
}

export const unknownRegion = (code: string): string => `the loaded election has no region ${code}: look up its code in the register`

/** One error for each region that is not the election's; none while no election says which there are. `paths` by region. */
export const unknownRegions = (election: Election | undefined, regions: readonly (readonly [path: string, code: string])[]): FieldError[] =>
  regions
    .filter(([, code]) => election !== undefined && !knowsRegion(election, code))
    .map(([path, code]) => ({ path, code: 'unknown-region', message: unknownRegion(code) }))
