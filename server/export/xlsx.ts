import { buffer } from 'node:stream/consumers'
import { type Cell as XlsxCell, readXlsx, writeXlsx, writeXlsxStream, type WriteSheet } from 'hucre/xlsx'
import { stretch } from '../room/stretch.ts'
import { linesOf, type Column, type Sheet } from './sheet.ts'

/**
 * The one place that knows how workbooks are written and read. Text becomes a text cell and a number a number cell; no cell of a
 * table is ever a formula. Written row by row with pauses, so that ten thousand rows do not hold up the forms that arrive meanwhile.
 */
export async function xlsxOf(sheet: Sheet): Promise<Buffer> {
  const stream = writeXlsxStream(rowsOf(sheet), {
    name: 'Hitung',
    columns: sheet.columns.map(({ kind, title }) => ({ width: WIDTH[kind](title) })),
    freezePane: { rows: sheet.notes.length === 0 ? 1 : sheet.notes.length + 2 },
  })
  return buffer(stream)
}

/** In characters. Labels of the notes stand in the first column. */
const WIDTH: Readonly<Record<Column['kind'], (title: string) => number>> = {
  code: () => 20,
  text: () => 24,
  number: (title) => Math.min(18, Math.max(10, title.length)),
}

async function* rowsOf(sheet: Sheet): AsyncGenerator<(string | number | null)[]> {
  const work = stretch()
  for (const row of linesOf(sheet)) {
    yield row.map((cell) => cell ?? null)
    const pause = work.pause()
    if (pause) await pause
  }
}

export type { WriteSheet, XlsxCell }

/** A workbook to be typed into, made whole: its sheets say what may be typed where. */
export const workbookOf = async (sheets: WriteSheet[], title: string): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets, properties: { title, creator: 'kamar-hitung' } }))

/** `cellAt` = what a value alone does not say. */
export type ForeignSheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly (string | number | boolean | Date | null)[])[]
  readonly merges: readonly { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }[]
  readonly cellAt: (row: number, column: number) => 'error' | 'empty-formula' | undefined
}

/** Every sheet of somebody's workbook. Rejects when it is none; whoever calls has bounded its size. */
export async function sheetsOfXlsx(bytes: Buffer, maxRows: number): Promise<ForeignSheet[]> {
  const { sheets } = await readXlsx(bytes, { maxRows })
  return sheets.map(({ name, hidden = false, veryHidden = false, rows, merges = [], cells }) => ({
    name,
    hidden: hidden || veryHidden,
    rows,
    merges: merges.map(({ startRow, startCol, endRow, endCol }) => ({ top: startRow, left: startCol, bottom: endRow, right: endCol })),
    cellAt: (row, column) => oddity(cells?.get(`${row},${column}`)),
  }))
}

function oddity(cell: XlsxCell | undefined): ReturnType<ForeignSheet['cellAt']> {
  if (cell?.type === 'error' && cell.value !== '') return 'error'
  if (cell?.formula === undefined) return undefined
  return cell.formulaResult === undefined || cell.formulaResult === null ? 'empty-formula' : undefined
}
