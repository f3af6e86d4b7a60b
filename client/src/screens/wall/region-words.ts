import { count, percent, share, signed } from '../../format.ts'
import { wallWords as wall } from '../../words/wall.ts'
import type { Layer } from './scenes.ts'
import { coverageOf, type RegionFacts } from './region-facts.ts'

/** The figure that stands on a region of the map: one, of the layer on screen. */
export function figureOf(facts: RegionFacts, layer: Layer): string {
  if (facts.standing === 'tidak-ikut') return wall.standing['tidak-ikut']
  if (layer === 'dicek') return ''
  if (facts.standing === 'belum-ada-data') return layer === 'cakupan' ? percent(0, 1) : ''
  const coverage = percent(coverageOf(facts), 1)
  return layer === 'cakupan' || facts.held ? coverage : signed(facts.lead)
}

/** What a row says in its standing column. */
export const standingWord = (facts: RegionFacts): string => (facts.held ? wall.held : wall.standingShort[facts.standing])

/** The whole of it in one sentence, for those who hear the map. */
export function sentenceOf(facts: RegionFacts): string {
  if (facts.standing === 'tidak-ikut' || facts.standing === 'belum-ada-data') return `${facts.name}: ${wall.standing[facts.standing]}`
  const parts = [`${facts.name}: ${facts.held ? `${wall.held}, ${wall.heldWhy}` : wall.standing[facts.standing]}`]
  if (!facts.held && facts.first)
    parts.push(
      `${facts.first.candidate.short ?? facts.first.candidate.name} ${share(facts.first.share)} %, ${signed(facts.lead)} ${wall.votes}`,
    )
  parts.push(
    `${wall.dptIn} ${percent(facts.dpt.counted, facts.dpt.expected)}, ${wall.checked} ${percent(facts.dpt.checked, facts.dpt.expected)}`,
  )
  if (facts.findings.total > 0)
    parts.push(`${wall.needsCheck} ${count(facts.findings.total)}, ${count(facts.findings.stake)} ${wall.votes}`)
  return parts.join('; ')
}
