/**
 * What a cell of somebody's file holds, whatever program wrote it. A formula counts by the value its program left in the file;
 * `formula` = it left none, `date` = a number that is shown as a date, `error` = #REF! and its kin.
 */
export type ReadCell =
  string | number | boolean | null | { readonly date: string } | { readonly error: string } | { readonly formula: true }

/** Rows and columns from 0. */
export type Merge = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }

export type ReadSheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly ReadCell[])[]
  readonly merges: readonly Merge[]
}
export type FileKind = 'xlsx' | 'xls' | 'csv'
export type ReadFile = { readonly kind: FileKind; readonly sheets: readonly ReadSheet[] }

/** Words in a cell; what is no text or number says nothing. */
export function textOf(cell: ReadCell | undefined): string {
  if (typeof cell === 'string') return cell.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()
  return typeof cell === 'number' ? String(cell) : ''
}

/** 0 -> A, 26 -> AA. */
export function columnLetter(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** As a spreadsheet names a cell from anywhere: `Isi!B12`, with quotes where the sheet's name needs them. */
export function addressOf(sheet: string, row: number, column: number): string {
  const name = /^[\p{L}\p{N}_.]+$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`
  return `${name}!${columnLetter(column)}${row + 1}`
}
