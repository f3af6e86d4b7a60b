import type { Outline, Shape } from '../../outline.ts'

const MOST_INSETS = 3
/** A region this much smaller than the whole is a dot on the wall. */
const TINY = 0.1

/** Regions too small to read at the outline's own size, at most three, from north to south as they lie on the map. */
export function insetCodes(outline: Outline): string[] {
  const sized = outline.map((shape) => ({ shape, box: boxOf([shape]) }))
  const whole = size(boxOf(outline))
  return sized
    .filter(({ box }) => size(box) < whole * TINY)
    .toSorted((a, b) => size(a.box) - size(b.box))
    .slice(0, MOST_INSETS)
    .toSorted((a, b) => (b.shape.label[1] ?? 0) - (a.shape.label[1] ?? 0))
    .map(({ shape }) => shape.code)
}

type Box = { left: number; right: number; bottom: number; top: number }
const size = (box: Box): number => Math.hypot(box.right - box.left, box.top - box.bottom)

function boxOf(shapes: readonly Shape[]): Box {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity }
  for (const { geometry } of shapes)
    for (const ring of geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat())
      for (const [x = 0, y = 0] of ring) {
        box.left = Math.min(box.left, x)
        box.right = Math.max(box.right, x)
        box.bottom = Math.min(box.bottom, y)
        box.top = Math.max(box.top, y)
      }
  return box
}
