import type { CellLayout } from './cell-layout.ts'

/** Where a region lies; of one whose place is unknown, where the region around it lies. */
export type Placed = { readonly code: string; readonly lon: number; readonly lat: number }

/** Cells of the grid for each region: some stay empty, so that the shape of the province shows. */
const ROOM = 1.35

/**
 * Every region one equal cell, near where it lies: each takes the free cell nearest to its place, the middle ones first. Land does not
 * vote, so a city weighs as much as a rain forest. `aspect` = width : height of the room there is.
 */
export function tileLayout(places: readonly Placed[], aspect: number): CellLayout {
  const n = places.length
  const [x, y] = [new Float32Array(n), new Float32Array(n)]
  if (n === 0) return { width: 1, height: 1, x, y, labels: [] }
  const columns = Math.max(1, Math.round(Math.sqrt(n * ROOM * Math.min(1.6, Math.max(0.7, aspect)))))
  const rows = Math.max(1, Math.ceil((n * ROOM) / columns))
  const wished = wishes(places, columns, rows)
  const middle = { x: (columns - 1) / 2, y: (rows - 1) / 2 }
  const order = wished
    .map((wish, i) => ({ wish, i, code: places[i]?.code ?? '', far: Math.hypot(wish.x - middle.x, wish.y - middle.y) }))
    .toSorted((a, b) => a.far - b.far || (a.code < b.code ? -1 : 1))
  const taken = new Uint8Array(columns * rows)
  for (const { wish, i } of order) {
    const at = nearestFree(taken, columns, wish)
    taken[at] = 1
    x[i] = at % columns
    y[i] = Math.floor(at / columns)
  }
  return { ...trimmed(x, y), labels: [] }
}

/** Half by place and half by rank: true to the map, and a crowd of small cities spreads out. */
function wishes(places: readonly Placed[], columns: number, rows: number): { x: number; y: number }[] {
  const scale = (values: readonly number[], cells: number): number[] => {
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const sorted = values.toSorted((a, b) => a - b)
    return values.map((value) => {
      const place = most > least ? (value - least) / (most - least) : 0.5
      const rank = values.length > 1 ? sorted.indexOf(value) / (values.length - 1) : 0.5
      return ((place + rank) / 2) * (cells - 1)
    })
  }
  const xs = scale(
    places.map(({ lon }) => lon),
    columns,
  )
  const ys = scale(
    places.map(({ lat }) => -lat),
    rows,
  )
  return places.map((_, i) => ({ x: xs[i] ?? 0, y: ys[i] ?? 0 }))
}

function nearestFree(taken: Uint8Array, columns: number, wish: { x: number; y: number }): number {
  let [best, distance] = [-1, Infinity]
  for (let at = 0; at < taken.length; at++) {
    if (taken[at] === 1) continue
    const away = ((at % columns) - wish.x) ** 2 + (Math.floor(at / columns) - wish.y) ** 2
    if (away < distance) [best, distance] = [at, away]
  }
  return best
}

function trimmed(x: Float32Array, y: Float32Array): Pick<CellLayout, 'width' | 'height' | 'x' | 'y'> {
  const [left, top] = [Math.min(...x), Math.min(...y)]
  return { x: x.map((one) => one - left), y: y.map((one) => one - top), width: Math.max(...x) - left + 1, height: Math.max(...y) - top + 1 }
}
