import type { LocationQuery } from 'vue-router'
import { Severity } from '../../../../shared/tally.ts'
import { isSort, USUAL_SORT, type SortText } from './table-sort.ts'
import { TPS_STATES, type TpsState } from './tps-state.ts'

export const MAP_KINDS = ['peta', 'petak', 'mosaik'] as const
export type MapKind = (typeof MAP_KINDS)[number]
export const LAYERS = ['hasil', 'cakupan', 'kejanggalan'] as const
export type Layer = (typeof LAYERS)[number]
/** What rows and shapes are, by the digits of their codes. */
export const DETAILS = { kabupaten: 4, kecamatan: 6, desa: 10, tps: 13 } as const
export type Detail = keyof typeof DETAILS
/** Minutes without a sign from a TPS that still owes its figures. */
export const SILENT_MINUTES = [60, 120, 240, 480] as const

/** Everything the screen shows, as far as a person chose it: what a colleague sees who is sent the address. */
export type ExploreView = {
  readonly region?: string
  /** A contest's region, or `kabkota` = each regency's own where a province-wide one is held too. */
  readonly contest?: string
  readonly map?: MapKind
  readonly layer?: Layer
  readonly detail?: Detail
  readonly states: readonly TpsState[]
  readonly severities: readonly Severity[]
  readonly silent?: number
  readonly sort: SortText
  readonly search: string
  readonly selected?: string
}

export const NO_FILTER = { states: [], severities: [], silent: undefined } as const

const LONGEST_SEARCH = 100
const CODE = /^(\d{2}|\d{4}|\d{6}|\d{10}|\d{13})$/

/** What the address says; what it says wrongly is as if it were not there. */
export function viewFrom(query: LocationQuery): ExploreView {
  const read = (key: string): string => (typeof query[key] === 'string' ? query[key] : '')
  const code = (text: string): string | undefined => (CODE.test(text) ? text : undefined)
  const contest = read('pemilihan')
  const silent = Number(read('diam'))
  const sort = read('urut')
  return {
    region: code(read('wilayah')),
    contest: /^(\d{2}|\d{4}|kabkota)$/.test(contest) ? contest : undefined,
    map: oneOf(MAP_KINDS, read('peta')),
    layer: oneOf(LAYERS, read('lapisan')),
    detail: oneOf(Object.keys(DETAILS) as Detail[], read('rinci')),
    states: someOf(TPS_STATES, read('keadaan')),
    severities: someOf(Severity.options, read('temuan')),
    silent: oneOf(SILENT_MINUTES, silent),
    sort: isSort(sort) ? sort : USUAL_SORT,
    search: read('cari').slice(0, LONGEST_SEARCH),
    selected: code(read('pilih')),
  }
}

const oneOf = <T>(all: readonly T[], given: unknown): T | undefined => all.find((one) => one === given)
/** In the order of the list, each once, so that the same choice has one address. */
const someOf = <T extends string>(all: readonly T[], given: string): T[] => {
  const wanted = given.split(',')
  return all.filter((one) => wanted.includes(one))
}

/** The address of a view; undefined = not in it, so that it can be laid over a query. */
export function queryOf(view: ExploreView): Record<string, string | undefined> {
  const list = (all: readonly string[]): string | undefined => (all.length > 0 ? all.join(',') : undefined)
  return {
    wilayah: view.region,
    pemilihan: view.contest,
    peta: view.map,
    lapisan: view.layer,
    rinci: view.detail,
    keadaan: list(view.states),
    temuan: list(view.severities),
    diam: view.silent === undefined ? undefined : String(view.silent),
    urut: view.sort === USUAL_SORT ? undefined : view.sort,
    cari: view.search || undefined,
    pilih: view.selected,
  }
}

/** Another region keeps how one looks (contest, map, layer, filters, order); what was chosen and how finely belong to the old one. */
export const intoRegion = (view: ExploreView, region: string): ExploreView => ({
  ...view,
  region,
  detail: undefined,
  search: '',
  selected: undefined,
})
