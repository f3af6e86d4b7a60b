import { parentPort, workerData } from 'node:worker_threads'
import type { ReadFile } from './cells.ts'
import { CannotRead, LIMITS, type Unreadable } from './limits.ts'
import { readCsvFile } from './read-csv.ts'
import { readXlsFile } from './read-xls.ts'
import { readXlsxFile } from './read-xlsx.ts'

export type ReadingAnswer = { readonly file: ReadFile } | { readonly why: Unreadable }

/** By its first bytes, whatever it is called. */
async function read(bytes: Buffer): Promise<ReadFile> {
  const start = bytes.subarray(0, 4).toString('hex')
  if (start === '504b0304') return readXlsxFile(bytes)
  return start === 'd0cf11e0' ? readXlsFile(bytes) : readCsvFile(bytes)
}

function bounded(file: ReadFile): ReadFile {
  if (file.sheets.length > LIMITS.sheets) throw new CannotRead('too-many-sheets')
  let cells = 0
  const sheets = file.sheets.map((sheet) => {
    if (sheet.rows.length > LIMITS.rowsPerSheet) throw new CannotRead('too-many-rows')
    const rows = sheet.rows.map((row) => {
      const cut = row.slice(0, LIMITS.columns).map((cell) => (typeof cell === 'string' ? cell.slice(0, LIMITS.text) : cell))
      cells += cut.length
      if (cells > LIMITS.cells) throw new CannotRead('too-many-cells')
      return cut
    })
    return { ...sheet, rows, name: sheet.name.slice(0, LIMITS.text) }
  })
  if (!sheets.some(({ rows }) => rows.some((row) => row.some((cell) => cell !== null && cell !== '')))) throw new CannotRead('empty-file')
  return { ...file, sheets }
}

async function answer(): Promise<ReadingAnswer> {
  try {
    return { file: bounded(await read(Buffer.from(workerData as Uint8Array))) }
  } catch (error) {
    if (error instanceof CannotRead) return { why: error.why }
    throw error
  }
}

parentPort?.postMessage(await answer())
