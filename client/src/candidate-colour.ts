import type { Candidate } from '../../shared/election.ts'

/** Okabe-Ito: eight hues that people with any colour vision tell apart. */
const PALETTE = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#999999'] as const
/** One of the hues that are given when nobody chooses: edged and numbered wherever they are drawn. */
export const isOfPalette = (colour: string): boolean => PALETTE.some((hue) => hue.toLowerCase() === colour.toLowerCase())
type Coloured = Pick<Candidate, 'number' | 'kind' | 'colour'>

/**
 * The election folder's colour; without one, the palette in the order of the paper, so that a candidate looks the same on every
 * screen. Kolom kosong is no candidate and stays grey. From the ninth candidate on hues repeat.
 */
export const candidateColour = ({ number, kind, colour }: Coloured): string =>
  colour ?? (kind === 'empty-column' ? 'var(--muted)' : (PALETTE[(number - 1) % PALETTE.length] ?? PALETTE[0]))

/** The same as a fill of an SVG bar, where kolom kosong is hatched (MapPatterns draws the hatch). */
export const candidatePaint = (candidate: Coloured): string =>
  candidate.kind === 'empty-column' ? 'url(#empty-column)' : candidateColour(candidate)
