import * as z from 'zod'
import { Basis, Figures } from './form.ts'
import { ContestId, RequestId, ScopeCode, Seq, Sha256, TpsId } from './ids.ts'
import { Problem } from './refusal.ts'
import { Receipt } from './tally.ts'

/** A figure that a column may hold: its path inside a form's figures; of lines with L and P their total. */
export const FigureField = z
  .templateLiteral([z.enum(['votes.']), z.string().regex(/^[1-9]\d?$/)])
  .or(
    z.enum([
      'valid',
      'invalid',
      'total',
      'voters.dpt',
      'voters.dpph',
      'voters.dptb',
      'voters.all',
      'users.dpt',
      'users.dpph',
      'users.dptb',
      'users.all',
      'ballots.received',
      'ballots.returned',
      'ballots.unused',
      'ballots.used',
    ]),
  )
export type FigureField = z.infer<typeof FigureField>
/** What else a column may hold: which TPS a row is of, how its figures are known, who typed them; `ignore` = nothing of ours. */
export const PlaceField = z.enum(['code', 'district', 'village', 'number', 'basis', 'typedBy', 'ignore'])
export const WorkbookField = z.union([PlaceField, FigureField])
export type WorkbookField = z.infer<typeof WorkbookField>

/** Titles of columns (as the preview calls them) and names of villages that are written otherwise than in the register. */
export const WorkbookMapping = z.strictObject({
  columns: z.record(z.string().max(200), WorkbookField),
  places: z.record(z.string().max(200), ScopeCode).default({}),
})
export type WorkbookMapping = z.infer<typeof WorkbookMapping>

/** Why a cell, and with it its row, is not taken. */
export const CellProblem = z.enum([
  'not-a-number',
  'letter-in-number',
  'negative',
  'fraction',
  'thousands',
  'too-large',
  'date',
  'cell-error',
  'formula-without-value',
  'no-votes',
  'code-damaged',
  'code-unknown',
  'code-and-name-differ',
  'district-unknown',
  'village-unknown',
  'village-ambiguous',
  'number-unreadable',
  'tps-unknown',
  'tps-missing',
  'tps-withdrawn',
  'outside',
  'twice',
  'basis-unknown',
])
export type CellProblem = z.infer<typeof CellProblem>

/** What a person should know of a row that is taken all the same. */
export const RowNote = z.enum([
  /** Returns to what an earlier workbook said: an old file. Not ticked. */
  'old-file',
  'changed-since',
  'blank-kept',
  'other-person',
  'own-desk',
  'settled',
  'partial',
  'all-zero',
  'sum-votes',
  'sum-users',
  'over-most',
  'code-restored',
])
export type RowNote = z.infer<typeof RowNote>

const Address = z.string()
export const WorkbookRow = z.strictObject({
  /** Of the report it would become: what a confirmation names. Refused rows have none. */
  form: RequestId.optional(),
  kind: z.enum(['added', 'changed', 'refused']),
  /** Of the cell that says which TPS it is, e.g. `Isi!A12`. */
  at: Address,
  tps: TpsId.optional(),
  /** As the file or the register calls it. */
  place: z.string(),
  basis: Basis.optional(),
  typedBy: z.string().optional(),
  /** Cells that say something new, and what was known there before. */
  cells: z.array(z.strictObject({ field: FigureField, at: Address, from: z.int().optional(), to: z.int() })),
  notes: z.array(RowNote),
  problems: z.array(
    z.strictObject({
      at: Address,
      code: CellProblem,
      /** What stands there. */
      found: z.string(),
      /** The nearest names of the register, with their codes. */
      near: z.array(z.strictObject({ code: ScopeCode, name: z.string() })).optional(),
    }),
  ),
  ticked: z.boolean(),
})
export type WorkbookRow = z.infer<typeof WorkbookRow>

export const WorkbookPreview = z.strictObject({
  digest: Sha256,
  region: ScopeCode,
  contest: ContestId,
  file: z.enum(['xlsx', 'xls', 'csv']),
  /** `made` = a workbook of ours, with the sequence number it was made at. */
  origin: z.enum(['made', 'remembered', 'guessed']),
  madeAt: Seq.optional(),
  /** The room as it was compared with. */
  at: Seq,
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.int(),
      skipped: z.enum(['hidden', 'no-header', 'empty']).optional(),
    }),
  ),
  /** By their titles, over all sheets. */
  columns: z.array(z.strictObject({ key: z.string(), title: z.string(), at: Address, samples: z.array(z.string()), field: WorkbookField })),
  counts: z.strictObject({ added: z.int(), changed: z.int(), unchanged: z.int(), refused: z.int(), old: z.int() }),
  /** Without those that say nothing new. */
  rows: z.array(WorkbookRow),
  /** Sums written in the file that its own rows do not make. */
  sums: z.array(z.strictObject({ at: Address, field: FigureField, written: z.int(), computed: z.int() })),
  /** What keeps the rows from being read at all. */
  missing: z.array(z.enum(['place', 'votes'])),
})
export type WorkbookPreview = z.infer<typeof WorkbookPreview>

const About = { region: ScopeCode, contest: ContestId }
/** `GET` and `POST /api/workbooks`. */
export const WorkbookQuery = z.strictObject({ ...About, language: z.enum(['id', 'en']).default('id') })
export type WorkbookQuery = z.infer<typeof WorkbookQuery>

/** `POST /api/workbooks/{digest}/mapping`: what the columns are, once and for files like this one. */
export const MapWorkbook = z.strictObject({ ...About, mapping: WorkbookMapping })
export type MapWorkbook = z.infer<typeof MapWorkbook>

export const MOST_ROWS = 20_000
/** `POST /api/workbooks/{digest}/apply`: the ticked rows. */
export const ApplyWorkbook = z.strictObject({ ...About, rows: z.array(RequestId).min(1).max(MOST_ROWS) })
export type ApplyWorkbook = z.infer<typeof ApplyWorkbook>

/** Each row on its own, in the order asked. */
export const WorkbookApplied = z.strictObject({
  rows: z.array(
    z.strictObject({
      form: RequestId,
      at: Address,
      tps: TpsId,
      place: z.string(),
      status: z.int(),
      receipt: Receipt.optional(),
      problem: Problem.optional(),
    }),
  ),
})
export type WorkbookApplied = z.infer<typeof WorkbookApplied>

/** The number that stands at a field; undefined = not written. */
export function figureAt(figures: Figures, field: FigureField): number | undefined {
  const [block, line] = field.split('.') as [keyof Figures, string | undefined]
  if (block === 'votes') return figures.votes?.[line ?? '']
  const found: unknown = line === undefined ? figures[block] : (figures[block] as Record<string, unknown> | undefined)?.[line]
  return typeof found === 'object' && found !== null ? (found as { total?: number }).total : (found as number | undefined)
}

/** The figures with these fields set; everything else stays. */
export function withFigures(figures: Figures, values: ReadonlyMap<FigureField, number>): Figures {
  const made = structuredClone(figures) as Record<string, Record<string, unknown> | number | undefined>
  for (const [field, value] of values) {
    const [block = '', line] = field.split('.')
    if (line === undefined) made[block] = value
    else {
      const lines = (made[block] ??= {}) as Record<string, unknown>
      lines[line] = block === 'voters' || block === 'users' ? { ...(lines[line] as object | undefined), total: value } : value
    }
  }
  return made as Figures
}

/** `path` carries the token in its query, because a spreadsheet can send nothing else: whoever has the address reads that one table. */
export const LiveAddressAnswer = z.strictObject({ id: z.string(), token: z.string(), path: z.string() })
