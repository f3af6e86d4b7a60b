import type { Election } from '../../shared/election.ts'
import type { FormTemplate } from '../../shared/election.ts'
import { formTemplate } from '../../shared/form-templates.ts'
import type { FigureField, WorkbookField } from '../../shared/workbook.ts'
import { nameOf, titleOf, type ExportLanguage } from '../export/notes.ts'
import { plainText } from '../export/sheet.ts'
import { workbookOf, type WriteSheet, type XlsxCell } from '../export/xlsx.ts'
import { BASIS_WORDS } from './basis-words.ts'
import { columnLetter } from './cells.ts'
import { META_SHEET, metaRows, type MadeMeta } from './made-meta.ts'
import { type MadeWords, madeWords } from './made-words.ts'

/** One TPS of the register with what is known of it. */
export type MadeRow = { readonly tps: string; readonly dpt?: number; readonly known: ReadonlyMap<FigureField, number> }
export type MadeAbout = {
  readonly election: Election
  readonly region: string
  readonly contest: string
  readonly seq: number
  readonly language: ExportLanguage
}

type MadeColumn = { readonly field: WorkbookField; readonly title: string; readonly width: number }

/** Rows above the first TPS: what it is, the sums, the header. */
const HEADER = 3
const FIGURES: readonly string[] = ['votes', 'valid', 'invalid', 'users.all']
const ENTRY = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF9DB' } }, protection: { locked: false } } as const
const NUMBER_ENTRY = { ...ENTRY, numFmt: '0' } as const
const HEAD = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F3A5F' } },
  alignment: { wrapText: true, vertical: 'center', horizontal: 'center' },
} as const
const BOLD = { font: { bold: true } } as const
const WRONG = { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC9C9' }, bgColor: { rgb: 'FFC9C9' } } } as const
const RIGHT = { font: { color: { rgb: '1B7F4B' } } } as const

/** The workbook of one regency or district: what a witness types for every TPS of the register, what is known filled in. */
export function madeWorkbook(rows: readonly MadeRow[], about: MadeAbout): Promise<Buffer> {
  const words = madeWords(about.language)
  const columns = columnsOf(about, words)
  const sheets = [guideSheet(about, words), dataSheet(rows, { about, words, columns }), metaSheet(rows, about, columns)]
  return workbookOf(sheets, `${about.election.name} ${about.region}`)
}

function columnsOf({ election, contest, language }: MadeAbout, { columns }: MadeWords): MadeColumn[] {
  const lines = linesOf(formTemplate(election.form))
  const candidates = election.contests.find(({ region }) => region === contest)?.candidates ?? []
  const figures = lines.flatMap(({ field, label }): MadeColumn[] =>
    field === 'votes'
      ? candidates.map(({ number, name }) => ({
          field: `votes.${number}` as FigureField,
          title: plainText(`${number} ${name}`),
          width: 16,
        }))
      : [{ field: field as FigureField, title: plainText(label[language]), width: 16 }],
  )
  return [
    { field: 'code', title: columns.code, width: 17 },
    { field: 'district', title: columns.district, width: 20 },
    { field: 'village', title: columns.village, width: 22 },
    { field: 'number', title: columns.number, width: 9 },
    { field: 'ignore', title: columns.dpt, width: 9 },
    ...figures,
    { field: 'ignore', title: columns.sum, width: 12 },
    { field: 'ignore', title: columns.check, width: 30 },
    { field: 'basis', title: columns.basis, width: 16 },
    { field: 'typedBy', title: columns.typedBy, width: 20 },
  ]
}

/** What a witness has to type, in the paper's order. */
const linesOf = (template: FormTemplate | undefined) => {
  const all = template?.pages.flatMap(({ blocks }) => blocks.flatMap(({ lines }) => lines)) ?? []
  return FIGURES.flatMap((field) => all.filter((line) => line.field === field).slice(0, 1))
}

const isFigure = ({ field }: MadeColumn): boolean => field.includes('.') || field === 'valid' || field === 'invalid'

type Making = { readonly about: MadeAbout; readonly words: MadeWords; readonly columns: readonly MadeColumn[] }

function dataSheet(rows: readonly MadeRow[], making: Making): WriteSheet {
  const { words, columns } = making
  const last = HEADER + rows.length
  const letter = (field: string): string => columnLetter(columns.findIndex((column) => column.field === field))
  const cells = new Map<string, Partial<XlsxCell>>()
  columns.forEach((_, c) => cells.set(`${HEADER - 1},${c}`, { style: HEAD }))
  cells.set('0,0', { style: BOLD })
  sumCells(cells, making, rows)
  rows.forEach((row, i) => rowCells(cells, row, { ...making, r: HEADER + i }))
  const range = (first: string, end = first): string => `${first}${HEADER + 1}:${end}${last}`
  const figures = columns.filter(isFigure)
  const check = columnLetter(columns.length - 3)
  return {
    name: words.sheets.data,
    columns: columns.map(({ width, field }) => ({ width, ...(field === 'code' ? { numFmt: '@' } : {}) })),
    rows: [[headline(making)], [words.filled], columns.map(({ title }) => title), ...rows.map((row) => valuesOf(row, making))],
    cells,
    rowDefs: new Map([[HEADER - 1, { height: 62 }]]),
    freezePane: { rows: HEADER, columns: 4 },
    protection: { sheet: true, formatColumns: false, formatRows: false },
    dataValidations:
      rows.length === 0
        ? []
        : [
            wholeNumbers(range(letter(figures[0]?.field ?? ''), letter(figures.at(-1)?.field ?? '')), words),
            basisList(range(letter('basis')), making),
          ],
    conditionalRules:
      rows.length === 0
        ? []
        : [
            {
              type: 'expression',
              priority: 1,
              formula: `$${check}${HEADER + 1}="${words.check.ok}"`,
              range: range(check),
              style: RIGHT,
              stopIfTrue: true,
            },
            { type: 'expression', priority: 2, formula: `LEN($${check}${HEADER + 1})>0`, range: range(check), style: WRONG },
          ],
    pageSetup: { orientation: 'landscape' },
  }
}

const headline = ({ about: { election, contest, region, seq }, words }: Making): string =>
  plainText(
    [
      ...(election.simulated ? [words.simulated] : []),
      election.name,
      titleOf(election, contest) ?? contest,
      `${nameOf(election, region)} (${region})`,
      words.madeAt(seq),
      words.unofficial,
    ].join(' - '),
  )

function valuesOf({ tps, dpt, known }: MadeRow, { about: { election }, columns }: Making): (string | number | null)[] {
  const place: Partial<Record<WorkbookField, string | number>> = {
    code: tps,
    district: plainText(nameOf(election, tps.slice(0, 6))),
    village: plainText(nameOf(election, tps.slice(0, 10))),
    number: Number(tps.slice(10)),
  }
  const values = columns.map(({ field }) => place[field] ?? known.get(field as FigureField) ?? null)
  values[4] = dpt ?? null
  return values
}

const wholeNumbers = (range: string, { whole }: MadeWords) =>
  ({
    type: 'whole',
    operator: 'between',
    formula1: '0',
    formula2: '99999',
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: whole.title,
    errorMessage: whole.message,
    range,
  }) as const

const basisList = (range: string, { about: { language }, words: { basis } }: Making) =>
  ({
    type: 'list',
    values: Object.values(BASIS_WORDS[language]),
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: basis.title,
    errorMessage: basis.message,
    range,
  }) as const

/** Sums of every figure and how many TPS have one, above the header where they are always seen. */
function sumCells(cells: Map<string, Partial<XlsxCell>>, { columns }: Making, rows: readonly MadeRow[]): void {
  const last = HEADER + rows.length
  columns.forEach((column, c) => {
    if (!isFigure(column)) return
    const range = `${columnLetter(c)}${HEADER + 1}:${columnLetter(c)}${Math.max(last, HEADER + 1)}`
    const formulaResult = rows.reduce((sum, { known }) => sum + (known.get(column.field as FigureField) ?? 0), 0)
    cells.set(`1,${c}`, { formula: `SUM(${range})`, formulaResult, type: 'formula', style: BOLD })
  })
  const first = columns.findIndex(isFigure)
  const range = `${columnLetter(first)}${HEADER + 1}:${columnLetter(first)}${Math.max(last, HEADER + 1)}`
  const formulaResult = rows.filter(({ known }) => known.has(columns[first]?.field as FigureField)).length
  cells.set('1,1', { formula: `COUNT(${range})`, formulaResult, type: 'formula', style: BOLD })
}

/** Formulas are ours alone: column letters, a row number and our own words; nothing of the election or of a report goes into one. */
function rowCells(cells: Map<string, Partial<XlsxCell>>, row: MadeRow, { words: { check }, columns, r }: Making & { r: number }): void {
  const at = (field: string): string => `${columnLetter(columns.findIndex((column) => column.field === field))}${r + 1}`
  const votes = columns.filter(({ field }) => field.startsWith('votes.'))
  const range = `${at(votes[0]?.field ?? '')}:${at(votes.at(-1)?.field ?? '')}`
  const [sum, checked] = [columns.length - 4, columns.length - 3]
  const hasUsers = columns.some(({ field }) => field === 'users.all')
  const users = hasUsers
    ? `IF(AND(COUNT(${at('valid')},${at('invalid')},${at('users.all')})=3,${at('valid')}+${at('invalid')}<>${at('users.all')}),"${check.users}","${check.ok}")`
    : `"${check.ok}"`
  const whole = `IF(AND(COUNT(${at('valid')})=1,SUM(${range})<>${at('valid')}),"${check.votes}",${users})`
  const cached = checkOf(
    row,
    votes.map(({ field }) => field as FigureField),
    check,
  )
  columns.forEach((column, c) => {
    if (isFigure(column)) cells.set(`${r},${c}`, { style: NUMBER_ENTRY })
    else if (column.field === 'basis' || column.field === 'typedBy') cells.set(`${r},${c}`, { style: ENTRY })
  })
  cells.set(`${r},${sum}`, { formula: `IF(COUNT(${range})=0,"",SUM(${range}))`, formulaResult: cached.sum, type: 'formula' })
  cells.set(`${r},${checked}`, {
    formula: `IF(COUNT(${range})=0,"",IF(COUNT(${range})<${votes.length},"${check.part}",${whole}))`,
    formulaResult: cached.word,
    type: 'formula',
  })
}

/** What the formulas of a row say, for readers that do not calculate. */
function checkOf({ known }: MadeRow, votes: readonly FigureField[], check: MadeWords['check']): { sum: string | number; word: string } {
  const written = votes.flatMap((field) => known.get(field) ?? [])
  const sum = written.reduce((a, b) => a + b, 0)
  const [valid, invalid, users] = [known.get('valid'), known.get('invalid'), known.get('users.all')]
  if (written.length === 0) return { sum: '', word: '' }
  if (written.length < votes.length) return { sum, word: check.part }
  if (valid !== undefined && valid !== sum) return { sum, word: check.votes }
  const differ = valid !== undefined && invalid !== undefined && users !== undefined && valid + invalid !== users
  return { sum, word: differ ? check.users : check.ok }
}

const guideSheet = (about: MadeAbout, words: MadeWords): WriteSheet => ({
  name: words.sheets.guide,
  columns: [{ width: 110 }],
  rows: [[headline({ about, words, columns: [] })], [null], ...words.guide.map((line) => [line])],
  cells: new Map([0, 2].map((r) => [`${r},0`, { style: BOLD }])),
  protection: { sheet: true },
})

function metaSheet(rows: readonly MadeRow[], { election, region, contest, seq }: MadeAbout, columns: readonly MadeColumn[]): WriteSheet {
  const base: MadeMeta['base'] = new Map(rows.filter(({ known }) => known.size > 0).map(({ tps, known }) => [tps, known]))
  return {
    name: META_SHEET,
    hidden: true,
    protection: { sheet: true },
    rows: metaRows({ election: election.id, region, contest, seq, columns, base }),
  }
}
