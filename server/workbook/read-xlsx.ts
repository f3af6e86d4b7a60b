import { sheetsOfXlsx, type ForeignSheet } from '../export/xlsx.ts'
import type { ReadCell, ReadFile } from './cells.ts'
import { CannotRead, LIMITS } from './limits.ts'
import { guardZip } from './zip-guard.ts'

/** Excel, LibreOffice, WPS, Google Sheets. Throws `CannotRead`. */
export async function readXlsxFile(bytes: Buffer): Promise<ReadFile> {
  await guardZip(bytes)
  const sheets = await sheetsOfXlsx(bytes, LIMITS.rowsPerSheet + 1).catch(() => undefined)
  if (!sheets) throw new CannotRead('not-a-workbook')
  return { kind: 'xlsx', sheets: sheets.map(sheetOf) }
}

function sheetOf({ name, hidden, rows, merges, cellAt }: ForeignSheet): ReadFile['sheets'][number] {
  return { name, hidden, merges, rows: rows.map((row, r) => row.map((value, c) => cellOf(value, cellAt(r, c)))) }
}

function cellOf(value: string | number | boolean | Date | null, kind: ReturnType<ForeignSheet['cellAt']>): ReadCell {
  if (value instanceof Date) return { date: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10) }
  if (kind === 'empty-formula') return { formula: true }
  return kind === 'error' ? { error: String(value) } : value
}
