export type Point = { readonly x: number; readonly y: number }
export type Direction = 'left' | 'right' | 'up' | 'down'
/** Keys of a picture that go from one region or cell to the next. */
export const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** What lies aside counts so much more than what lies ahead. */
const ASIDE = 2

/** The place that a person means who presses an arrow there: near, and more ahead than aside; without one he stays. `y` grows downwards. */
export function nearestIn(points: readonly Point[], from: number | undefined, direction: Direction): number | undefined {
  const start = from === undefined ? undefined : points[from]
  if (!start) return points.length > 0 ? firstOf(points) : undefined
  let best: { i: number; cost: number } | undefined
  points.forEach((point, i) => {
    const [dx, dy] = [point.x - start.x, point.y - start.y]
    const ahead = { left: -dx, right: dx, up: -dy, down: dy }[direction]
    const aside = Math.abs(direction === 'left' || direction === 'right' ? dy : dx)
    if (i === from || ahead <= 0 || aside > ahead * 3) return
    const cost = ahead + ASIDE * aside
    if (!best || cost < best.cost) best = { i, cost }
  })
  return best?.i ?? from
}

/** Where reading begins. */
const firstOf = (points: readonly Point[]): number =>
  points.reduce((first, { x, y }, i) => {
    const at = points[first]
    return at && x + y < at.x + at.y ? i : first
  }, 0)
