import { z } from 'zod'
import { ScopeCode } from '../../../shared/ids.ts'
import { refuse, type Refusal } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Principal } from '../../../shared/roles.ts'
import { csvOf } from '../../export/csv.ts'
import type { ExportContext } from '../../export/notes.ts'
import { readStations } from '../../export/read-stations.ts'
import type { Sheet } from '../../export/sheet.ts'
import { tallySheet } from '../../export/tally-sheet.ts'
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

export const exportRoutes = [tally, stations]

type Asking = { readonly who: Principal; readonly services: Services }

/** Whole regencies are written at once: a few at a time, so that they never stand before forms. */
const AT_ONCE = 3
let underWay = 0

async function exported(query: TallyExport, { who, services }: Asking, make: () => Promise<Result<Sheet, Refusal>>): Promise<Answered> {
  if (underWay >= AT_ONCE)
    return err(refuse('too-many', 'other files are being written just now; ask again in a moment', { retryAfterS: 3 }))
  underWay++
  try {
    const sheet = await make()
    if (!sheet.ok) return sheet
    const { fileName } = sheet.value
    // Who took what away, by id: the log holds no name.
    services.log.info({ principal: who.id, file: `${fileName}.${query.format}` }, 'a table was exported')
    return await download(sheet.value, query.format)
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

function contextOf(query: TallyExport | TpsExport, { who, services, at }: Read): Result<ExportContext, Refusal> {
  const election = services.rooms()?.election
  if (!election) return err(NO_ELECTION)
  const { contest, mode, round, language } = query
  const until = 'until' in query ? query.until : undefined
  const about = { contest, region: regionOf(query), mode, language, ...(round ? { round } : {}), ...(until ? { until } : {}) }
  return ok({ ...about, election, at, person: who.name, nowMs: services.clock.now() })
}
