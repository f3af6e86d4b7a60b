/** Where cells stand, in cells of side 1; cell i belongs to the i-th code that was laid out. */
export type CellLayout = {
  readonly width: number
  readonly height: number
  readonly x: Float32Array
  readonly y: Float32Array
  /** Names over groups of cells: `size` = height of the letters, `width` = room for them. */
  readonly labels: readonly { readonly code: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number }[]
}

/** Room for a village's name over its cells, between villages and below a line of them, in cells. */
const NAME = 0.8
const GAP = 0.6
const HEAD = { 4: 2, 6: 1.3 } as const
const LEAST_COLUMNS = 4

type Block = { readonly code: string; readonly from: number; readonly n: number }

/**
 * Every TPS one cell, by village like words in a paragraph, districts as paragraphs in columns like a newspaper, always in the order of
 * their codes: a TPS is found at the same place all night. `codes` ascending; `aspect` = width : height of the room there is.
 */
export function mosaicLayout(codes: readonly string[], aspect: number): CellLayout {
  const villages = blocksOf(codes, 10)
  const [only] = villages
  if (!only) return { width: 1, height: 1, x: new Float32Array(), y: new Float32Array(), labels: [] }
  if (villages.length === 1) return oneVillage(codes, only, aspect)
  // The fewest columns whose page is no taller than the room.
  const widest = Math.ceil(Math.sqrt(codes.length * 3 * aspect)) + 10
  const column = Math.max(12, Math.min(44, widest))
  let page = write(codes, villages, { column, columns: 1, height: Infinity })
  for (let columns = 2; page.width / page.height < aspect && columns < 60; columns++) {
    page = write(codes, villages, { column, columns, height: page.used / columns })
  }
  return page
}

const blocksOf = (codes: readonly string[], digits: number): Block[] => {
  const blocks: { code: string; from: number; n: number }[] = []
  for (let i = 0; i < codes.length; i++) {
    const code = (codes[i] ?? '').slice(0, digits)
    const last = blocks.at(-1)
    if (last?.code === code) last.n++
    else blocks.push({ code, from: i, n: 1 })
  }
  return blocks
}

function oneVillage(codes: readonly string[], { code, n }: Block, aspect: number): CellLayout {
  const columns = Math.max(1, Math.ceil(Math.sqrt(n * aspect)))
  const x = Float32Array.from(codes, (_, i) => i % columns)
  const y = Float32Array.from(codes, (_, i) => NAME + Math.floor(i / columns))
  return { width: columns, height: NAME + Math.ceil(n / columns), x, y, labels: [{ code, x: 0, y: 0, width: columns, size: NAME * 0.7 }] }
}

type Page = { readonly column: number; readonly columns: number; readonly height: number }

function write(codes: readonly string[], villages: readonly Block[], { column, columns, height }: Page): CellLayout & { used: number } {
  const x = new Float32Array(codes.length)
  const y = new Float32Array(codes.length)
  const labels: CellLayout['labels'][number][] = []
  let [left, top, line, tallest, used] = [0, 0, 0, 0, 0]
  let nth = 1
  let [regency, district] = ['', '']
  const rowsIn = rowsByDistrict(villages)
  const endLine = (): void => {
    top += tallest > 0 ? tallest + GAP : 0
    used += tallest > 0 ? tallest + GAP : 0
    tallest = line = 0
  }
  const head = (code: string, size: number): void => {
    labels.push({ code, x: left, y: top + size * 0.15, width: column, size: size * 0.7 })
    top += size
    used += size
  }
  let highest = 0
  for (const { code, from, n } of villages) {
    const rows = rowsIn.get(code.slice(0, 6)) ?? 1
    const across = Math.min(column, Math.max(LEAST_COLUMNS, Math.ceil(n / rows)))
    const tall = NAME + Math.ceil(n / across)
    const anew = !code.startsWith(district) || district === ''
    if (anew || line + across > column) endLine()
    // A heading never stands alone at the foot of a column.
    if (top + tall + (anew ? HEAD[6] : 0) > height && nth < columns && top > 0) {
      highest = Math.max(highest, top)
      left += column + 2
      top = 0
      nth++
    }
    if (anew) {
      district = code.slice(0, 6)
      if (regency !== code.slice(0, 4)) head((regency = code.slice(0, 4)), HEAD[4])
      head(district, HEAD[6])
    }
    labels.push({ code, x: left + line, y: top, width: across, size: NAME * 0.7 })
    for (let i = 0; i < n; i++) {
      x[from + i] = left + line + (i % across)
      y[from + i] = top + NAME + Math.floor(i / across)
    }
    line += across + GAP
    tallest = Math.max(tallest, tall)
  }
  endLine()
  return { width: left + column, height: Math.max(highest, top), x, y, labels, used }
}

/** Rural villages have few TPS and stand in one line, those of a city in blocks. */
function rowsByDistrict(villages: readonly Block[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { n: number; villages: number }>()
  for (const { code, n } of villages) {
    const sum = sums.get(code.slice(0, 6)) ?? { n: 0, villages: 0 }
    sums.set(code.slice(0, 6), { n: sum.n + n, villages: sum.villages + 1 })
  }
  return new Map([...sums].map(([code, sum]) => [code, Math.min(6, Math.max(1, Math.round(sum.n / sum.villages / 5)))]))
}
