import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { feature } from 'topojson-client'
import type { GeometryCollection, Polygon as ArcPolygon, Topology } from 'topojson-specification'
import { describe, expect, test } from 'vitest'
import { contains, rasterIou, ringsOf, type Area, type Rings } from '../support/raster-iou.ts'

type Named = { code: string; name: string; label: [number, number] }
type Outline = Topology<{ regencies: { type: 'GeometryCollection'; geometries: (ArcPolygon<Named> & { id: string })[] } }>
type Reference = { features: { properties: { kpu_code: string }; geometry: Area }[] }

const root = new URL('../..', import.meta.url)
const builtFile = new URL('server/election/kaltim-outline.json', root)
const referenceFile = new URL('../shared/data/kaltim-regencies.geojson', root)

const REGENCIES = {
  '6401': 'Paser',
  '6402': 'Kutai Kartanegara',
  '6403': 'Berau',
  '6407': 'Kutai Barat',
  '6408': 'Kutai Timur',
  '6409': 'Penajam Paser Utara',
  '6411': 'Mahakam Ulu',
  '6471': 'Balikpapan',
  '6472': 'Samarinda',
  '6474': 'Bontang',
}
const CITIES = ['6471', '6472', '6474']
/** Degrees, about 220 m: a fifth of the grid the outline is drawn on. */
const CELL = 0.002

const outline = JSON.parse(readFileSync(builtFile, 'utf8')) as Outline
const drawn = feature(outline, outline.objects.regencies as GeometryCollection<Named>).features
// The format knows polygons only; topojson-client's types cannot say so.
const ringsByCode = new Map(drawn.map(({ properties, geometry }) => [properties.code, ringsOf(geometry as Area)]))
const ringsOfRegency = (code: string): Rings => ringsByCode.get(code) ?? []

describe('[OL1] the outline file is what its drawing builds, and at most 60 KB', () => {
  test('building it again gives the same file', () => {
    const script = new URL('scripts/outline/build.mjs', root).pathname
    expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow()
  })
  test('its size', () => {
    expect(readFileSync(builtFile).byteLength).toBeLessThanOrEqual(60 * 1024)
  })
})

describe('[OL2] the outline holds the ten regencies, each with a label point inside its own land', () => {
  test('codes and names', () => {
    expect(Object.fromEntries(drawn.map(({ properties }) => [properties.code, properties.name]))).toEqual(REGENCIES)
    expect(drawn.map(({ id }) => id)).toEqual(drawn.map(({ properties }) => properties.code))
  })
  test.each(drawn.map(({ properties }) => properties))('the label of $name', ({ code, label }) => {
    expect(Object.keys(REGENCIES).filter((other) => contains(ringsOfRegency(other), label))).toEqual([code])
  })
})

describe('[OL3] each border is stored once, so neighbours never gap or overlap', () => {
  const uses = outline.arcs.map(() => [] as { code: string; forward: boolean }[])
  for (const { id, arcs } of outline.objects.regencies.geometries)
    for (const ref of arcs.flat()) uses[ref < 0 ? ~ref : ref]?.push({ code: id, forward: ref >= 0 })

  test('an arc bounds one regency, or two that walk it in opposite directions', () => {
    for (const users of uses) {
      expect([1, 2]).toContain(users.length)
      expect(new Set(users.map(({ code }) => code)).size).toBe(users.length)
      expect(new Set(users.map(({ forward }) => forward)).size).toBe(users.length)
    }
  })
  test('Samarinda is the hole in Kutai Kartanegara, and every other regency is one ring', () => {
    const withHole = outline.objects.regencies.geometries.filter(({ arcs }) => arcs.length > 1)
    expect(withHole.map(({ id, arcs }) => [id, arcs.length])).toEqual([['6402', 2]])
    const hole = withHole[0]?.arcs[1] ?? []
    expect(hole.flatMap((ref) => uses[ref < 0 ? ~ref : ref]?.map(({ code }) => code) ?? []).toSorted()).toEqual(['6402', '6472'])
  })
})

describe('[OL4] each regency overlaps the official boundary with IoU of at least 0.80, a city 0.60', () => {
  const official = existsSync(referenceFile) ? (JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference).features : undefined

  test.for(drawn.map(({ properties }) => properties))('$code $name', ({ code }, { skip }) => {
    if (!official) return skip(`no official boundaries at ${referenceFile.pathname}: overlap not measured`)
    const area = official.find(({ properties }) => properties.kpu_code === code)?.geometry
    if (!area) throw new Error(`the official boundaries lack ${code}`)
    expect(rasterIou(ringsOfRegency(code), ringsOf(area), CELL)).toBeGreaterThanOrEqual(CITIES.includes(code) ? 0.6 : 0.8)
  })
})
