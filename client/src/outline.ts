import { feature } from 'topojson-client'

type Topology = Parameters<typeof feature>[0]
/** [longitude, latitude] */
export type Position = number[]
export type Polygons =
  { readonly type: 'Polygon'; readonly coordinates: Position[][] } | { readonly type: 'MultiPolygon'; readonly coordinates: Position[][][] }
type Feature = {
  readonly type: 'Feature'
  readonly id?: string | number
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly geometry: Polygons | { readonly type: 'Point' | 'LineString' | 'GeometryCollection' }
}
type FeatureCollection = { readonly type: 'FeatureCollection'; readonly features: readonly Feature[] }

/** A region's shape with the point its label stands on. */
export type Shape = { readonly code: string; readonly geometry: Polygons; readonly label: Position }
export type Outline = readonly Shape[]

/** `GET /api/boundaries` answers GeoJSON or, for the built-in outline, a topology. Codes may have dots; shapes without a code are left out. */
export function parseOutline(answer: FeatureCollection | Topology): Outline {
  const collections =
    answer.type === 'Topology'
      ? Object.values(answer.objects).map((object) => feature(answer, object) as unknown as FeatureCollection | Feature)
      : [answer]
  const features = collections.flatMap((one) => (one.type === 'FeatureCollection' ? one.features : [one]))
  return features.flatMap((one): Shape[] => {
    const { geometry, properties } = one
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
    const code: unknown = properties?.['kpu_code'] ?? properties?.['code'] ?? one.id
    if (typeof code !== 'string') return []
    const label: unknown = properties?.['label']
    return [
      {
        code: code.replaceAll('.', ''),
        geometry,
        label: Array.isArray(label) ? (label as Position) : labelPoint(geometry, features.length > MANY ? ROUGHLY : EXACTLY),
      },
    ]
  })
}

const MANY = 50
type Care = { readonly grid: number; /** Points of the border that are looked at. */ readonly most: number }
const EXACTLY: Care = { grid: 32, most: Infinity }
/** A thousand exact villages would take seconds otherwise. */
const ROUGHLY: Care = { grid: 14, most: 60 }
/** The middle of the widest part: the point of a grid over the largest ring that lies farthest from its border. */
export function labelPoint(geometry: Polygons, { grid, most }: Care = EXACTLY): Position {
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0] ?? []] : geometry.coordinates.map((polygon) => polygon[0] ?? [])
  const whole = rings.toSorted((a, b) => b.length - a.length)[0] ?? []
  const every = Math.max(1, Math.ceil(whole.length / most))
  const ring = every === 1 ? whole : whole.filter((_, i) => i % every === 0)
  const xs = ring.map(([x = 0]) => x)
  const ys = ring.map(([, y = 0]) => y)
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  let best: Position = [(left + right) / 2, (bottom + top) / 2]
  let clearance = -1
  for (let i = 1; i < grid; i++)
    for (let j = 1; j < grid; j++) {
      const point: Position = [left + ((right - left) * i) / grid, bottom + ((top - bottom) * j) / grid]
      const distance = isInside(point, ring)
        ? Math.min(...ring.map(([x = 0, y = 0]) => Math.hypot(x - (point[0] ?? 0), y - (point[1] ?? 0))))
        : -1
      if (distance > clearance) [best, clearance] = [point, distance]
    }
  return best
}

function isInside([x = 0, y = 0]: Position, ring: readonly Position[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? []
    const [xj = 0, yj = 0] = ring[j] ?? []
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}
