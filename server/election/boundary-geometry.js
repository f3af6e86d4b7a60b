import { z } from 'zod'
import { err, ok } from '../../shared/result.js'
/** West, east, south and north of Indonesia in degrees, with room at the edges. */
const INDONESIA = { west: 94, east: 142, south: -12, north: 7 }
const Coordinate = z.number()
const Ring = z.array(z.array(Coordinate).min(2))
const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
])
/**
 * The polygons of a feature's geometry in longitude, latitude (degrees), heights dropped. Refuses in words what a map would draw
 * wrongly: another kind of geometry, a ring that is not closed, swapped axes, metres instead of degrees, another country.
 */
export function readPolygons(geometry) {
  const parsed = Geometry.safeParse(geometry)
  if (!parsed.success) return err(wrongGeometry(geometry))
  const polygons = parsed.data.type === 'Polygon' ? [parsed.data.coordinates] : parsed.data.coordinates
  for (const ring of polygons.flat()) {
    const first = ring[0]
    const last = ring.at(-1)
    if (ring.length < 4 || !first || !last) return trouble('open-ring', 'a ring has at least four positions, the last equal to the first')
    if (first[0] !== last[0] || first[1] !== last[1]) {
      return trouble('open-ring', `a ring is not closed: it starts at ${first.join(', ')} and ends at ${last.join(', ')}`)
    }
  }
  const wrong = wrongPlace(polygons.flat(2))
  return wrong ? err(wrong) : ok(polygons.map((rings) => rings.map((ring) => ring.map(([x = 0, y = 0]) => [x, y]))))
}
function wrongGeometry(geometry) {
  if (geometry === null || geometry === undefined) return { code: 'geometry', message: 'this feature has no geometry' }
  const type = String(geometry.type)
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    return { code: 'geometry', message: `a region is a Polygon or MultiPolygon, not a ${type}` }
  return { code: 'geometry', message: `the coordinates are not those of a ${type}: rings of [longitude, latitude]` }
}
const isIn = (x, y) => x >= INDONESIA.west && x <= INDONESIA.east && y >= INDONESIA.south && y <= INDONESIA.north
function wrongPlace(positions) {
  const outside = positions.find(([x = 0, y = 0]) => !isIn(x, y))
  if (!outside) return undefined
  const [x = 0, y = 0] = outside
  if (isIn(y, x)) {
    return {
      code: 'swapped-axes',
      message: `latitude stands before longitude (${x}, ${y}): GeoJSON wants longitude first, Kalimantan lies at 113..120, -3..3`,
    }
  }
  if (Math.abs(x) > 180 || Math.abs(y) > 90) {
    return { code: 'projected', message: `${x}, ${y} are no degrees: export the layer as WGS 84 (EPSG:4326)` }
  }
  return { code: 'outside', message: `${x}, ${y} is not in Indonesia` }
}
const trouble = (code, message) => err({ code, message })
