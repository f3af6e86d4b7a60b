import { count, percent, signed } from '../../format.ts'
import { coverageOf } from '../wall/region-facts.ts'
import type { Layer } from './explore-view.ts'
import type { RegionRow } from './region-rows.ts'

/** The one figure that stands on a region: how many TPS meet the filters, else that of the layer on screen. */
export function figureOf({ facts, matching }: RegionRow, layer: Layer, filtered: boolean): string {
  if (facts.standing === 'tidak-ikut') return ''
  if (filtered) return count(matching)
  if (layer === 'kejanggalan') return facts.findings.total > 0 ? count(facts.findings.total) : ''
  if (facts.standing === 'belum-ada-data') return layer === 'cakupan' ? percent(0, 1) : ''
  const coverage = percent(coverageOf(facts), 1)
  return layer === 'cakupan' || facts.held ? coverage : signed(facts.lead)
}
