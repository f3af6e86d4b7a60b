/** `code` and `text` are text in every format, `number` a whole number without separators; undefined = an empty cell, never zero. */
export type ColumnKind = 'code' | 'text' | 'number'
export type Column = { readonly title: string; readonly kind: ColumnKind }
export type Cell = string | number | undefined
export type Row = readonly Cell[]

/** A table with what has to stand in the file itself, because files travel without the page they came from. */
export type Sheet = {
  /** Printed above the table, line by line: what, where, at which entry, by whom, and that it is no official result. */
  readonly notes: readonly (readonly [label: string, value: string])[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** The sums below the rows; absent where a row is the whole. */
  readonly total?: Row
  /** Without folder and ending, e.g. `SIMULASI-kaltim-2020-hasil-64-6472-51`. */
  readonly fileName: string
}

/** Begins with what a spreadsheet takes for a formula, also behind spaces and in the wide forms of East Asian keyboards. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

/** Text that no spreadsheet takes for a formula: an apostrophe before what would begin one (OWASP, CSV injection). */
export const plainText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** For programs that read a table by themselves: its header first, no sums; what stood above it becomes a column. */
export const asData = (sheet: Sheet, title: string, value: string): Sheet => ({
  columns: [...sheet.columns, { title, kind: 'text' }],
  rows: sheet.rows.map((row) => [...row, value]),
  notes: [],
  fileName: sheet.fileName,
})

/** Every line of the file from top to bottom: notes, an empty line, the header, the rows, the sums. */
export function* linesOf({ notes, columns, rows, total }: Sheet): Generator<Row> {
  for (const [label, value] of notes) yield [plainText(label), plainText(value)]
  if (notes.length > 0) yield []
  yield columns.map(({ title }) => plainText(title))
  for (const row of total ? [...rows, total] : rows) yield row.map((cell) => (typeof cell === 'string' ? plainText(cell) : cell))
}
