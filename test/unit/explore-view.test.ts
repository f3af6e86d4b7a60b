import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Severity } from '../../shared/tally.ts'
import {
  DETAILS,
  intoRegion,
  LAYERS,
  MAP_KINDS,
  queryOf,
  SILENT_MINUTES,
  viewFrom,
  type Detail,
  type ExploreView,
} from '../../client/src/screens/explore/explore-view.ts'
import { nextSort, sortedBy, SORT_KEYS, type SortText } from '../../client/src/screens/explore/table-sort.ts'
import { TPS_STATES } from '../../client/src/screens/explore/tps-state.ts'

const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const aView: fc.Arbitrary<ExploreView> = fc.record({
  region: maybe(['64', '6472', '647201', '6472011001']),
  contest: maybe(['64', '6472', 'kabkota']),
  map: maybe(MAP_KINDS),
  layer: maybe(LAYERS),
  detail: maybe(Object.keys(DETAILS) as Detail[]),
  states: fc.subarray([...TPS_STATES]),
  severities: fc.subarray([...Severity.options]),
  silent: maybe(SILENT_MINUTES),
  sort: fc.constantFrom(...SORT_KEYS.flatMap((key): SortText[] => [key, `-${key}`])),
  search: fc.string({ maxLength: 40 }),
  selected: maybe(['6472', '6472011001004']),
})
/** As the router reads it from an address that was sent on. */
const sent = (view: ExploreView) => {
  const written = Object.entries(queryOf(view)).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(new URLSearchParams(written))
}

describe('[XP1] the address holds the whole view', () => {
  test('every view reads back as it was written', () => {
    fc.assert(
      fc.property(aView, (view) => {
        expect(viewFrom(sent(view))).toEqual(view)
      }),
    )
  })
  test('the usual view has a bare address', () => {
    expect(Object.values(queryOf(viewFrom({}))).filter((value) => value !== undefined)).toEqual([])
  })
  test('what it says wrongly is as if it were not there', () => {
    const wrong = {
      wilayah: '64x',
      peta: 'globe',
      keadaan: 'cocok,hilang',
      temuan: 'fatal',
      diam: '61',
      urut: 'drop',
      pilih: '1',
      rinci: ['desa', 'tps'],
    }
    expect(viewFrom(wrong)).toEqual({ ...viewFrom({}), states: ['cocok'] })
  })
  test('going into a region keeps how one looks and forgets what was chosen before', () => {
    const view = viewFrom({ wilayah: '64', lapisan: 'cakupan', keadaan: 'beda-angka', rinci: 'desa', pilih: '6472', cari: 'loa' })
    expect(queryOf(intoRegion(view, '6472'))).toMatchObject({ wilayah: '6472', lapisan: 'cakupan', keadaan: 'beda-angka' })
    expect(intoRegion(view, '6472')).toMatchObject({ detail: undefined, selected: undefined, search: '' })
  })
})

describe('[XP2] rows are sorted by any column and never by arrival', () => {
  const rows = [{ code: '3' }, { code: '1' }, { code: '2' }, { code: '4' }]
  const value = ({ code }: { code: string }) => ({ '1': 5, '2': 5, '3': 9 })[code]
  const order = (down: boolean) => sortedBy(rows, value, down).map(({ code }) => code)
  test('rows without a value stand last either way, equal ones by code', () => {
    expect(order(false)).toEqual(['1', '2', '3', '4'])
    expect(order(true)).toEqual(['3', '1', '2', '4'])
  })
  test('names as people count: TPS 2 before TPS 10', () => {
    const names = [{ code: 'a' }, { code: 'b' }]
    expect(sortedBy(names, ({ code }) => (code === 'a' ? 'TPS 10' : 'TPS 2'), false).map(({ code }) => code)).toEqual(['b', 'a'])
  })
  test('a figure starts with the largest, a name with A, and the same head turns', () => {
    expect([nextSort('kode', 'dpt'), nextSort('-dpt', 'dpt'), nextSort('-dpt', 'nama'), nextSort('kode', 'kode')]).toEqual([
      '-dpt',
      'dpt',
      'nama',
      '-kode',
    ])
  })
})
