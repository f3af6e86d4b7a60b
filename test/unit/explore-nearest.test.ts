import { describe, expect, test } from 'vitest'
import { nearestIn } from '../../client/src/screens/explore/nearest.ts'

/** Three rows of three, numbered as one reads. */
const GRID = Array.from({ length: 9 }, (_, i) => ({ x: i % 3, y: Math.floor(i / 3) }))

describe('[XP19] the nearest place in a direction', () => {
  test('in a grid it is the neighbour, and at its edge one stays', () => {
    expect(nearestIn(GRID, 4, 'left')).toBe(3)
    expect(nearestIn(GRID, 4, 'right')).toBe(5)
    expect(nearestIn(GRID, 4, 'up')).toBe(1)
    expect(nearestIn(GRID, 4, 'down')).toBe(7)
    expect(nearestIn(GRID, 2, 'right')).toBe(2)
  })
  test('without a choice one begins where reading begins; without places nowhere', () => {
    expect(nearestIn(GRID, undefined, 'down')).toBe(0)
    expect(nearestIn([], undefined, 'down')).toBeUndefined()
  })
  test('what lies ahead wins over what is nearer but aside', () => {
    expect(
      nearestIn(
        [
          { x: 0, y: 0 },
          { x: 3, y: 0 },
          { x: 1, y: 2 },
        ],
        0,
        'right',
      ),
    ).toBe(1)
  })
})
