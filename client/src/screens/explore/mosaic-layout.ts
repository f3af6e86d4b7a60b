import type { CellLayout } from './cell-layout.ts'
import { NAME, writePage, type Block } from './mosaic-page.ts'

/** Cells across one column of the page that are tried. */
const COLUMNS = [13, 18, 28] as const
/** What does not fit the even height would all stand in the last column. */
const TALLER = [1, 1.06, 1.15] as const

/**
 * Every TPS one cell, by village like words in a paragraph, districts as paragraphs in columns like a newspaper, always in the order of
 * their codes: a TPS is found at the same place all night. Of all pages the one with the largest cells. `codes` ascending; `aspect` =
 * width : height of the room there is.
 */
export function mosaicLayout(codes: readonly string[], aspect: number): CellLayout {
  const villages = blocksOf(codes)
  const [only] = villages
  if (!only) return { width: 1, height: 1, x: new Float32Array(), y: new Float32Array(), labels: [] }
  if (villages.length === 1) return oneVillage(codes, only, aspect)
  const heads = headings(codes)
  let [best, largest] = [undefined as CellLayout | undefined, 0]
  for (const column of COLUMNS) {
    const strip = writePage(codes, villages, { heads, column, columns: 1, height: Infinity })
    // As many columns as give the page the room's shape, and one to either side.
    const even = Math.round(Math.sqrt((strip.height * aspect) / (column + 1.5)))
    for (const columns of new Set([even - 1, even, even + 1].map((n) => Math.max(1, n)))) {
      for (const taller of columns === 1 ? [1] : TALLER) {
        const page =
          columns === 1 ? strip : writePage(codes, villages, { heads, column, columns, height: (strip.height / columns) * taller })
        const cell = Math.min(aspect / page.width, 1 / page.height)
        if (cell > largest) [best, largest] = [page, cell]
      }
    }
  }
  return best as CellLayout
}

/** Letters grow with the page, so that the names of its largest parts are read when all of it is in sight. */
function headings(codes: readonly string[]): { readonly regency: number; readonly district: number } {
  const whole = (codes[0] ?? '').slice(0, 4) !== (codes.at(-1) ?? '').slice(0, 4)
  const large = Math.sqrt(codes.length)
  return whole ? { regency: Math.max(2, large / 20), district: 1.3 } : { regency: 0, district: Math.max(1.3, large / 15) }
}

function blocksOf(codes: readonly string[]): Block[] {
  const blocks: { code: string; from: number; n: number }[] = []
  for (let i = 0; i < codes.length; i++) {
    const code = (codes[i] ?? '').slice(0, 10)
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
  return { width: columns, height: NAME + Math.ceil(n / columns), x, y, labels: [{ code, x: 0, y: 0, width: columns, size: NAME * 0.85 }] }
}
