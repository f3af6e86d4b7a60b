import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ContestId, levelOf, ScopeCode } from '../../../shared/ids.ts'
import { refuse, type Refusal } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Principal } from '../../../shared/roles.ts'
import { Mode } from '../../../shared/tally.ts'
import { csvOf } from '../../export/csv.ts'
import type { ExportContext } from '../../export/notes.ts'
import { readChosen } from '../../export/read-chosen.ts'
import { readStations } from '../../export/read-stations.ts'
import type { Sheet } from '../../export/sheet.ts'
import { chosenSheet, tallySheet } from '../../export/tally-sheet.ts'
import { tpsSheet } from '../../export/tps-sheet.ts'
import { xlsxOf } from '../../export/xlsx.ts'
import type { Answered } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_ELECTION } from './no-election.ts'
import { noSuchRegion, readTally, regionOf, tallied, TallyQuestion } from './tally.ts'

const file = { format: z.enum(['csv', 'xlsx']), language: z.enum(['id', 'en']).default('id') }
const TallyExport = TallyQuestion.omit({ children: true }).extend(file)
/** Of now only: what stood behind a figure earlier is told by `/api/tps`. */
const TpsExport = TallyExport.omit({ until: true }).extend({ region: ScopeCode })
/** Rows as they stand on somebody's screen: filtered and sorted there, their figures read here. */
const ChosenExport = z.strictObject({
  ...file,
  region: ScopeCode,
  contest: ContestId.optional(),
  mode: Mode.default('reported'),
  rows: z.array(ScopeCode).min(1).max(100_000),
  /** Filters and order in words, for the head of the file. */
  about: z.array(z.string().trim().min(1).max(300)).max(12).default([]),
})
type ChosenExport = z.infer<typeof ChosenExport>
type TallyExport = z.infer<typeof TallyExport>
type TpsExport = z.infer<typeof TpsExport>

const tally = route<undefined, TallyExport>({
  method: 'get',
  path: '/api/exports/tally',
  summary: 'The tally of a region and the regions right below as a CSV or XLSX file; limits as of /api/tally',
  access: { kind: 'action', action: 'tally:read', regions: ({ query }) => [regionOf(query)] },
  query: TallyExport,
  answers: { 200: 'file' },
  handle: ({ query, who, services }) =>
    exported(query, { who, services }, async () => {
      const found = await readTally({ ...query, children: '1' }, who, services)
      if (!found.ok) return found
      const context = contextOf(query, { who, services, at: found.value.at })
      return context.ok ? ok(tallySheet(found.value, context.value)) : context
    }),
})

const stations = route<undefined, TpsExport>({
  method: 'get',
  path: '/api/exports/tps',
  summary: 'Every TPS of a region in one contest, with standing and the figures that count, as a CSV or XLSX file',
  access: { kind: 'action', action: 'tps:read', regions: ({ query }) => [query.region] },
  query: TpsExport,
  answers: { 200: 'file' },
  handle: ({ query, who, services }) =>
    exported(query, { who, services }, async () => {
      const involved = tallied(services.rooms(), query)
      if (!involved.ok) return involved
      const { rooms, ids } = involved.value
      const read = await readStations(
        ids.map((id) => rooms.room(id)).filter((room) => room !== undefined),
        query,
      )
      if (!read) return err(noSuchRegion(query))
      const context = contextOf(query, { who, services, at: read.at })
      return context.ok ? ok(tpsSheet(read.stations, context.value)) : context
    }),
})

const chosenTally = route<undefined, undefined, ChosenExport>({
  method: 'post',
  path: '/api/exports/tally',
  summary: 'Chosen regions within one, in the order given, as a CSV or XLSX file; without a contest each in its own',
  access: { kind: 'action', action: 'tally:read', regions: ({ body }) => [body.region] },
  body: ChosenExport,
  bodyLimit: 'batch',
  answers: { 200: 'file' },
  handle: ({ body, who, services }) =>
    exported(body, { who, services }, async () => {
      const read = await readRows(body, { who, services }, (row) => levelOf(row) !== 'tps' && row.length >= 4)
      if (!read.ok) return read
      const tallies = read.value.stations.map(({ tally: one }) => one)
      return ok(chosenSheet(tallies, read.value.context))
    }),
})

