import type { Severity } from '../../../../shared/tally.ts'
import { SILENT_MINUTES, type ExploreView } from './explore-view.ts'
import type { TpsFacts } from './tps-facts.ts'
import type { TpsState } from './tps-state.ts'

export type Filter = Pick<ExploreView, 'states' | 'severities' | 'silent'>
type Filtered = Pick<TpsFacts, 'state' | 'gravest' | 'silentMs'>

export const isFiltered = ({ states, severities, silent }: Filter): boolean =>
  states.length > 0 || severities.length > 0 || silent !== undefined

/** A TPS has to meet every filter that is set; within one filter any of the chosen values will do. */
const meets = {
  states: ({ states }: Filter, { state }: Filtered): boolean => states.length === 0 || states.includes(state),
  severities: ({ severities }: Filter, { gravest }: Filtered): boolean =>
    severities.length === 0 || (gravest !== undefined && severities.includes(gravest)),
  silent: ({ silent }: Filter, { silentMs }: Filtered): boolean => silent === undefined || isSilent(silentMs, silent),
}
const isSilent = (silentMs: number | undefined, minutes: number): boolean => silentMs !== undefined && silentMs >= minutes * 60_000

export type Counts = {
  /** TPS that meet every filter. */
  readonly matching: readonly TpsFacts[]
  /** How many TPS each value would give beside the other filters: what stands next to a filter never lies about its effect. */
  readonly states: ReadonlyMap<TpsState, number>
  readonly severities: ReadonlyMap<Severity, number>
  readonly silent: ReadonlyMap<number, number>
}

/** One pass over all TPS. */
export function countFiltered(all: readonly TpsFacts[], filter: Filter): Counts {
  const matching: TpsFacts[] = []
  const [states, severities, silent] = [new Map<TpsState, number>(), new Map<Severity, number>(), new Map<number, number>()]
  for (const one of all) {
    const [byState, bySeverity, bySilence] = [meets.states(filter, one), meets.severities(filter, one), meets.silent(filter, one)]
    if (byState && bySeverity && bySilence) matching.push(one)
    if (bySeverity && bySilence) bump(states, one.state)
    if (byState && bySilence && one.gravest !== undefined) bump(severities, one.gravest)
    if (byState && bySeverity) for (const minutes of SILENT_MINUTES) if (isSilent(one.silentMs, minutes)) bump(silent, minutes)
  }
  return { matching, states, severities, silent }
}

const bump = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
