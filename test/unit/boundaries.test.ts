import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Region } from '../../shared/election.ts'
import { LARGEST_BOUNDARY_FILE, readBoundaries, tellMatch } from '../../server/election/boundaries.ts'
import { regencyOutline } from '../../server/election/outline.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import { aFolder, errorsOf, loaded, refusals } from '../support/election-folder.ts'

const square = (x: number, y: number) => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
]
type Changed = { readonly properties?: object; readonly coordinates?: unknown; readonly geometry?: unknown }
const aFeature = ({ properties = { code: '64.72' }, coordinates = [square(117, -1)], geometry }: Changed = {}) => ({
  type: 'Feature',
  properties,
  geometry: geometry === undefined ? { type: 'Polygon', coordinates } : geometry,
})
const geojson = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const REGIONS: Region[] = ['64', '6409', '6472', '647201', '6472011001'].map((code) => ({ code, name: `nama ${code}` }))
const read = (...texts: string[]) => readBoundaries(new Map(texts.map((text, i) => [`boundaries-${i}.geojson`, text])), REGIONS)
const problems = (text: string) => {
  const result = read(text)
  return result.ok ? [] : result.error.map((error) => error.code)
}
const codesOf = (text: string | undefined) =>
  (JSON.parse(text ?? '{"features":[]}') as { features: { properties: { code: string } }[] }).features.map(
    (feature) => feature.properties.code,
  )

describe('[BD1] boundaries come from any GeoJSON with KPU or Kemendagri codes', () => {
  test.each([
    ['code, dotted', { code: '64.72' }],
    ['kpu_code', { kpu_code: '6472' }],
    ['kode, a whole number', { kode: 6472 }],
    ['Kemendagri regency', { KDPPUM: '64', KDPKAB: '64.72' }],
  ])('%s', (_what, properties) => {
    const result = read(geojson(aFeature({ properties })))
    expect(result.ok && JSON.parse(result.value.levels.regency ?? '')).toEqual({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { code: '6472', name: 'nama 6472' },
          geometry: { type: 'MultiPolygon', coordinates: [[square(117, -1)]] },
        },
      ],
    })
  })
  test('the level follows from the length of the code, and the most detailed Kemendagri code is the one', () => {
    const properties = { KDPKAB: '64.72', KDCPUM: '64.72.01', KDEPUM: '64.72.01.1001' }
    const lake = aFeature({ properties: { ...properties, KDEPUM: null } })
    const result = read(geojson(aFeature({ properties }), lake), geojson(aFeature({ properties: { code: '64' } })))
    expect(result.ok && Object.keys(result.value.levels).toSorted()).toEqual(['province', 'village'])
  })
  test('islands that come as features of their own are joined, heights are dropped', () => {
    const high = square(118, -1).map((position) => [...position, 12])
    const result = read(geojson(aFeature(), aFeature({ coordinates: [high] })))
    const joined = result.ok ? result.value.levels.regency : undefined
    expect(JSON.parse(joined ?? '{}')).toMatchObject({
      features: [{ geometry: { coordinates: [[square(117, -1)], [square(118, -1)]] } }],
    })
  })
  test('matched, unmatched and missing codes are reported, and only matched ones are kept', () => {
    const result = read(geojson(aFeature(), aFeature({ properties: { code: '6371' } })))
    expect(result.ok && result.value.matches).toEqual([{ level: 'regency', matched: 1, unmatched: ['6371'], missing: ['6409'] }])
    expect(result.ok && codesOf(result.value.levels.regency)).toEqual(['6472'])
    expect(result.ok && result.value.matches.map((match) => tellMatch(match).en)).toEqual([
      'regency boundaries: 1 matched, 1 unmatched (6371), 1 missing (6409)',
    ])
  })
  test('an election folder holds them and its notes tell how they fit', () => {
    const folder = loaded(aFolder({ others: { 'boundaries-kota.geojson': geojson(aFeature()) } }))
    expect(codesOf(folder.boundaries.regency)).toEqual(['6472'])
    expect(folder.notes).toEqual([
      {
        id: 'Batas kabupaten/kota: 1 cocok, tidak ada tanpa wilayah, 1 belum ada (6409)',
        en: 'regency boundaries: 1 matched, none unmatched, 1 missing (6409)',
      },
    ])
  })
})

