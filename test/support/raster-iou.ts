export type Point = readonly number[]
/** Rings of one or more polygons, holes included; what lies inside is settled by the even-odd rule alone. */
export type Rings = readonly (readonly Point[])[]
export type Area = { type: 'Polygon'; coordinates: Point[][] } | { type: 'MultiPolygon'; coordinates: Point[][][] }

export const ringsOf = (area: Area): Rings => (area.type === 'Polygon' ? area.coordinates : area.coordinates.flat())

/** Where the horizontal line at `y` meets one edge; the half-open test counts a corner on the line once. */
function crossing([x0 = 0, y0 = 0]: Point, [x1 = 0, y1 = 0]: Point, y: number): number | undefined {
  return y0 <= y === y1 <= y ? undefined : x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)
}

function* edges(rings: Rings): Generator<[Point, Point]> {
  for (const ring of rings) {
    for (const [i, from] of ring.entries()) {
      const to = ring[i + 1]
      if (to) yield [from, to]
    }
  }
}

export function contains(rings: Rings, [x = 0, y = 0]: Point): boolean {
  let inside = false
  for (const [from, to] of edges(rings)) {
    const at = crossing(from, to, y)
    if (at !== undefined && at > x) inside = !inside
  }
  return inside
}

/** Per row of cells the sorted columns at which inside and outside change; a cell is inside when its centre is. */
type Raster = Map<number, number[]>

function rasterise(rings: Rings, cell: number): Raster {
  const firstCentreAfter = (value: number) => Math.ceil(value / cell - 0.5)
  const rows: Raster = new Map()
  for (const [from, to] of edges(rings)) {
    const [low, high] = [from[1] ?? 0, to[1] ?? 0].toSorted((a, b) => a - b) as [number, number]
    for (let row = firstCentreAfter(low) - 1; row <= firstCentreAfter(high); row++) {
      const at = crossing(from, to, (row + 0.5) * cell)
      if (at === undefined) continue
      const columns = rows.get(row) ?? []
      columns.push(firstCentreAfter(at))
      rows.set(row, columns)
    }
  }
  for (const columns of rows.values()) columns.sort((a, b) => a - b)
  return rows
}

/** Cells of one row that lie in both (`and`) and in either (`or`): a sweep over the changes of the two. */
function sweep(a: number[], b: number[]): { and: number; or: number } {
  const changes = [...a.map((at) => ({ at, bit: 1 })), ...b.map((at) => ({ at, bit: 2 }))].toSorted((x, y) => x.at - y.at)
  const cells = { and: 0, or: 0 }
  let [state, since] = [0, 0]
  for (const { at, bit } of changes) {
    if (state !== 0) cells.or += at - since
    if (state === 3) cells.and += at - since
    state ^= bit
    since = at
  }
  return cells
}

/**
 * Intersection over union, 0 to 1, on cells of `cell` degrees. Cells are counted as equal: a degree of longitude shrinks
 * by less than 0.1 % between the equator and 2.5 degrees, so no projection is needed here.
 */
export function rasterIou(one: Rings, other: Rings, cell: number): number {
  const [a, b] = [rasterise(one, cell), rasterise(other, cell)]
  const total = { and: 0, or: 0 }
  for (const row of new Set([...a.keys(), ...b.keys()])) {
    const { and, or } = sweep(a.get(row) ?? [], b.get(row) ?? [])
    total.and += and
    total.or += or
  }
  return total.or === 0 ? 0 : total.and / total.or
}
