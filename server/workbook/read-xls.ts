import { read, utils, type CellObject, type WorkSheet } from '@e965/xlsx'
import type { ReadCell, ReadFile, ReadSheet } from './cells.ts'
import { CannotRead, LIMITS } from './limits.ts'

/** Workbooks of Excel 97-2003: the one place that knows that library, which only ever reads here. Throws `CannotRead`. */
export function readXlsFile(bytes: Buffer): ReadFile {
  try {
    const book = read(bytes, { type: 'buffer', cellDates: true, cellFormula: true, cellHTML: false, sheetRows: LIMITS.rowsPerSheet + 1 })
    const hidden = book.Workbook?.Sheets ?? []
    const sheets = book.SheetNames.map((name, i) => sheetOf(name, (hidden[i]?.Hidden ?? 0) > 0, book.Sheets[name]))
    return { kind: 'xls', sheets }
  } catch (error) {
    throw new CannotRead(/password|encrypt/i.test(String(error)) ? 'encrypted' : 'not-a-workbook')
  }
}

function sheetOf(name: string, hidden: boolean, sheet: WorkSheet | undefined): ReadSheet {
  const range = sheet?.['!ref'] === undefined ? undefined : utils.decode_range(sheet['!ref'])
  if (!sheet || !range) return { name, hidden, rows: [], merges: [] }
  if ((range.e.r + 1) * Math.min(range.e.c + 1, LIMITS.columns) > LIMITS.cells) throw new CannotRead('too-many-cells')
  const width = Math.min(range.e.c + 1, LIMITS.columns)
  const rows = Array.from({ length: range.e.r + 1 }, (_, r) =>
    Array.from({ length: width }, (_, c) => cellOf(sheet[utils.encode_cell({ r, c })] as CellObject | undefined)),
  )
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }))
  return { name, hidden, rows, merges }
}

function cellOf(cell: CellObject | undefined): ReadCell {
  if (cell === undefined || cell.t === 'z') return null
  if (cell.t === 'e') return { error: String(cell.w ?? cell.v) }
  if (cell.v instanceof Date) return { date: cell.v.toISOString().slice(0, 10) }
  return cell.v === undefined || cell.v === null ? (cell.f === undefined ? null : { formula: true }) : cell.v
}
