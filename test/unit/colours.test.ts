import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { apart, contrast, luminance, rgb, type Rgb, type Sight, SIGHTS } from '../../client/src/colour-sight.ts'

const css = readFileSync(new URL('../../client/src/style/tokens.css', import.meta.url), 'utf8')
const themes = Object.fromEntries(
  (['dark', 'light'] as const).map((theme) => {
    const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
    return [theme, new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, rgb(hex)]))]
  }),
) as Record<'dark' | 'light', Map<string, Rgb>>

const colour = (theme: 'dark' | 'light', name: string): Rgb => {
  const found = themes[theme].get(name)
  if (!found) throw new Error(`no token ${name} in ${theme}`)
  return found
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
  test.each(Object.keys(SIGHTS) as Sight[])('[LS4] the five standings stay apart with %s', (kind) => {
    const standings = ['ahead-clear', 'ahead-narrow', 'close', 'behind-narrow', 'behind-clear']
    const tooClose = standings.flatMap((a, i) =>
      standings.slice(i + 1).flatMap((b) => (apart(colour(theme, a), colour(theme, b), kind) < 0.08 ? [`${a} ${b}`] : [])),
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
