import { z } from 'zod'
import type { Region } from '../../shared/election.ts'
import { levelOf, type Level } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { readPolygons, type Polygons } from './boundary-geometry.ts'
import { FileErrors, type FolderError } from './folder-error.ts'
import { readCode } from './read-code.ts'

/** Most characters of one boundary file. */
export const LARGEST_BOUNDARY_FILE = 50 * 1024 * 1024

/** Properties that may hold a code: plain ones first, then Kemendagri's, the most detailed level first. */
const CODE_PROPERTIES = ['code', 'kpu_code', 'kode', 'KDEPUM', 'KDCPUM', 'KDPKAB'] as const

/** How the boundaries of one level fit the election. */
export type BoundaryMatch = {
  readonly level: Level
  readonly matched: number
  /** Codes drawn that the election does not have: left out. */
  readonly unmatched: readonly string[]
  /** Regions of the election that no file draws. */
  readonly missing: readonly string[]
}
export type Boundaries = { readonly levels: Readonly<Partial<Record<Level, string>>>; readonly matches: readonly BoundaryMatch[] }

const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.unknown() })),
})
type Feature = z.infer<typeof Collection>['features'][number]

/**
 * Exact boundaries from GeoJSON files with KPU or Kemendagri codes, dots allowed; the level follows from the length of the code.
 * Features of one code are joined (islands often come apart), features without a code are left out. The answer holds one
 * normalised FeatureCollection per level, features ascending by code with the properties `code` and `name`.
 */
export function readBoundaries(files: ReadonlyMap<string, string>, regions: readonly Region[]): Result<Boundaries, FolderError[]> {
  const drawn = new Map<string, Polygons[number][]>()
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
  const levels: Partial<Record<Level, string>> = {}
  const matches = [...new Set(codes.map(levelOf))].map((level): BoundaryMatch => {
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
export function tellMatch({ level, matched, unmatched, missing }: BoundaryMatch): Message {
  const some = (codes: readonly string[], word: string, none: string) => {
    if (codes.length === 0) return `${none} ${word}`
    return `${codes.length} ${word} (${codes.slice(0, 10).join(', ')}${codes.length > 10 ? ', ...' : ''})`
  }
  const [extra, absent] = [some(unmatched, 'tanpa wilayah', 'tidak ada'), some(missing, 'belum ada', 'tidak ada yang')]
  return {
    id: `Batas ${LEVEL_ID[level]}: ${matched} cocok, ${extra}, ${absent}`,
    en: `${level} boundaries: ${matched} matched, ${some(unmatched, 'unmatched', 'none')}, ${some(missing, 'missing', 'none')}`,
  }
}
const LEVEL_ID: Readonly<Record<Level, string>> = {
  province: 'provinsi',
  regency: 'kabupaten/kota',
  district: 'kecamatan',
  village: 'desa/kelurahan',
  tps: 'TPS',
}

function readFile(text: string, errors: FileErrors, drawn: Map<string, Polygons[number][]>): void {
  const refuse = (code: string, message: string) => errors.add(1, 1, { code, message })
  if (text.length > LARGEST_BOUNDARY_FILE) return refuse('too-large', 'a boundary file may have 50 MB: simplify the lines first')
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return refuse('not-geojson', `this is not JSON: ${(error as SyntaxError).message}`)
  }
  const parsed = Collection.safeParse(raw)
  if (!parsed.success) {
    const type = String((raw as { type?: unknown } | null)?.type)
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

const valueOf = (feature: Feature, name: string): string => {
  const value = feature.properties?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

function readFeature(
  feature: Feature,
  into: { readonly i: number; readonly property: string; readonly errors: FileErrors; readonly drawn: Map<string, Polygons[number][]> },
): void {
  const { i, property, errors, drawn } = into
  const text = valueOf(feature, property)
  if (text === '') return
  const refuse = ({ code, message }: { code: string; message: string }) =>
    errors.add(1, 1, { code, message: `features.${i} (${property} ${text}): ${message}` })
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

function collection(codes: readonly string[], drawn: ReadonlyMap<string, Polygons>, names: ReadonlyMap<string, string>): string {
  const features = codes.map((code) => ({
    type: 'Feature',
    properties: { code, name: names.get(code) ?? code },
    geometry: { type: 'MultiPolygon', coordinates: drawn.get(code) ?? [] },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}
