import { expect, test } from 'vitest'
import { freshnessOf } from '../../client/src/freshness.ts'

test.each([
  [0, 'fresh'],
  [14_999, 'fresh'],
  [15_000, 'ageing'],
  [60_000, 'ageing'],
  [60_001, 'stale'],
  [300_000, 'stale'],
  [300_001, 'dead'],
] as const)('[WL1] %i ms after the last sign of life a wall is %s', (ageMs, state) => {
  expect(freshnessOf(ageMs)).toBe(state)
})
