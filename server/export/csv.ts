import { linesOf, type Cell, type Sheet } from './sheet.ts'

/**
 * CSV as Excel in Indonesia opens it by a double click: semicolons, because the comma is the decimal sign there; a byte order mark,
 * else it is not read as UTF-8; CRLF; every text in quotes. Blind spot: CSV has no types, so Excel shows a long code as 6,47E+12; its
 * digits are all there (at most 13 of the 15 it keeps), and the XLSX file has codes as text.
 * Programs that read by themselves (Power Query, IMPORTDATA) take commas.
 */
export function csvOf(sheet: Sheet, delimiter: ';' | ',' = ';'): string {
  const lines = [...linesOf(sheet)].map((row) => row.map(cellText).join(delimiter))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

const cellText = (cell: Cell): string => (typeof cell === 'string' ? `"${cell.replaceAll('"', '""')}"` : (cell?.toString() ?? ''))
