import { z } from 'zod'
import { CredentialsAnswer } from '../../../shared/people-answers.ts'
import { LiveAddressAnswer } from '../../../shared/workbook.ts'
import { ContestId, ScopeCode } from '../../../shared/ids.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { scopesFor } from '../../../shared/roles.ts'
import { NameText } from '../../../shared/whole-text.ts'
import { csvOf } from '../../export/csv.ts'
import { type ExportContext, positionsOf, wordsIn } from '../../export/notes.ts'
import { asData } from '../../export/sheet.ts'
import { readStations } from '../../export/read-stations.ts'
import { tpsSheet } from '../../export/tps-sheet.ts'
import { xlsxOf } from '../../export/xlsx.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import { addCredential, Expiry, listCredentials, revokeCredential } from './credentials.ts'
import { NO_ELECTION } from './no-election.ts'
import { refuseRegions } from './refuse-grants.ts'
import { tallied } from './tally.ts'

const MANAGE = 'live-address:manage'
const Path = z.object({ id: z.string().max(60) })

const list = route({
  method: 'get',
  path: '/api/live-addresses',
  summary: 'Addresses from which spreadsheets read by themselves, without their secrets',
  access: { kind: 'action', action: MANAGE, scoped: 'by the route' },
  answers: { 200: CredentialsAnswer },
  handle: ({ who, services }) => listCredentials('sheet', who, services),
})

const DAY_MS = 24 * 3600_000
const LIVES_MS = 7 * DAY_MS
const NewAddress = z.strictObject({
  region: ScopeCode,
  label: NameText.min(1).max(100).default('Excel'),
  /** Left out, seven days. */
  expiresAt: Expiry.optional(),
})
const add = route<undefined, undefined, z.infer<typeof NewAddress>>({
  method: 'post',
  path: '/api/live-addresses',
  summary: "Make a read-only address of a region's table for Excel's From Web; it is told this once",
  access: { kind: 'action', action: MANAGE, regions: ({ body }) => [body.region] },
  body: NewAddress,
  answers: { 201: LiveAddressAnswer },
  async handle({ body: { region, label, expiresAt = new Date(Date.now() + LIVES_MS).toISOString() }, services }) {
    const refused = refuseRegions([['region', region]], services.rooms()?.election)
    if (refused) return err(refused)
    const made = await addCredential('sheet', { label, grants: [{ role: 'sheet', region }], sources: [], expiresAt }, services)
    return answer(201, { ...made, path: `/api/live?format=csv&key=${made.token}` } satisfies z.infer<typeof LiveAddressAnswer>)
  },
})

const revoke = route<z.infer<typeof Path>>({
  method: 'delete',
  path: '/api/live-addresses/{id}',
  summary: 'Revoke an address; spreadsheets get nothing from it any more',
  access: { kind: 'action', action: MANAGE, scoped: 'by the route' },
  params: Path,
  answers: { 204: 'none' },
  handle: ({ params, who, services }) => revokeCredential('sheet', params.id, who, services),
})

const LiveQuery = z.strictObject({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Left out, each regency's own. */
  contest: ContestId.optional(),
  language: z.enum(['id', 'en']).default('id'),
  key: z.string().max(100).optional(),
})
type LiveQuery = z.infer<typeof LiveQuery>

const live = route<undefined, LiveQuery>({
  method: 'get',
  path: '/api/live',
  summary: "Every TPS of an address's region as it stands now, the header in the first row, for Excel, LibreOffice and Google Sheets",
  access: { kind: 'action', action: 'sheet:read', scoped: 'by the route' },
  query: LiveQuery,
  keyInQuery: true,
  answers: { 200: 'file' },
  async handle({ query: { format, contest: asked, language }, who, services }) {
    const rooms = services.rooms()
    const [region] = scopesFor(who, 'sheet:read')
    if (!rooms || region === undefined) return err(NO_ELECTION)
    const contest = asked ?? ownContest(rooms.election.contests, region)
    const involved = contest === undefined ? undefined : tallied(rooms, { contest, region })
    if (contest === undefined || !involved?.ok) return err(refuse('unknown-contest', 'name a contest of this region: &contest='))
    const { ids } = involved.value
    const question = { contest, region, mode: 'reported' as const }
    const read = await readStations(
      ids.flatMap((id) => rooms.room(id) ?? []),
      question,
    )
    if (!read) return err(refuse('not-found', 'no such region votes in that contest'))
    const nowMs = services.clock.now()
    const context: ExportContext = { ...question, election: rooms.election, at: read.at, person: who.name, nowMs, language }
    const sheet = asData(tpsSheet(read.stations, context), wordsIn(language).notes.seq, positionsOf(read.at))
    const headers = { 'Content-Type': TYPES[format], 'Content-Disposition': `attachment; filename="${sheet.fileName}.${format}"` }
    return format === 'csv'
      ? ok({ status: 200, text: csvOf(sheet, ','), headers })
      : ok({ status: 200, file: await xlsxOf(sheet), headers })
  },
})

export const liveAddressRoutes = [list, add, revoke, live]

const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

/** The narrowest that holds the region. */
const ownContest = (contests: readonly { region: string }[], region: string): string | undefined =>
  contests
    .map((one) => one.region)
    .filter((code) => region.startsWith(code))
    .toSorted((a, b) => b.length - a.length)[0]
