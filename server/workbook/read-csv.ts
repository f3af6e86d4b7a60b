import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import type { ReadFile } from './cells.ts'
import { CannotRead, LIMITS } from './limits.ts'

/**
 * Text tables of Google Sheets and Excel: commas, semicolons or tabs, UTF-8 or what Windows wrote before it. Blind spot: a CSV has one
 * sheet, no merged cells and no types, so that a damaged code stays damaged. Throws `CannotRead`.
 */
export function readCsvFile(bytes: Buffer): ReadFile {
  if (bytes.includes(0) && !isUtf16(bytes)) throw new CannotRead('not-a-workbook')
  const text = decoded(bytes)
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: LIMITS.rowsPerSheet + 1,
      max_record_size: LIMITS.text * LIMITS.columns,
    }) as string[][]
    return { kind: 'csv', sheets: [{ name: 'CSV', hidden: false, merges: [], rows }] }
  } catch {
    throw new CannotRead('not-a-workbook')
  }
}

const isUtf16 = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xfe

function decoded(bytes: Buffer): string {
  if (isUtf16(bytes)) return bytes.toString('utf16le').slice(1)
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes)
}

const DELIMITERS = [';', '\t', ','] as const
/** What the first lines hold most of. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000)
  const counted = DELIMITERS.map((one) => ({ one, times: head.split(one).length }))
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).one
}
