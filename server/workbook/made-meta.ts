import { z } from 'zod'
import { ContestId, ScopeCode, TpsId } from '../../shared/ids.ts'
import { FigureField, WorkbookField } from '../../shared/workbook.ts'
import { type ReadFile, textOf } from './cells.ts'
import type { MadeBase } from './compare-row.ts'

/** Hidden in a workbook of ours: which election, room and entry it is of, what its columns are, and what stood in them. */
export const META_SHEET = '_kamar'
const FORMAT = 'kamar-hitung/workbook/1'

export type MadeMeta = {
  readonly election: string
  readonly region: string
  readonly contest: string
  readonly seq: number
  readonly columns: readonly { readonly field: WorkbookField; readonly title: string }[]
  readonly base: MadeBase['values']
}

const Head = z.object({
  election: z.string(),
  region: ScopeCode,
  contest: ContestId,
  seq: z.coerce.number().int().min(0),
})

/** Line by line: the format, the head, the columns, then one line for each TPS that had figures. */
export function metaRows({ columns, base, ...head }: MadeMeta): (string | number | null)[][] {
  const figures = columns.flatMap(({ field }) => (FigureField.safeParse(field).success ? [field as FigureField] : []))
  return [
    [FORMAT],
    ...Object.entries(head).map(([key, value]) => [key, String(value)]),
    ['fields', ...columns.map(({ field }) => field)],
    ['titles', ...columns.map(({ title }) => title)],
    ['values', ...figures],
    ...[...base].map(([tps, values]) => [tps, ...figures.map((field) => values.get(field) ?? null)]),
  ]
}

/** Undefined = no workbook of ours, or its hidden sheet is gone or broken: it is then read as anybody's. */
export function metaIn({ sheets }: ReadFile): MadeMeta | undefined {
  const rows = sheets.find(({ name }) => name === META_SHEET)?.rows
  if (!rows || textOf(rows[0]?.[0]) !== FORMAT) return undefined
  const lines = new Map(rows.slice(1, 12).map((row) => [textOf(row[0]), row.slice(1).map(textOf)]))
  const head = Head.safeParse(Object.fromEntries([...lines].map(([key, [value]]) => [key, value])))
  const fields = z.array(WorkbookField).safeParse(filled(lines.get('fields')))
  const figures = z.array(FigureField).safeParse(filled(lines.get('values')))
  const titles = filled(lines.get('titles'))
  if (!head.success || !fields.success || !figures.success || titles.length !== fields.data.length) return undefined
  const base = new Map<string, Map<FigureField, number>>()
  for (const [code, ...cells] of rows) {
    const tps = TpsId.safeParse(textOf(code))
    if (!tps.success) continue
    base.set(tps.data, new Map(figures.data.flatMap((field, i) => (typeof cells[i] === 'number' ? [[field, cells[i]] as const] : []))))
  }
  return { ...head.data, columns: fields.data.map((field, i) => ({ field, title: titles[i] ?? '' })), base }
}

/** Without the empty cells a spreadsheet program adds at the end. */
const filled = (texts: readonly string[] = []): string[] => texts.filter((text) => text !== '')
