import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { Contest, Election } from '../../shared/election.ts'
import type { RequestId, TpsId } from '../../shared/ids.ts'
import type { Command } from '../../shared/decide.ts'
import type { WorkbookField, WorkbookMapping, WorkbookPreview, WorkbookRow } from '../../shared/workbook.ts'
import { derivedId } from '../room/request-id.ts'
import type { Room } from '../room/rooms.ts'
import { stretch } from '../room/stretch.ts'
import { addressOf, columnLetter, type ReadFile, type ReadSheet, textOf } from './cells.ts'
import { columnKeys } from './column-keys.ts'
import { type Comparing, compareRow } from './compare-row.ts'
import { findHeader, type Header } from './find-header.ts'
import { placesOf } from './find-place.ts'
import { findTps, type Register } from './find-tps.ts'
import { madeHeader } from './made-header.ts'
import { metaIn } from './made-meta.ts'
import { type RawRow, readRows, type RowsRead } from './read-rows.ts'
import { wrongSums } from './wrong-sums.ts'

export type ReportBody = Extract<Command, { kind: 'report' }>['body']
/** What a confirmation would send, by the id of its report. */
export type Prepared = {
  readonly preview: WorkbookPreview
  readonly reports: ReadonlyMap<RequestId, { readonly row: WorkbookRow; readonly body: ReportBody }>
}

export type Preparing = {
  readonly file: ReadFile
  readonly digest: string
  readonly election: Election
  readonly room: Room
  readonly contest: Contest
  readonly region: string
  readonly by: string
  readonly sees: boolean
  /** May he report this TPS from a workbook? */
  readonly mayReport: (tps: TpsId) => boolean
  /** What he once said of files with these columns. */
  readonly remembered: (fingerprint: string) => Promise<WorkbookMapping | undefined>
  /** What he says now. */
  readonly told?: WorkbookMapping
}

type Table = { readonly sheet: ReadSheet; readonly header: Header; readonly keys: readonly string[] }

/** The whole file beside the room: every row with every reason at once, and nothing written. */
export async function prepare(asked: Preparing): Promise<Prepared & { readonly fingerprint: string }> {
  const { file, contest, room, region } = asked
  const meta = metaIn(file)
  const tables = tablesOf(file, contest, meta)
  const fingerprint = fingerprintOf(tables, contest)
  const made = meta !== undefined && tables.some(({ header }) => madeHeader(meta, header.titles))
  const before = asked.told ?? (made ? undefined : await asked.remembered(fingerprint))
  const mapping = new Map<string, WorkbookField>(
    before
      ? Object.entries(before.columns)
      : made
        ? madeHeader(
            meta,
            meta.columns.map(({ title }) => title),
          )
        : guessed(tables),
  )
  const register: Register = {
    region,
    places: placesOf(asked.election, region),
    aliases: before?.places ?? {},
    stations: room.state.stations,
  }
  const comparing: Comparing = {
    state: room.state,
    contest,
    by: asked.by,
    sees: asked.sees,
    ...(made ? { made: { seq: isSameLedger(room, meta) ? meta.seq : 0, values: meta.base } } : {}),
  }
  const read = tables.map(({ sheet, header, keys }) =>
    readRows({ sheet, from: header.last + 1, fields: keys.map((key) => mapping.get(key) ?? 'ignore') }),
  )
  const judged = await judge(read, { asked, register, comparing })
  return {
    ...assemble(asked, {
      tables,
      mapping,
      read,
      judged,
      origin: made ? 'made' : before ? 'remembered' : 'guessed',
      ...(made ? { madeAt: meta.seq } : {}),
    }),
    fingerprint,
  }
}

/** The entry the workbook was made at is still there: else everything may have changed since. */
const isSameLedger = (room: Room, meta: { readonly seq: number }): boolean => meta.seq <= room.head.seq