describe('[BD2] boundaries that a map would draw wrongly are refused in words', () => {
  const swapped = square(117, -1).map(([x, y]) => [y, x])
  test.each([
    ['no JSON', '{', 'not-geojson'],
    ['another JSON', '{"type":"FeatureCollection"}', 'not-geojson'],
    ['a TopoJSON', '{"type":"Topology","objects":{}}', 'not-geojson'],
    ['no code in any feature', geojson(aFeature({ properties: { name: 'Samarinda' } })), 'no-code'],
    ['a code with a fraction, as a number', geojson(aFeature({ properties: { code: 64.7 } })), 'code-not-text'],
    ['a code without its zeros', geojson(aFeature({ properties: { code: '64.72.1' } })), 'code-not-text'],
    ['latitude first', geojson(aFeature({ coordinates: [swapped] })), 'swapped-axes'],
    ['an open ring', geojson(aFeature({ coordinates: [square(117, -1).slice(0, 4)] })), 'open-ring'],
    [
      'a ring of three',
      geojson(
        aFeature({
          coordinates: [
            [
              [117, 0],
              [118, 0],
              [117, 0],
            ],
          ],
        }),
      ),
      'open-ring',
    ],
    ['a point', geojson(aFeature({ geometry: { type: 'Point', coordinates: [117, 0] } })), 'geometry'],
    ['no geometry', geojson(aFeature({ geometry: null })), 'geometry'],
    ['words as coordinates', geojson(aFeature({ coordinates: [[['117', '0']]] })), 'geometry'],
    ['metres', geojson(aFeature({ coordinates: [square(517_000, 9_947_000)] })), 'projected'],
    ['another country', geojson(aFeature({ coordinates: [square(5, 52)] })), 'outside'],
    ['codes of other regions only', geojson(aFeature({ properties: { code: '6371' } })), 'no-match'],
    ['more than 50 MB', ' '.repeat(LARGEST_BOUNDARY_FILE + 1), 'too-large'],
  ])('%s', (_what, text, code) => {
    expect(problems(text)).toEqual([code])
  })
  test('each wrong feature is told with its code and place', () => {
    const open = aFeature({ coordinates: [square(117, -1).slice(1)] })
    const folder = aFolder({ others: { 'boundaries.geojson': geojson(aFeature(), open, aFeature({ coordinates: [swapped] })) } })
    expect(errorsOf(folder)).toEqual(['boundaries.geojson:1:1 open-ring', 'boundaries.geojson:1:1 swapped-axes'])
    expect(refusals(folder)[0]?.message).toContain('features.1 (code 64.72): a ring is not closed')
  })
})

const data = new URL('../../../shared/data/', import.meta.url)
describe.skipIf(!existsSync(data))(
  '[BD3] the exact boundaries of Kalimantan Timur fit the template (skipped where the files are absent)',
  () => {
    const election = templateElection('kaltim-2020', { seed: 1 })
    test.each([
      ['regencies', 'regency', 10],
      ['districts', 'district', 105],
      ['villages', 'village', 1038],
    ] as const)('%s', (file, level, drawn) => {
      const text = readFileSync(new URL(`kaltim-${file}.geojson`, data), 'utf8')
      const result = readBoundaries(new Map([['boundaries.geojson', text]]), election.regions)
      const match = result.ok ? result.value.matches[0] : undefined
      expect(match).toMatchObject({ level, missing: [] })
      // Districts and villages of the regency that does not vote are drawn and left out.
      expect(match?.unmatched.filter((code) => !code.startsWith('6409'))).toEqual([])
      expect((match?.matched ?? 0) + (match?.unmatched.length ?? 0)).toBe(drawn)
    })
  },
)

describe('[BD4] without loaded boundaries the ten regencies have the built-in outline', () => {
  const election = templateElection('kaltim-2020', { seed: 1, tps: 27 })
  test('each with its code and name', () => {
    const outline = JSON.parse(regencyOutline(election) ?? '{}') as { features: { properties: { code: string; name: string } }[] }
    const regencies = election.regions.filter((region) => region.code.length === 4).map(({ code, name }) => ({ code, name }))
    const byCode = outline.features.map((feature) => feature.properties).toSorted((a, b) => (a.code < b.code ? -1 : 1))
    expect(byCode).toEqual(regencies)
  })
  test('in the form exact boundaries have', () => {
    expect(readBoundaries(new Map([['boundaries.geojson', regencyOutline(election) ?? '']]), election.regions)).toMatchObject({
      ok: true,
      value: { matches: [{ level: 'regency', matched: 10, unmatched: [], missing: [] }] },
    })
  })
  test('but not for an election in another province', () => {
    expect(regencyOutline({ ...election, province: '63' })).toBeUndefined()
  })
})
