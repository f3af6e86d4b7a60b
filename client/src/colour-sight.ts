/** Colours as eyes meet them: contrast by WCAG 2.2; colour-blindness by Machado, Oliveira and Fernandes (2009), full severity. */

/** Red, green and blue, 0..1, as in sRGB. */
export type Rgb = readonly [number, number, number]

/** Of `#rrggbb`. */
export function rgb(hex: string): Rgb {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as Rgb
}
const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
/** Relative, 0..1. */
export const luminance = (colour: Rgb): number => colour.map(linear).reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0)
/** 1 = alike, 21 = black on white. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
export type Sight = 'none' | 'protanopia' | 'deuteranopia' | 'tritanopia'

export const SIGHTS: Readonly<Record<Sight, readonly Rgb[]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
/** OKLab, where a distance of 0.02 is just seen. */
function lab(seen: readonly number[]): number[] {
  const [r = 0, g = 0, b = 0] = seen
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}
/** How far two colours are from each other for eyes of that kind, in OKLab. */
export function apart(a: Rgb, b: Rgb, sight: Sight): number {
  const seen = [a, b].map((one) =>
    lab(
      SIGHTS[sight].map((row) =>
        Math.min(
          1,
          Math.max(
            0,
            row.reduce((sum, w, i) => sum + w * linear(one[i] ?? 0), 0),
          ),
        ),
      ),
    ),
  )
  return Math.hypot(...[0, 1, 2].map((i) => (seen[0]?.[i] ?? 0) - (seen[1]?.[i] ?? 0)))
}
