import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Sha256 } from '../../../shared/ids.ts'
import { refuse, type Refusal, STATUS, toProblem } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { permission, type Principal } from '../../../shared/roles.ts'
import { contestOf } from '../../../shared/room-rules.ts'
import { ApplyWorkbook, MapWorkbook, WorkbookApplied, WorkbookMapping, WorkbookPreview, WorkbookQuery } from '../../../shared/workbook.ts'
import type { Room } from '../../room/rooms.ts'
import { sourcesAt } from '../../sign-in/sign-in.ts'
import type { ReadFile } from '../../workbook/cells.ts'
import { knownRows } from '../../workbook/known-rows.ts'
import type { Unreadable } from '../../workbook/limits.ts'
import { metaIn } from '../../workbook/made-meta.ts'
import { madeWorkbook } from '../../workbook/made-workbook.ts'
import { prepare, type Preparing } from '../../workbook/prepare.ts'
import { readFile } from '../../workbook/read-file.ts'
import { type FileKey, type KeptFile, type Ticked, tickedReports } from '../../workbook/workbooks.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { NO_ELECTION } from './no-election.ts'

const OTHERS = refuse('too-many', 'other files are being worked on just now; ask again in a moment', { retryAfterS: 3 })
const GONE = refuse('not-found', 'this file is not kept any more: send it again')

const made = route<undefined, WorkbookQuery>({
  method: 'get',
  path: '/api/workbooks',
  summary: 'A workbook of a regency or district to type into, with what one may see filled in (XLSX)',
  access: { kind: 'action', action: 'workbook:use', regions: ({ query }) => [query.region] },
  query: WorkbookQuery,
  answers: { 200: 'file' },
  async handle({ query, who, services }) {
    const place = placeOf(query, services)
    if (!place.ok) return place
    const { election, room } = place.value
    const { region, contest, language } = query
    const { seq } = room.head
    const rows = knownRows(room, { region, contest, by: who.id, sees: seesAll(who, region) })
    const about = { election, region, contest, seq, language }
    const file = await services.workbooks.reading(() => madeWorkbook(rows, about))
    if (!file) return err(OTHERS)
    const name = `${election.simulated ? 'SIMULASI-' : ''}${election.id}-isian-${contest}-${region}-${seq}.xlsx`
    services.log.info({ principal: who.id, file: name }, 'a workbook was made')
    return ok({ status: 200, file, headers: { 'Content-Type': XLSX, 'Content-Disposition': `attachment; filename="${name}"` } })
  },
})
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const upload = route<undefined, WorkbookQuery, Buffer>({
  method: 'post',
  path: '/api/workbooks',
  summary: 'Show what a workbook (XLSX, XLS or CSV, at most 20 MB) would bring; nothing is written',
  access: { kind: 'action', action: 'workbook:use', regions: ({ query }) => [query.region] },
  query: WorkbookQuery,
  takesFile: true,
  answers: { 200: WorkbookPreview },
  async handle({ query, body, who, services }) {
    const place = placeOf(query, services)
    if (!place.ok) return place
    if (body.byteLength === 0) return err(unreadable('empty-file'))
    const read = await services.workbooks.reading(() => readFile(body))
    if (!read) return err(OTHERS)
    if (!read.ok) return err(unreadable(read.error))
    const elsewhere = madeElsewhere(read.value, query, place.value.election.id)
    if (elsewhere) return err(elsewhere)
    const digest = createHash('sha256').update(body).digest('hex')
    const kept = await look(read.value, { ...query, digest, who, services, place: place.value })
    return answer(200, kept.prepared.preview)
  },
})

const Path = z.object({ digest: Sha256 })
type Path = z.infer<typeof Path>

const map = route<Path, undefined, MapWorkbook>({
  method: 'post',
  path: '/api/workbooks/{digest}/mapping',
  summary: 'Say what the columns of a file are; remembered for files with the same columns',
  access: { kind: 'action', action: 'workbook:use', regions: ({ body }) => [body.region] },
  params: Path,
  body: MapWorkbook,
  answers: { 200: WorkbookPreview },
  async handle({ params: { digest }, body, who, services }) {
    const place = placeOf(body, services)
    if (!place.ok) return place
    const before = services.workbooks.find(keyOf({ ...body, digest, who }))
    if (!before) return err(GONE)
    const kept = await look(before.file, { ...body, digest, who, services, place: place.value, told: body.mapping })
    await services.store.people.keepSetting(who.id, settingName(kept.fingerprint), body.mapping)
    return answer(200, kept.prepared.preview)
  },
})

/** Reports that wait for one commit together. */
const TOGETHER = 200

const apply = route<Path, undefined, ApplyWorkbook>({
  method: 'post',
  path: '/api/workbooks/{digest}/apply',
  summary: 'Enter the ticked rows as reports from a workbook; each is judged on its own, and the same again changes nothing',
  access: { kind: 'action', action: 'workbook:use', regions: ({ body }) => [body.region] },
  params: Path,
  body: ApplyWorkbook,
  bodyLimit: 'batch',
  answers: { 200: WorkbookApplied },
  async handle({ params: { digest }, body, who, services }) {
    const kept = services.workbooks.find(keyOf({ ...body, digest, who }))
    if (!kept) return err(GONE)
    const ticked = tickedReports(kept.prepared, body.rows)
    if (!ticked.ok) return err(refuse('invalid', `rows: ${ticked.error} is no row of this file that can be entered`))
    const rows: WorkbookApplied['rows'] = []
    for (let i = 0; i < ticked.value.length; i += TOGETHER) {
      rows.push(...(await Promise.all(ticked.value.slice(i, i + TOGETHER).map((one) => enter(one, who, services)))))
    }
    services.log.info({ principal: who.id, digest, rows: rows.length }, 'a workbook was entered')
    return answer(200, { rows } satisfies WorkbookApplied)
  },
})

