import type { Basis } from '../../shared/form.ts'
import type { CellProblem, FigureField, WorkbookField } from '../../shared/workbook.ts'
import { basisIn } from './basis-words.ts'
import { addressOf, type ReadCell, type ReadSheet, textOf } from './cells.ts'
import { readCount } from './read-count.ts'

export type RowProblem = { readonly at: string; readonly code: CellProblem; readonly found: string }
export type Count = { readonly at: string; readonly n: number }

/** One row of somebody's table as it is written: which TPS that is, and whether it may be, is decided elsewhere. */
export type RawRow = {
  readonly sheet: string
  /** From 0. */
  readonly row: number
  /** Of the cell that is shown for the row. */
  readonly at: string
  /** Of the cells that name the TPS; `at` where there is no such column. */
  readonly where: Readonly<Record<'code' | 'district' | 'village' | 'number', string>>
  readonly code: ReadCell
  readonly district: string
  readonly village: string
  /** As this very row says, not one above it. */
  readonly ownVillage: string
  readonly number: string
  readonly counts: ReadonlyMap<FigureField, Count>
  /** Figures whose cell is empty, with its address. */
  readonly blanks: ReadonlyMap<FigureField, string>
  readonly basis?: Basis
  readonly typedBy?: string
  readonly problems: readonly RowProblem[]
}

/** A line that sums others up: the rows `from` up to, not including, `to`, or all up to there. */
export type SumRow = { readonly counts: ReadonlyMap<FigureField, Count>; readonly from: number; readonly to: number }
export type RowsRead = { readonly rows: readonly RawRow[]; readonly sums: readonly SumRow[] }

/** `fields` by column. */
export type Table = { readonly sheet: ReadSheet; readonly from: number; readonly fields: readonly WorkbookField[] }

const SUM = /^(SUB ?)?(JUMLAH|JML|TOTAL|GRAND TOTAL|REKAP(ITULASI)?)\b/i
const KINDS = /^(KECAMATAN|KEC\.?|DISTRICT)\s+(.+)$/i
const VILLAGE_KINDS = /^(KELURAHAN|KEL\.?|DESA|KAMPUNG|VILLAGE)\s+(.+)$/i

/** Every row below the header. District and village go on downwards until the next one is named, as people merge or leave them out. */
export function readRows(table: Table): RowsRead {
  const { sheet, from } = table
  const rows: RawRow[] = []
  const sums: SumRow[] = []
  let district = ''
  let village = ''
  let sinceSum = 0
  for (let r = from; r < sheet.rows.length; r++) {
    const cells = sheet.rows[r] ?? []
    const texts = cells.map(textOf)
    if (texts.every((text) => text === '') && !cells.some(isOdd)) continue
    if (r === from && isNumbering(texts)) continue
    const place = placeIn(table, texts)
    if (isSum(table, texts)) {
      const { counts } = countsIn(table, r)
      if (counts.size > 0) sums.push({ counts, from: sinceSum, to: rows.length })
      sinceSum = rows.length
      continue
    }
    const alone = onlyText(texts)
    if (alone !== undefined && KINDS.test(alone)) [district, village] = [alone, '']
    else if (alone !== undefined && VILLAGE_KINDS.test(alone)) village = alone
    if (place.district !== '') [district, village] = [place.district, place.district === district ? village : '']
    if (place.village !== '') village = place.village
    const row = rowOf(table, r, { district, village, ownVillage: place.village, number: place.number })
    if (row) rows.push(row)
  }
  return { rows, sums }
}

const isOdd = (cell: ReadCell): boolean => typeof cell === 'object' && cell !== null

const at = (fields: readonly WorkbookField[], field: WorkbookField): number => fields.indexOf(field)

function placeIn({ fields }: Table, texts: readonly string[]): { district: string; village: string; number: string } {
  const text = (field: WorkbookField): string => (at(fields, field) < 0 ? '' : (texts[at(fields, field)] ?? ''))
  return { district: text('district'), village: text('village'), number: text('number') }
}

/** Says that it sums up, in a column that is no figure. */
const isSum = ({ fields }: Table, texts: readonly string[]): boolean =>
  texts.some((text, c) => SUM.test(text) && !isFigure(fields[c])) && !/^(TPS\W*)?\d+$/i.test(texts[at(fields, 'number')] ?? '')

const isFigure = (field: WorkbookField | undefined): field is FigureField =>
  field !== undefined && !['code', 'district', 'village', 'number', 'basis', 'typedBy', 'ignore'].includes(field)

/** 1, 2, 3 ... below a header number its columns. */
const isNumbering = (texts: readonly string[]): boolean => {
  const written = texts.filter((text) => text !== '').map((text) => Number(text.replaceAll(/[()]/g, '')))
  return written.length > 3 && written.every((n, i) => n === (written[0] ?? 0) + i)
}

const onlyText = (texts: readonly string[]): string | undefined => {
  const written = texts.filter((text) => text !== '')
  return written.length === 1 ? written[0] : undefined
}

type Counts = { counts: Map<FigureField, Count>; blanks: Map<FigureField, string>; problems: RowProblem[] }

function countsIn({ sheet, fields }: Table, r: number): Counts {
  const found: Counts = { counts: new Map(), blanks: new Map(), problems: [] }
  for (const [c, field] of fields.entries()) {
    if (!isFigure(field)) continue
    const cell = sheet.rows[r]?.[c]
    const where = addressOf(sheet.name, r, c)
    const read = readCount(cell)
    if ('problem' in read) found.problems.push({ at: where, code: read.problem, found: shown(cell) })
    else if (read.n === undefined) found.blanks.set(field, where)
    else found.counts.set(field, { at: where, n: read.n })
  }
  return found
}

/** A row without a figure says nothing, whoever is named in it. */
function rowOf(table: Table, r: number, place: Pick<RawRow, 'district' | 'village' | 'ownVillage' | 'number'>): RawRow | undefined {
  const { sheet, fields } = table
  const { counts, blanks, problems } = countsIn(table, r)
  if (counts.size === 0 && problems.length === 0) return undefined
  const cell = (field: WorkbookField): ReadCell => (at(fields, field) < 0 ? null : (sheet.rows[r]?.[at(fields, field)] ?? null))
  const basis = basisIn(textOf(cell('basis')))
  if (basis === 'unknown')
    problems.push({ at: addressOf(sheet.name, r, at(fields, 'basis')), code: 'basis-unknown', found: shown(cell('basis')) })
  const typedBy = textOf(cell('typedBy')).slice(0, 100)
  const address = (field: WorkbookField): string => addressOf(sheet.name, r, at(fields, field) >= 0 ? at(fields, field) : shownAt)
  const shownAt = [at(fields, 'code'), at(fields, 'number'), 0].find((c) => c >= 0) ?? 0
  return {
    sheet: sheet.name,
    row: r,
    at: addressOf(sheet.name, r, shownAt),
    where: { code: address('code'), district: address('district'), village: address('village'), number: address('number') },
    code: cell('code'),
    ...place,
    counts,
    blanks,
    problems,
    ...(basis === 'unknown' || basis === undefined ? {} : { basis }),
    ...(typedBy === '' ? {} : { typedBy }),
  }
}

const SHOWN = 40
export function shown(cell: ReadCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return 'error' in cell ? cell.error : 'date' in cell ? cell.date : '='
  return String(cell).slice(0, SHOWN)
}
