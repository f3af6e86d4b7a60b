import { z } from 'zod'
import { levelOf } from '../../shared/ids.js'
import { err, ok } from '../../shared/result.js'
import { readPolygons } from './boundary-geometry.js'
import { FileErrors } from './folder-error.js'
import { readCode } from './read-code.js'
/** Most characters of one boundary file. */
export const LARGEST_BOUNDARY_FILE = 50 * 1024 * 1024
/** Properties that may hold a code: plain ones first, then Kemendagri's, the most detailed level first. */
const CODE_PROPERTIES = ['code', 'kpu_code', 'kode', 'KDEPUM', 'KDCPUM', 'KDPKAB']
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() })),
})
/**
 * Exact boundaries from GeoJSON files with KPU or Kemendagri codes, dots allowed; the level follows from the length of the code.
 * Features of one code are joined (islands often come apart), features without a code are left out. The answer holds one
 * normalised FeatureCollection per level, features ascending by code with the properties `code` and `name`.
 */
export function readBoundaries(files, regions) {
  const drawn = new Map()
  const errors = [...files].flatMap(([file, text]) => {
    const found = new FileErrors(file)
    readFile(text, found, drawn)
    return found.list()
  })
  if (errors.length > 0) return err(errors)
  const names = new Map(regions.map((region) => [region.code, region.name]))
  const codes = [...drawn.keys()].toSorted()
  if (codes.length > 0 && names.size > 0 && !codes.some((code) => names.has(code))) {
    const file = [...files.keys()][0] ?? ''
    const message = `none of the ${codes.length} codes belongs to this election (the first is ${codes[0]})`
    return err([{ file, row: 1, column: 1, code: 'no-match', message }])
  }
  const levels = {}
  const matches = [...new Set(codes.map(levelOf))].map((level) => {
    const here = codes.filter((code) => levelOf(code) === level)
    const matched = here.filter((code) => names.has(code))
    if (matched.length > 0) levels[level] = collection(matched, drawn, names)
    return {
      level,
      matched: matched.length,
      unmatched: here.filter((code) => !names.has(code)),
      missing: [...names.keys()].filter((code) => levelOf(code) === level && !drawn.has(code)),
    }
  })
  return ok({ levels, matches })
}
/** One line for a person: `district boundaries: 103 matched, 2 unmatched (...), none missing`. */
export function tellMatch({ level, matched, unmatched, missing }) {
  const some = (codes, word, none) => {
    if (codes.length === 0) return `${none} ${word}`
    return `${codes.length} ${word} (${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ', ...' : ''})`
  }
  const [extra, absent] = [some(unmatched, 'tanpa wilayah', 'tidak ada'), some(missing, 'belum ada', 'tidak ada yang')]
  return {
    id: `Batas ${LEVEL_ID[level] ?? level}: ${matched} cocok, ${extra}, ${absent}`,
    en: `${level} boundaries: ${matched} matched, ${some(unmatched, 'unmatched', 'none')}, ${some(missing, 'missing', 'none')}`,
  }
}
const LEVEL_ID = {
  province: 'provinsi',
  regency: 'kabupaten/kota',
  district: 'kecamatan',
  village: 'desa/kelurahan',
  tps: 'TPS',
}
function readFile(text, errors, drawn) {
  const refuse = (code, message) => errors.add(1, 1, { code, message })
  if (text.length > LARGEST_BOUNDARY_FILE) return refuse('too-large', 'a boundary file may have 50 MB: simplify the lines first')
  let raw
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse('not-geojson', `this is not JSON: ${error.message}`)
  }
  const parsed = Collection.safeParse(raw)
  if (!parsed.success) {
    const type = String(raw?.type)
    if (type === 'Topology') return refuse('not-geojson', 'this is TopoJSON: convert it to GeoJSON first')
    return refuse(
      'not-geojson',
      type === 'FeatureCollection' ? 'its features are not GeoJSON features' : 'this is no GeoJSON FeatureCollection',
    )
  }
  const { features } = parsed.data
  const property = CODE_PROPERTIES.find((name) => features.some((feature) => valueOf(feature, name) !== ''))
  if (!property) return refuse('no-code', `no feature has a code: name one of the properties ${CODE_PROPERTIES.join(', ')}`)
  for (const [i, feature] of features.entries()) readFeature(feature, { i, property, errors, drawn })
}
const valueOf = (feature, name) => {
  const value = feature.properties?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}
function readFeature(feature, into) {
  const { i, property, errors, drawn } = into
  const text = valueOf(feature, property)
  if (text === '') return
  const refuse = ({ code, message }) => errors.add(1, 1, { code, message: `features.${i} (${property} ${text}): ${message}` })
  const asNumber = feature.properties?.[property]
  if (typeof asNumber === 'number' && !Number.isInteger(asNumber)) {
    return refuse({ code: 'code-not-text', message: 'codes are text: as a number 11.10 and 11.1 are the same' })
  }
  const code = readCode(text, [2, 4, 6, 10])
  if (!code.ok) return refuse(code.error)
  const polygons = readPolygons(feature.geometry)
  if (!polygons.ok) return refuse(polygons.error)
  const before = drawn.get(code.value)
  if (before) for (const polygon of polygons.value) before.push(polygon)
  else drawn.set(code.value, [...polygons.value])
}
function collection(codes, drawn, names) {
  const features = codes.map((code) => ({
    type: 'Feature',
    properties: { code, name: names.get(code) ?? code },
    geometry: { type: 'MultiPolygon', coordinates: drawn.get(code) ?? [] },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}