/** Sheets in which a header names our columns; where there is none, those with any header at all. */
function tablesOf(file: ReadFile, contest: Contest, meta: ReturnType<typeof metaIn>): Table[] {
  const found = file.sheets.flatMap((sheet): Table[] => {
    const header = sheet.hidden ? undefined : ((meta && titlesOf(sheet, meta)) ?? findHeader(sheet, contest.candidates))
    return header ? [{ sheet, header, keys: columnKeys(header) }] : []
  })
  const sure = found.filter(({ header }) => !header.unsure)
  return sure.length > 0 ? sure : found
}

/** In a workbook of ours the header is the row that says what its hidden sheet says. */
function titlesOf(sheet: ReadSheet, meta: NonNullable<ReturnType<typeof metaIn>>): Header | undefined {
  const at = sheet.rows.slice(0, 10).findIndex((row) => madeHeader(meta, row.map(textOf)) !== undefined)
  return at < 0 ? undefined : { first: at, last: at, titles: (sheet.rows[at] ?? []).map(textOf), guesses: [] }
}

/** One guess for a title, whichever sheet it stands in. */
function guessed(tables: readonly Table[]): Map<string, WorkbookField> {
  const fields = new Map<string, WorkbookField>()
  for (const { header, keys } of tables) {
    keys.forEach((key, c) => {
      if (key !== '' && (fields.get(key) ?? 'ignore') === 'ignore') fields.set(key, header.guesses[c] ?? 'ignore')
    })
  }
  return fields
}

const fingerprintOf = (tables: readonly Table[], contest: Contest): string =>
  createHash('sha256')
    .update(canonicalJson([contest.region, [...new Set(tables.flatMap(({ keys }) => keys))].toSorted()]))
    .digest('hex')

type Judged = { readonly row: WorkbookRow; readonly body?: ReportBody } | 'unchanged'
type Judging = { readonly asked: Preparing; readonly register: Register; readonly comparing: Comparing }

async function judge(read: readonly RowsRead[], judging: Judging): Promise<Judged[]> {
  const work = stretch()
  const rows = read.flatMap((table) => table.rows)
  const found = rows.map((row) => findTps(row, judging.register))
  const first = new Map<string, RawRow[]>()
  found.forEach((place, i) => {
    const row = rows[i]
    if (!('tps' in place) || !row) return
    const others = first.get(place.tps)
    if (others) others.push(row)
    else first.set(place.tps, [row])
  })
  const judged: Judged[] = []
  for (const [i, row] of rows.entries()) {
    const place = found[i]
    if (place) judged.push(judgeRow(row, place, { ...judging, twins: 'tps' in place ? (first.get(place.tps) ?? []) : [] }))
    await work.pause()
  }
  return judged
}

function judgeRow(
  row: RawRow,
  place: ReturnType<typeof findTps>,
  { asked, register, comparing, twins }: Judging & { twins: readonly RawRow[] },
): Judged {
  const problems: WorkbookRow['problems'] = row.problems.map((problem) => ({ ...problem }))
  if ('problem' in place) {
    const { near, ...problem } = place.problem
    problems.push({ ...problem, ...(near && near.length > 0 ? { near: near.map(({ code, name }) => ({ code, name })) } : {}) })
    return { row: refusedRow(row, placeWords(row), problems) }
  }
  const { tps } = place
  const words = `${register.places.nameOf(tps.slice(0, 10))} TPS ${Number(tps.slice(10))}`
  const twin = twins.find((other) => other !== row)
  if (twin) problems.push({ at: row.at, code: 'twice', found: twin.at })
  if (!asked.mayReport(tps)) problems.push({ at: row.at, code: 'outside', found: tps })
  const compared = compareRow(row, tps, comparing)
  const hasVotes = compared.form === undefined || Object.keys(compared.form.figures.votes ?? {}).length > 0
  if (!hasVotes && row.problems.length === 0)
    problems.push({ at: [...row.blanks].find(([field]) => field.startsWith('votes.'))?.[1] ?? row.at, code: 'no-votes', found: '' })
  if (problems.length > 0) return { row: { ...refusedRow(row, words, problems), tps } }
  if (compared.kind === 'unchanged' || !compared.form) return 'unchanged'
  const form = { ...compared.form, source: 'workbook' as const, basis: row.basis ?? ('paper' as const) }
  const id = derivedId('row of a workbook', canonicalJson([asked.by, asked.digest, row.at, form]))
  return {
    body: { id, ...form },
    row: {
      form: id,
      kind: compared.kind,
      at: row.at,
      tps,
      place: words,
      ...(row.basis ? { basis: row.basis } : {}),
      ...(row.typedBy === undefined ? {} : { typedBy: row.typedBy }),
      cells: compared.cells,
      notes: [...place.notes, ...compared.notes],
      problems: [],
      ticked: compared.ticked,
    },
  }
}

