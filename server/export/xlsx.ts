import { buffer } from 'node:stream/consumers'
import { writeXlsxStream } from 'hucre/xlsx'
import { stretch } from '../room/stretch.ts'
import { linesOf, type Column, type Sheet } from './sheet.ts'

/**
 * The one place that knows how workbooks are written. Text becomes a text cell and a number a number cell; no cell is ever a formula.
 * Written row by row with pauses, so that ten thousand rows do not hold up the forms that arrive meanwhile.
 */
export async function xlsxOf(sheet: Sheet): Promise<Buffer> {
  const stream = writeXlsxStream(rowsOf(sheet), {
    name: 'Hitung',
    columns: sheet.columns.map(({ kind, title }) => ({ width: WIDTH[kind](title) })),
    freezePane: { rows: sheet.notes.length + 2 },
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
