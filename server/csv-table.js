import { CsvError, parse } from 'csv-parse/sync'
import { err, ok } from '../shared/result.js'
/**
 * A CSV file as spreadsheets write it: comma, semicolon or tab (whichever the header has most of), quotes, BOM, any line end.
 * Refuses what would have to be guessed: another encoding than UTF-8, a broken quote, a header twice, more than `most` rows.
 */
export function readCsv(text, most) {
  if (!text.isWellFormed() || /[\uFFFD\0]/.test(text)) return fail(1, 1, 'encoding', 'this is not UTF-8: save the sheet as "CSV UTF-8"')
  let records
  try {
    records = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      trim: true,
      to: most + 2,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return fail(Number(error['lines'] ?? 1), 1, 'csv', `quotes do not match here: ${error.message}`)
  }
  if (records.length > most + 1) return fail(most + 2, 1, 'too-many-rows', `more than ${most.toLocaleString('en')} rows`)
  const [header = [], ...body] = records
  const columns = new Map()
  for (const [i, name] of header.map((cell) => cell.toLowerCase()).entries()) {
    if (name !== '' && columns.has(name)) return fail(1, i + 1, 'duplicate-column', `the header names ${name} twice`)
    if (name !== '') columns.set(name, i)
  }
  const numbered = body.map((cells, i) => ({ row: i + 2, cells }))
  return ok({ columns, rows: numbered.filter(({ cells }) => cells.some((cell) => cell !== '')) })
}
const fail = (row, column, code, message) => err({ row, column, code, message })
function separatorOf(text) {
  const header = /^[^\r\n]*/.exec(text)?.[0].replace(/"[^"]*"/g, '') ?? ''
  const count = (separator) => header.split(separator).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}
