import { candidateColour } from '../../candidate-colour.ts'
import type { Layer } from './scenes.ts'
import { coverageOf, type RegionFacts } from './region-facts.ts'

/** What fills a region: a colour, that colour hatched and pale, or a pattern that means "no value". */
export type MapFill = { readonly kind: 'solid' | 'hatch'; readonly colour: string } | { readonly kind: 'diagonal' | 'dots' | 'plain' }

/** The colour token of each standing that has one, from best to worst. */
export const STANDING_TOKENS = {
  'unggul-jelas': 'ahead-clear',
  'unggul-tipis': 'ahead-narrow',
  ketat: 'close',
  'tertinggal-tipis': 'behind-narrow',
  'tertinggal-jelas': 'behind-clear',
} as const
type Coloured = keyof typeof STANDING_TOKENS
export const isColoured = (standing: RegionFacts['standing']): standing is Coloured => standing in STANDING_TOKENS
/** Margin of the leading candidate in points -> how much of the candidate's colour shows. */
const MARGIN_CLASSES = [
  { upTo: 2, strength: 45 },
  { upTo: 5, strength: 58 },
  { upTo: 10, strength: 72 },
  { upTo: 20, strength: 86 },
  { upTo: Infinity, strength: 100 },
] as const

/** `single` = one contest on the whole screen, so that a candidate's colour means the same everywhere. */
export function mapFill(facts: RegionFacts | undefined, layer: Layer, single: boolean): MapFill {
  if (!facts || facts.standing === 'tidak-ikut') return { kind: 'diagonal' }
  if (layer === 'dicek') return { kind: 'plain' }
  if (facts.standing === 'belum-ada-data') return { kind: 'dots' }
  if (layer === 'cakupan') return solid(`coverage-${coverageClass(coverageOf(facts))}`)
  if (single) return leading(facts)
  return isColoured(facts.standing)
    ? { ...solid(STANDING_TOKENS[facts.standing]), kind: facts.held ? 'hatch' : 'solid' }
    : { kind: 'plain' }
}

const solid = (token: string): MapFill & { kind: 'solid' } => ({ kind: 'solid', colour: `var(--${token})` })

/** 1..5 in steps of 20 points; exactly 20 % is still class 1. */
export const coverageClass = (coverage: number): number => Math.min(5, Math.max(1, Math.ceil(coverage * 5)))

function leading(facts: RegionFacts): MapFill {
  if (!facts.leader) return { kind: 'dots' }
  const colour = marginColour(candidateColour(facts.leader.candidate), leadOfLeader(facts))
  return { kind: facts.held ? 'hatch' : 'solid', colour }
}

function leadOfLeader({ first, second, leader }: RegionFacts): number {
  const other = leader === first || leader?.candidate.number === first?.candidate.number ? second : first
  return ((leader?.share ?? 0) - (other?.share ?? 0)) * 100
}

export function marginColour(colour: string, points: number): string {
  const { strength } = MARGIN_CLASSES.find(({ upTo }) => points <= upTo) ?? MARGIN_CLASSES[4]
  return `color-mix(in oklab, ${colour} ${strength}%, var(--no-value))`
}

/** The id of the hatch pattern of a colour; MapPatterns draws one for each colour in use. */
export const hatchId = (colour: string): string => `hatch-${colour.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '')}`

export function paintOf(fill: MapFill): string {
  switch (fill.kind) {
    case 'solid':
      return fill.colour
    case 'hatch':
      return `url(#${hatchId(fill.colour)})`
    case 'diagonal':
      return 'url(#not-voting)'
    case 'dots':
      return 'url(#no-data)'
    case 'plain':
      return 'var(--no-value)'
  }
}

/** Radius of a ring so that its area follows the votes at stake: `most` votes fill `largest`. Never smaller than its figure needs. */
export const ringRadius = (stake: number, most: number, size: { smallest: number; largest: number }): number =>
  most <= 0 ? size.smallest : Math.max(size.smallest, Math.sqrt(stake / most) * size.largest)

/** What regions without half of their TPS are hatched in; the first one is the legend's. */
export function hatchColours(regions: readonly RegionFacts[], single: boolean): string[] {
  const fills = regions.map((facts) => mapFill(facts, 'hasil', single))
  return [...new Set(['var(--ahead-narrow)', ...fills.flatMap((fill) => (fill.kind === 'hatch' ? [fill.colour] : []))])]
}
