import type { RegisterAnswer } from '../../../../shared/answers.ts'
import type { TallyRow } from '../../../../shared/wire.ts'
import { regionFacts, type Coverage, type RegionFacts } from '../wall/region-facts.ts'
import type { ExploreScope } from './explore-scope.ts'
import type { TpsFacts } from './tps-facts.ts'
import type { TpsState } from './tps-state.ts'

/** A region of the chosen level, with how many of its TPS meet the filters and how many stand in each state. */
export type RegionRow = {
  readonly code: string
  readonly facts: RegionFacts
  readonly matching: number
  readonly states: ReadonlyMap<TpsState, number>
}
type Register = Pick<RegisterAnswer, 'regions' | 'counts'>

/** In the order of their codes. `digits` = the level's. */
export function regionRows(register: Register, scope: ExploreScope, digits: number, known: Known): RegionRow[] {
  const regions = register.regions.filter(({ code }) => code.length === digits && code.startsWith(scope.region.code))
  const matching = countBy(known.matching, digits)
  const states = statesBy(known.all, digits)
  return regions
    .map((region) => {
      const contest = scope.contestOf(region.code.slice(0, 4))
      const counts = register.counts[region.code]
      const row = known.tallies.get(region.code)
      return {
        code: region.code,
        facts: remembered(row, () =>
          regionFacts({ region, ...(contest ? { contest, row } : {}), ...(counts ? { expected: counts } : {}) }),
        ),
        matching: matching.get(region.code) ?? 0,
        states: states.get(region.code) ?? NO_STATES,
      }
    })
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
type Known = {
  readonly tallies: ReadonlyMap<string, TallyRow>
  readonly all: readonly TpsFacts[]
  readonly matching: readonly TpsFacts[]
}

/** A tally row names its region and contest, and is replaced when anything in it changes. */
const made = new WeakMap<TallyRow, RegionFacts>()
function remembered(row: TallyRow | undefined, make: () => RegionFacts): RegionFacts {
  const facts = (row && made.get(row)) ?? make()
  if (row) made.set(row, facts)
  return facts
}

const NO_STATES: ReadonlyMap<TpsState, number> = new Map()

function countBy(tps: readonly TpsFacts[], digits: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { code } of tps) {
    const region = code.slice(0, digits)
    counts.set(region, (counts.get(region) ?? 0) + 1)
  }
  return counts
}

function statesBy(tps: readonly TpsFacts[], digits: number): ReadonlyMap<string, Map<TpsState, number>> {
  const regions = new Map<string, Map<TpsState, number>>()
  for (const { code, state } of tps) {
    const region = code.slice(0, digits)
    let counts = regions.get(region)
    if (!counts) regions.set(region, (counts = new Map()))
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return regions
}

export type Base = { readonly tps: Coverage; readonly dpt: Coverage }
/** What everything on screen is a part of: the region's own tally, of a province the sum of its rooms'. */
export function baseOf(scope: ExploreScope, tallies: ReadonlyMap<string, TallyRow>): Base {
  const codes: readonly string[] = scope.region.code.length === 2 ? scope.rooms : [scope.region.code]
  const sum = (of: (row: TallyRow) => Coverage): Coverage =>
    codes
      .map((code) => tallies.get(code))
      .reduce<Coverage>(
        (total, row) => {
          if (!row) return total
          const { expected, counted, checked } = of(row)
          return { expected: total.expected + expected, counted: total.counted + counted, checked: total.checked + checked }
        },
        { expected: 0, counted: 0, checked: 0 },
      )
  return {
    tps: sum(({ tally, checked }) => ({ ...tally.tps, checked: checked.tps })),
    dpt: sum(({ tally, checked }) => ({ ...tally.dpt, checked: checked.dpt })),
  }
}
