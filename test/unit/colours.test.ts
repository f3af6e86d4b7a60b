import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** Contrast by WCAG 2.2; colour-blindness by Machado, Oliveira and Fernandes (2009), full severity. */
const css = readFileSync(new URL('../../client/src/style/tokens.css', import.meta.url), 'utf8')
type Rgb = readonly [number, number, number]
const themes = Object.fromEntries(
  (['dark', 'light'] as const).map((theme) => {
    const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
    return [theme, new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, rgb(hex)]))]
  }),
) as Record<'dark' | 'light', Map<string, Rgb>>

function rgb(hex: string): Rgb {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255) as unknown as Rgb
}
const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
const luminance = (colour: Rgb): number => colour.map(linear).reduce((sum, c, i) => sum + c * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0)
function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}
const colour = (theme: 'dark' | 'light', name: string): Rgb => {
  const found = themes[theme].get(name)
  if (!found) throw new Error(`no token ${name} in ${theme}`)
  return found
}

const BLINDNESS: Readonly<Record<string, readonly Rgb[]>> = {
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
function apart(a: Rgb, b: Rgb, matrix: readonly Rgb[]): number {
  const seen = [a, b].map((one) =>
    lab(
      matrix.map((row) =>
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

describe.each(['dark', 'light'] as const)('%s', (theme) => {
  test.each(['ground', 'panel', 'raised'])('[LS3] every text colour reaches 4.5:1 on %s', (ground) => {
    const texts = ['text', 'muted', 'good', 'watch', 'bad', 'info', 'ahead-word', 'close-word', 'behind-word']
    const weak = texts.filter((name) => contrast(colour(theme, name), colour(theme, ground)) < 4.5)
    expect(weak).toEqual([])
  })
  test('[LS3] text on a state colour reaches 4.5:1', () => {
    const weak = ['good', 'watch', 'bad', 'info'].filter((name) => contrast(colour(theme, 'on-state'), colour(theme, name)) < 4.5)
    expect(weak).toEqual([])
  })
  test.each(Object.keys(BLINDNESS))('[LS4] the five standings stay apart with %s', (kind) => {
    const standings = ['ahead-clear', 'ahead-narrow', 'close', 'behind-narrow', 'behind-clear']
    const tooClose = standings.flatMap((a, i) =>
      standings.slice(i + 1).flatMap((b) => (apart(colour(theme, a), colour(theme, b), BLINDNESS[kind] ?? []) < 0.08 ? [`${a} ${b}`] : [])),
    )
    expect(tooClose).toEqual([])
  })
  test('[LS5] both sides of the scale weigh the same: their luminance differs by less than a quarter', () => {
    for (const step of ['clear', 'narrow']) {
      const [ahead, behind] = [luminance(colour(theme, `ahead-${step}`)), luminance(colour(theme, `behind-${step}`))]
      expect(Math.abs(ahead - behind) / Math.max(ahead, behind)).toBeLessThan(0.25)
    }
  })
})