const chosenStations = route<undefined, undefined, ChosenExport>({
  method: 'post',
  path: '/api/exports/tps',
  summary: 'Chosen TPS of a region, in the order given, as a CSV or XLSX file; without a contest each in its own',
  access: { kind: 'action', action: 'tps:read', regions: ({ body }) => [body.region] },
  body: ChosenExport,
  bodyLimit: 'batch',
  answers: { 200: 'file' },
  handle: ({ body, who, services }) =>
    exported(body, { who, services }, async () => {
      const read = await readRows(body, { who, services }, (row) => levelOf(row) === 'tps')
      return read.ok ? ok(tpsSheet(read.value.stations, read.value.context)) : read
    }),
})

export const exportRoutes = [tally, stations, chosenTally, chosenStations]

async function readRows(body: ChosenExport, asking: Asking, fits: (row: string) => boolean) {
  const rooms = asking.services.rooms()
  if (!rooms) return err(NO_ELECTION)
  const wrong = body.rows.findIndex((row) => !row.startsWith(body.region) || !fits(row))
  if (wrong >= 0) return err(wrongRow(wrong, `is no such row within ${body.region}`))
  const read = await readChosen(rooms, body)
  if ('missing' in read)
    return err(wrongRow(body.rows.indexOf(read.missing as ScopeCode), 'does not vote in that contest, or is not in this election'))
  const key = createHash('sha256')
    .update(JSON.stringify([body.rows, body.about]))
    .digest('hex')
    .slice(0, 8)
  const context = contextOf(body, { ...asking, at: read.at })
  return context.ok ? ok({ ...read, context: { ...context.value, chosen: { about: body.about, key } } }) : context
}

const wrongRow = (i: number, message: string): Refusal =>
  refuse('invalid', `rows.${i}: ${message}`, { errors: [{ path: `rows.${i}`, code: 'row', message }] })

type Asking = { readonly who: Principal; readonly services: Services }

/** Whole regencies are written at once: a few at a time, so that they never stand before forms. */
const AT_ONCE = 3
let underWay = 0

async function exported(
  { format }: Pick<TallyExport, 'format'>,
  { who, services }: Asking,
  make: () => Promise<Result<Sheet, Refusal>>,
): Promise<Answered> {
  if (underWay >= AT_ONCE)
    return err(refuse('too-many', 'other files are being written just now; ask again in a moment', { retryAfterS: 3 }))
  underWay++
  try {
    const sheet = await make()
    if (!sheet.ok) return sheet
    const { fileName } = sheet.value
    // Who took what away, by id: the log holds no name.
    services.log.info({ principal: who.id, file: `${fileName}.${format}` }, 'a table was exported')
    return await download(sheet.value, format)
  } finally {
    underWay--
  }
}

async function download(sheet: Sheet, format: TallyExport['format']): Promise<Answered> {
  const headers = { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${sheet.fileName}.${format}"` }
  return format === 'csv' ? ok({ status: 200, text: csvOf(sheet), headers }) : ok({ status: 200, file: await xlsxOf(sheet), headers })
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

type Read = Asking & { readonly at: ExportContext['at'] }

function contextOf(query: TallyExport | TpsExport | ChosenExport, { who, services, at }: Read): Result<ExportContext, Refusal> {
  const election = services.rooms()?.election
  if (!election) return err(NO_ELECTION)
  const { contest, mode, language } = query
  const round = 'round' in query ? query.round : undefined
  const until = 'until' in query ? query.until : undefined
  const region = 'rows' in query ? query.region : regionOf(query)
  const about = { region, mode, language, ...(contest ? { contest } : {}), ...(round ? { round } : {}), ...(until ? { until } : {}) }
  return ok({ ...about, election, at, person: who.name, nowMs: services.clock.now() })
}
