import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import type { CellLayout } from '../../client/src/screens/explore/cell-layout.ts'
import { mosaicLayout } from '../../client/src/screens/explore/mosaic-layout.ts'
import { tileLayout, type Placed } from '../../client/src/screens/explore/tile-layout.ts'

/** Cells of side 1 that overlap another, or lie outside the page. */
function faults({ x, y, width, height }: CellLayout): number {
  const grid = new Map<string, number[]>()
  let wrong = 0
  for (let i = 0; i < x.length; i++) {
    const [cx, cy] = [x[i] ?? NaN, y[i] ?? NaN]
    if (!(cx >= 0 && cy >= 0 && cx + 1 <= width + 1e-3 && cy + 1 <= height + 1e-3)) wrong++
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const j of grid.get(`${Math.floor(cx) + dx}/${Math.floor(cy) + dy}`) ?? [])
          if (Math.abs((x[j] ?? 0) - cx) < 0.999 && Math.abs((y[j] ?? 0) - cy) < 0.999) wrong++
    const key = `${Math.floor(cx)}/${Math.floor(cy)}`
    grid.set(key, [...(grid.get(key) ?? []), i])
  }
  return wrong
}

const codes = templateElection('kaltim-2020').tps.map(({ tps }) => tps)

describe('[XP6] the mosaic gives every TPS one cell', () => {
  test.each([
    ['the province', '64', 1.8],
    ['the province on a phone', '64', 0.7],
    ['a city', '6472', 1.8],
    ['a rural regency', '6407', 1],
    ['a village', '6472011001', 1.5],
  ])('of %s none lies over another or outside', (_, region, aspect) => {
    const layout = mosaicLayout(
      codes.filter((code) => code.startsWith(region)),
      aspect,
    )
    expect(layout.x).toHaveLength(codes.filter((code) => code.startsWith(region)).length)
    expect(faults(layout)).toBe(0)
  })
  test('whatever the villages: many TPS, one TPS, in any number', () => {
    const register = fc.array(
      fc.record({ district: fc.integer({ min: 1, max: 4 }), village: fc.integer({ min: 1, max: 30 }), n: fc.integer({ min: 1, max: 90 }) }),
      { minLength: 1, maxLength: 40 },
    )
    fc.assert(
      fc.property(register, fc.double({ min: 0.4, max: 3, noNaN: true }), (villages, aspect) => {
        const all = [
          ...new Set(
            villages.flatMap(({ district, village, n }) =>
              Array.from(
                { length: n },
                (__, i) => `64720${district}10${String(village).padStart(2, '0')}${String(i + 1).padStart(3, '0')}`,
              ),
            ),
          ),
        ].toSorted()
        expect(faults(mosaicLayout(all, aspect))).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
  test('a village is named over its cells, and its TPS follow each other from left to right', () => {
    const layout = mosaicLayout(
      codes.filter((code) => code.startsWith('6474')),
      1.5,
    )
    const villages = new Set(codes.filter((code) => code.startsWith('6474')).map((code) => code.slice(0, 10)))
    expect(layout.labels.filter(({ code }) => code.length === 10).map(({ code }) => code)).toEqual([...villages])
    expect((layout.x[1] ?? 0) - (layout.x[0] ?? 0)).toBe(1)
    expect(layout.y[1]).toBe(layout.y[0])
  })
})

describe('[XP7] the tile map gives every region one cell near where it lies', () => {
  const KALTIM: Placed[] = [
    { code: '6401', lon: 115.9, lat: -1.8 },
    { code: '6402', lon: 116.6, lat: -0.2 },
    { code: '6403', lon: 117.4, lat: 2.1 },
    { code: '6407', lon: 115.7, lat: -0.4 },
    { code: '6408', lon: 117.3, lat: 1.0 },
    { code: '6409', lon: 116.6, lat: -1.3 },
    { code: '6411', lon: 114.9, lat: 0.8 },
    { code: '6471', lon: 116.9, lat: -1.2 },
    { code: '6472', lon: 117.15, lat: -0.5 },
    { code: '6474', lon: 117.45, lat: 0.13 },
  ]
  test('of the ten regencies none lies over another, west is left and north is up', () => {
    const layout = tileLayout(KALTIM, 1.2)
    expect(faults(layout)).toBe(0)
    const at = (code: string) => ({
      x: layout.x[KALTIM.findIndex((one) => one.code === code)] ?? NaN,
      y: layout.y[KALTIM.findIndex((one) => one.code === code)] ?? NaN,
    })
    expect(at('6411').x).toBeLessThan(at('6474').x)
    expect(at('6403').y).toBeLessThan(at('6472').y)
    expect(at('6472').y).toBeLessThanOrEqual(at('6471').y)
    expect(at('6401').y).toBeGreaterThan(at('6408').y)
  })
  test('whatever the places, also when all are the same', () => {
    const place = fc.record({ lon: fc.double({ min: 113, max: 119, noNaN: true }), lat: fc.double({ min: -3, max: 3, noNaN: true }) })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(place, fc.constant({ lon: 116, lat: 0 })), { maxLength: 120 }),
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        (places, aspect) => {
          const placed = places.map((one, i) => ({ ...one, code: String(640_000 + i) }))
          const layout = tileLayout(placed, aspect)
          expect(layout.x).toHaveLength(placed.length)
          expect(faults(layout)).toBe(0)
          expect(tileLayout(placed, aspect)).toEqual(layout)
        },
      ),
      { numRuns: 60 },
    )
  })
})
