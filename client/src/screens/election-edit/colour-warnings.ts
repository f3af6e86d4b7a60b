import { candidateColour, isOfPalette } from '../../candidate-colour.ts'
import { apart, contrast, rgb, type Sight } from '../../colour-sight.ts'
import type { CandidateDraft } from './election-draft.ts'

/** The panels that bars and areas lie on, as in tokens.css. */
const PANELS = { dark: '#121c2f', light: '#ffffff' } as const
/** Shapes need 3:1 (WCAG 2.2, 1.4.11). */
const ENOUGH = 3
/** OKLab: the palette's own closest pair of its first seven is at 0.076; below this two areas side by side are mixed up. */
const APART = 0.06

export type ColourWarning =
  | { readonly kind: 'weakDark' | 'weakLight'; readonly number: string }
  | { readonly kind: 'alike'; readonly numbers: readonly [string, string]; readonly sight: Sight }

/** Kolom kosong is grey and hatched on every screen, so its colour is not judged. */
export function colourWarnings(candidates: readonly CandidateDraft[]): ColourWarning[] {
  const shown = candidates
    .filter(({ kind, number }) => kind === 'pair' && /^[1-9]\d?$/.test(number))
    .map(({ number, kind, colour }) => ({
      number,
      own: colour !== '' && !isOfPalette(colour),
      seen: rgb(candidateColour({ number: Number(number), kind, ...(colour === '' ? {} : { colour }) })),
    }))
  const weak = shown
    .filter(({ own }) => own)
    .flatMap(({ number, seen }): ColourWarning[] => [
      ...(contrast(seen, rgb(PANELS.dark)) < ENOUGH ? [{ kind: 'weakDark' as const, number }] : []),
      ...(contrast(seen, rgb(PANELS.light)) < ENOUGH ? [{ kind: 'weakLight' as const, number }] : []),
    ])
  const pairs = shown.flatMap((a, i) => shown.slice(i + 1).map((b) => [a, b] as const))
  const alike = pairs.flatMap(([a, b]): ColourWarning[] => {
    const sight = (['none', 'protanopia', 'deuteranopia', 'tritanopia'] as const).find((one) => apart(a.seen, b.seen, one) < APART)
    return sight === undefined ? [] : [{ kind: 'alike', numbers: [a.number, b.number], sight }]
  })
  return [...weak, ...alike]
}