const placeWords = ({ district, village, number }: RawRow): string =>
  [district, village, number === '' || /tps/i.test(number) ? number : `TPS ${number}`].filter((part) => part !== '').join(', ')

const refusedRow = (row: RawRow, place: string, problems: WorkbookRow['problems']): WorkbookRow => ({
  kind: 'refused',
  at: row.at,
  place,
  ...(row.typedBy === undefined ? {} : { typedBy: row.typedBy }),
  cells: [],
  notes: [],
  problems,
  ticked: false,
})

type Parts = {
  readonly tables: readonly Table[]
  readonly mapping: ReadonlyMap<string, WorkbookField>
  readonly read: readonly RowsRead[]
  readonly judged: readonly Judged[]
  readonly origin: WorkbookPreview['origin']
  readonly madeAt?: number
}

function assemble({ file, digest, region, contest, room }: Preparing, parts: Parts): Prepared {
  const { tables, mapping, read, judged, origin, madeAt } = parts
  const told = judged.filter((one) => one !== 'unchanged')
  const rows = told.map(({ row }) => row)
  const count = (kind: WorkbookRow['kind']): number => rows.filter((row) => row.kind === kind).length
  const fields = new Set(mapping.values())
  const hasPlace = fields.has('code') || fields.has('number')
  const preview: WorkbookPreview = {
    digest,
    region,
    contest: contest.region as WorkbookPreview['contest'],
    file: file.kind,
    origin,
    ...(madeAt === undefined ? {} : { madeAt }),
    at: room.head.seq,
    sheets: file.sheets.filter(({ hidden }) => !hidden).map((sheet) => sheetView(sheet, tables, read)),
    columns: columnsOf(tables, mapping),
    counts: {
      added: count('added'),
      changed: count('changed'),
      unchanged: judged.length - told.length,
      refused: count('refused'),
      old: rows.filter(({ notes }) => notes.includes('old-file')).length,
    },
    rows,
    sums: read.flatMap(wrongSums),
    missing: [
      ...(hasPlace ? [] : (['place'] as const)),
      ...([...fields].some((field) => field.startsWith('votes.')) ? [] : (['votes'] as const)),
    ],
  }
  const reports = new Map(told.flatMap(({ row, body }) => (body ? [[body.id, { row, body }] as const] : [])))
  return { preview, reports }
}

function sheetView(sheet: ReadSheet, tables: readonly Table[], read: readonly RowsRead[]): WorkbookPreview['sheets'][number] {
  const i = tables.findIndex((table) => table.sheet === sheet)
  if (i >= 0) return { name: sheet.name, rows: read[i]?.rows.length ?? 0 }
  return { name: sheet.name, rows: 0, skipped: sheet.rows.length === 0 ? 'empty' : 'no-header' }
}

const SAMPLES = 3

function columnsOf(tables: readonly Table[], mapping: ReadonlyMap<string, WorkbookField>): WorkbookPreview['columns'] {
  const columns = new Map<string, WorkbookPreview['columns'][number]>()
  for (const { sheet, header, keys } of tables) {
    keys.forEach((key, c) => {
      if (key === '' || columns.has(key)) return
      const below = sheet.rows.slice(header.last + 1, header.last + 40).map((row) => textOf(row[c]))
      const samples = below
        .filter((text) => text !== '')
        .slice(0, SAMPLES)
        .map((text) => text.slice(0, 40))
      const title = (header.titles[c] ?? '').slice(0, 200) || columnLetter(c)
      columns.set(key, { key, title, at: addressOf(sheet.name, header.last, c), samples, field: mapping.get(key) ?? 'ignore' })
    })
  }
  return [...columns.values()]
}
