import type { CellLabel, CellLayout } from './cell-layout.ts'

/** TPS of one village: `n` codes from `from` on. */
export type Block = { readonly code: string; readonly from: number; readonly n: number }
type Page = {
  /** Height of the headings; a regency's is 0 where there is only one. */
  readonly heads: { readonly regency: number; readonly district: number }
  /** Cells across a column. */
  readonly column: number
  readonly columns: number
  readonly height: number
}

/** Room for a village's name over its cells, and between villages and lines, in cells. */
export const NAME = 0.7
const GAP = 0.6
const BETWEEN_COLUMNS = 1.5
/** A village with one TPS has room for its name all the same. */
const LEAST_ACROSS = 3
const MOST_ROWS = 6

/** The page as a typesetter fills it: lines of villages, a heading before each district, the next column when one is full. */
export function writePage(codes: readonly string[], villages: readonly Block[], page: Page): CellLayout {
  const [x, y] = [new Float32Array(codes.length), new Float32Array(codes.length)]
  const labels: CellLabel[] = []
  const rowsOf = rowsByDistrict(villages)
  const pen = { left: 0, top: 0, across: 0, tallest: 0, nth: 1, lowest: 0 }
  let [regency, district] = ['', '']
  const endLine = (): void => {
    if (pen.tallest > 0) pen.top += pen.tallest + GAP
    pen.tallest = pen.across = 0
  }
  const head = (code: string, size: number): void => {
    if (size === 0) return
    labels.push({ code, x: pen.left, y: pen.top, width: page.column, size: size * 0.8 })
    pen.top += size
  }
  for (const { code, from, n } of villages) {
    const anew = code.slice(0, 6) !== district
    const across = Math.min(page.column, Math.max(LEAST_ACROSS, Math.ceil(n / (rowsOf.get(code.slice(0, 6)) ?? 1))))
    const tall = NAME + Math.ceil(n / across)
    if (anew || pen.across + across > page.column) endLine()
    // A heading never stands alone at the foot of a column.
    const needed = tall + (anew ? page.heads.district : 0) + (code.startsWith(regency) && regency !== '' ? 0 : page.heads.regency)
    if (pen.across === 0 && pen.top > 0 && pen.top + needed > page.height && pen.nth < page.columns) {
      pen.lowest = Math.max(pen.lowest, pen.top)
      pen.left += page.column + BETWEEN_COLUMNS
      pen.top = 0
      pen.nth++
    }
    if (anew) {
      if (code.slice(0, 4) !== regency) head((regency = code.slice(0, 4)), page.heads.regency)
      head((district = code.slice(0, 6)), page.heads.district)
    }
    const left = pen.left + pen.across
    labels.push({ code, x: left, y: pen.top, width: across, size: NAME * 0.85 })
    for (let i = 0; i < n; i++) {
      x[from + i] = left + (i % across)
      y[from + i] = pen.top + NAME + Math.floor(i / across)
    }
    pen.across += across + GAP
    pen.tallest = Math.max(pen.tallest, tall)
  }
  endLine()
  return { width: pen.left + page.column, height: Math.max(pen.lowest, pen.top), x, y, labels }
}

/** Rural villages have few TPS and stand in one line, those of a city in blocks. */
function rowsByDistrict(villages: readonly Block[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { n: number; villages: number }>()
  for (const { code, n } of villages) {
    const sum = sums.get(code.slice(0, 6)) ?? { n: 0, villages: 0 }
    sums.set(code.slice(0, 6), { n: sum.n + n, villages: sum.villages + 1 })
  }
  return new Map([...sums].map(([code, sum]) => [code, Math.min(MOST_ROWS, Math.max(1, Math.round(sum.n / sum.villages / 4)))]))
}
