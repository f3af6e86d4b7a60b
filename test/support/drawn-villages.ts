import type { Region } from '../../shared/election.ts'

/**
 * Invented exact boundaries: every village of an election one wavy ring, side by side in a grid around its place, as GeoJSON text.
 * `points` on each ring; drawn for looking at and for measuring, never a real border.
 */
export function drawnVillages(regions: readonly Pick<Region, 'code' | 'name'>[], points: number): string {
  const villages = regions.filter(({ code }) => code.length === 10)
  const columns = Math.ceil(Math.sqrt(villages.length))
  const side = 5 / columns
  const features = villages.map(({ code, name }, i) => {
    const [left, top] = [113.8 + (i % columns) * side, 2.4 - Math.floor(i / columns) * side]
    return { type: 'Feature', properties: { code, name }, geometry: { type: 'Polygon', coordinates: [ring(left, top, side, points)] } }
  })
  return JSON.stringify({ type: 'FeatureCollection', features })
}

function ring(left: number, top: number, side: number, points: number): number[][] {
  const around = Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points
    const reach = (side / 2) * (0.88 + 0.08 * Math.sin(i * 1.7) + 0.04 * Math.cos(i * 5.1))
    return [left + side / 2 + reach * Math.cos(angle), top - side / 2 + reach * Math.sin(angle)]
  })
  return [...around, around[0] as number[]]
}
