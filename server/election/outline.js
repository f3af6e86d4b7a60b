import { readFileSync } from 'node:fs'
import { feature } from 'topojson-client'
const FILE = new URL('./kaltim-outline.json', import.meta.url)
/**
 * The project's own drawing of the regencies as GeoJSON text with `code` and `name`: what a map shows at level regency until exact
 * boundaries are loaded. Undefined for an election in another province; regencies the election does not speak of are left out.
 */
export function regencyOutline(election) {
  if (election.province !== '64') return undefined
  const topology = JSON.parse(readFileSync(FILE, 'utf8'))
  const regencies = topology.objects['regencies']
  if (regencies?.type !== 'GeometryCollection') return undefined
  const names = new Map(election.regions.map((region) => [region.code, region.name]))
  const features = feature(topology, regencies).features.flatMap(({ id, geometry }) => {
    const code = String(id)
    const name = names.get(code)
    return name === undefined ? [] : [{ type: 'Feature', properties: { code, name }, geometry }]
  })
  return JSON.stringify({ type: 'FeatureCollection', features })
}
