import { computed, ref, type ComputedRef } from 'vue'
import type { RegisterAnswer } from '../../../../shared/answers.ts'
import type { Level } from '../../../../shared/ids.ts'
import { leadKind } from '../../lead-kind.ts'
import { useElection } from '../../stores/election.ts'
import { useSession } from '../../stores/session.ts'
import { exploreWords } from '../../words/explore.ts'
import { detailsFor, exploreScope } from './explore-scope.ts'
import { DETAILS, type Detail, type ExploreView, type Layer, type MapKind } from './explore-view.ts'
import { countFiltered, isFiltered } from './filters.ts'
import { baseOf, regionRows } from './region-rows.ts'
import { namesOf, regionTableRows, tpsLines, tpsTableRows } from './table-rows.ts'
import { useBoundaries } from './use-boundaries.ts'
import { useExploreData } from './use-explore-data.ts'

/** Everything the screen shows, from the address, the register and the figures. */
export function useExplore(view: ComputedRef<ExploreView>) {
  const [election, session] = [useElection(), useSession()]
  // The page opens only with a register at hand.
  const register = computed(() => election.register as RegisterAnswer)
  const scope = computed(() => exploreScope(register.value, session.scopes('tally:read'), view.value))
  const code = computed(() => scope.value?.region.code ?? '')
  const data = useExploreData(scope)
  const names = computed(() => namesOf(register.value, exploreWords.table.tpsOf))

  const details = computed(() => detailsFor(code.value, { whole: data.whole.value, tps: data.mayTps.value }))
  const detail = computed<Detail | undefined>(() => details.value.find((one) => one === view.value.detail) ?? details.value[0])
  const filtered = computed(() => isFiltered(view.value))
  const counts = computed(() => countFiltered(data.tps.value, view.value))
  const regions = computed(() => {
    const at = scope.value
    // A village has no regions: its picture is its TPS.
    const digits = detail.value === undefined || detail.value === 'tps' ? Math.min(10, nextDigits(code.value)) : DETAILS[detail.value]
    const known = { tallies: data.tallies.value, all: data.tps.value, matching: counts.value.matching }
    return at ? regionRows(register.value, at, digits, known) : []
  })
  const lead = computed(() => leadKind(regions.value.map(({ facts }) => facts)))
  const lineOf = computed(() => tpsLines(code.value, names.value, exploreWords.table.tpsOf))
  const rows = computed(() => {
    const { sort } = view.value
    const [within, of] = [code.value, names.value]
    return detail.value === 'tps'
      ? tpsTableRows(counts.value.matching, lineOf.value, sort)
      : regionTableRows(regions.value, { names: of, filtered: filtered.value && data.mayTps.value, within, sort })
  })

  const level = computed<Level>(() => (detail.value ? LEVEL_OF[detail.value] : 'tps'))
  const { boundaries, regencies } = useBoundaries(level, register.value.drawn)
  const outline = computed(() =>
    Array.isArray(boundaries.value) ? boundaries.value.filter((shape) => shape.code.startsWith(code.value)) : [],
  )
  /** Not known yet = undefined. */
  const drawable = computed(() => (boundaries.value === undefined ? undefined : outline.value.length > 0))
  const kinds = computed<MapKind[]>(() => [
    ...(drawable.value === false ? [] : ['peta' as const]),
    ...(detail.value === 'tps' || !detail.value ? [] : ['petak' as const]),
    ...(data.mayTps.value ? ['mosaik' as const] : []),
  ])
  const map = computed<MapKind | undefined>(() => {
    const wanted = view.value.map ?? 'peta'
    return kinds.value.includes(wanted) ? wanted : (['mosaik', 'petak', 'peta'] as const).find((one) => kinds.value.includes(one))
  })
  const layer = computed<Layer>(() => view.value.layer ?? (map.value === 'mosaik' ? 'cakupan' : 'hasil'))
  const base = computed(() => (scope.value ? baseOf(scope.value, data.tallies.value) : undefined))
  const hovered = ref<string>()

  return {
    ...data,
    register,
    scope,
    code,
    names,
    details,
    detail,
    filtered,
    counts,
    regions,
    lead,
    rows,
    level,
    outline,
    boundaries,
    regencies,
    kinds,
    map,
    layer,
    base,
    hovered,
  }
}

const LEVEL_OF: Readonly<Record<Detail, Level>> = { kabupaten: 'regency', kecamatan: 'district', desa: 'village', tps: 'tps' }
const nextDigits = (code: string): number => ({ 2: 4, 4: 6, 6: 10 })[code.length] ?? 13