export const workbookRoutes = [made, upload, map, apply]

async function enter({ row, body }: Ticked, who: Principal, services: Services): Promise<WorkbookApplied['rows'][number]> {
  const about = { form: body.id, at: row.at, tps: body.tps, place: row.place }
  // His grants may be others than when the file was looked through.
  const taken = mayReport(who, body.tps) ? await services.rooms()?.submit({ kind: 'report', body }, who.id) : undefined
  const refused = taken === undefined ? refuse('not-found', 'no such TPS in the regions you work in') : taken.ok ? undefined : taken.error
  if (refused) services.metrics.formRefused(refused.code)
  if (refused || !taken?.ok) return { ...about, status: STATUS[refused?.code ?? 'internal'], problem: toProblem(refused ?? GONE) }
  const { parked, repeated, receipt } = taken.value
  services.metrics.formAccepted(parked ? 'parked' : repeated ? 'repeated' : 'new')
  return { ...about, status: parked ? 202 : repeated ? 200 : 201, receipt }
}

type Place = Pick<Preparing, 'election' | 'room' | 'contest'>

/** A regency, district or village that votes in that contest. */
function placeOf({ region, contest }: Pick<WorkbookQuery, 'region' | 'contest'>, services: Services): Result<Place, Refusal> {
  const rooms = services.rooms()
  if (!rooms) return err(NO_ELECTION)
  const room: Room | undefined = rooms.room(region.slice(0, 4) as Room['id'])
  if (region.length < 4 || region.length > 10 || !room || !rooms.election.regions.some(({ code }) => code === region)) {
    return err(refuse('invalid', 'region: name a regency, a district or a village of this election'))
  }
  const of = contestOf(room.state, contest)
  return of
    ? ok({ election: rooms.election, room, contest: of })
    : err(refuse('unknown-contest', `no contest ${contest} is counted in ${region}`))
}

const seesAll = (who: Principal, region: string): boolean => permission(who, 'tps:read', region) === 'allowed'
const mayReport = (who: Principal, tps: string): boolean =>
  permission(who, 'form:report', tps) === 'allowed' &&
  permission(who, 'workbook:use', tps) === 'allowed' &&
  sourcesAt(who, tps).includes('workbook')
const settingName = (fingerprint: string): string => `workbook ${fingerprint}`

type Looking = { readonly region: string; readonly contest: string; readonly digest: string; readonly who: Principal }
const keyOf = ({ region, contest, digest, who }: Looking): FileKey => ({ region, contest, digest, by: who.id })

/** Compares a file with its room as it stands, and keeps both for the confirmation. */
async function look(
  file: ReadFile,
  { services, place, told, ...looking }: Looking & { services: Services; place: Place; told?: WorkbookMapping },
): Promise<KeptFile> {
  const { who, region, digest } = looking
  const { fingerprint, ...prepared } = await prepare({
    ...place,
    file,
    digest,
    region,
    by: who.id,
    sees: seesAll(who, region),
    mayReport: (tps) => mayReport(who, tps),
    async remembered(name) {
      const known = WorkbookMapping.safeParse(await services.store.people.setting(who.id, settingName(name)))
      return known.success ? known.data : undefined
    },
    ...(told ? { told } : {}),
  })
  const kept = { file, fingerprint, prepared }
  services.workbooks.keep(keyOf(looking), kept)
  return kept
}

/** A workbook of ours says where it belongs: its figures are never laid beside another region's. */
function madeElsewhere(file: ReadFile, { region, contest }: WorkbookQuery, election: string): Refusal | undefined {
  const meta = metaIn(file)
  if (!meta) return undefined
  if (meta.election !== election) return fileRefusal('other-election', `this workbook was made for the election ${meta.election}`)
  if (meta.contest === contest && meta.region === region) return undefined
  return fileRefusal('other-region', `${meta.region} ${meta.contest}`)
}

const fileRefusal = (code: string, message: string, status: 'invalid' | 'too-large' = 'invalid'): Refusal =>
  refuse(status, `file: ${message}`, { errors: [{ path: 'file', code, message }] })

const WHY: Readonly<Record<Unreadable, string>> = {
  'not-a-workbook': 'this is no workbook that can be read; save it as .xlsx, .xls or .csv',
  encrypted: 'the workbook is locked with a password; save it without one',
  bomb: 'the file unpacks to more than is allowed',
  'too-many-rows': 'a sheet has more than 20,000 rows; delete the empty ones below the table',
  'too-many-cells': 'the file has too many cells; keep the table only',
  'too-many-sheets': 'the file has more than 100 sheets',
  'too-slow': 'the file takes too long to read; keep the table only',
  'empty-file': 'there is nothing in this file',
}
const TOO_LARGE: readonly Unreadable[] = ['bomb', 'too-many-rows', 'too-many-cells', 'too-many-sheets', 'too-slow']
const unreadable = (why: Unreadable): Refusal => fileRefusal(why, WHY[why], TOO_LARGE.includes(why) ? 'too-large' : 'invalid')
