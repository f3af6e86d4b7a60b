import { z } from 'zod'
import { ElectionAnswer, LoadedAnswer } from '../../../shared/answers.ts'
import { ElectionFile } from '../../../shared/election.ts'
import { type Refusal, refuse } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { permission, type Principal } from '../../../shared/roles.ts'
import { holdsMoreThanOpenings } from '../../election/holds-forms.ts'
import { lockedChanges } from '../../election/locked-changes.ts'
import { keptBoundaries } from '../../election/replace-election.ts'
import { electionFolder } from '../../election/write-folder.ts'
import type { CountRooms } from '../../room/rooms.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { filesOf, FolderFiles, loadedAnswer, mayLoad, openAs, readFiles } from './election.ts'
import { NO_ELECTION } from './no-election.ts'

const read = route({
  method: 'get',
  path: '/api/election',
  summary: 'The election as it can be edited, and whether something was reported already',
  access: { kind: 'action', action: 'election:manage', scoped: 'by the route' },
  answers: { 200: ElectionAnswer },
  async handle({ who, services }) {
    const own = ownElection(who, services)
    if (!own.ok) return own
    const { election } = own.value
    const boundaries = await keptBoundaries(services.store.elections)
    return answer(200, {
      // The file's own fields: what was completed around them goes out elsewhere.
      file: ElectionFile.strip().parse(election),
      simulated: election.simulated,
      locked: await holdsMoreThanOpenings(services.store.ledger),
      drawn: Object.keys(boundaries) as z.infer<typeof ElectionAnswer>['drawn'],
      files: [...(await folderOf(election, services)).keys()],
    } satisfies z.infer<typeof ElectionAnswer>)
  },
})

const Change = z.strictObject({
  /** Only the files that change; boundary files replace all boundaries. */
  files: FolderFiles,
  /** Says what would come of it and changes nothing. */
  check: z.boolean().default(false),
})
const change = route<undefined, undefined, z.infer<typeof Change>>({
  method: 'patch',
  path: '/api/election',
  summary: 'Change files of the election\u2019s folder; once something was reported only names, colours and boundaries',
  access: { kind: 'action', action: 'election:manage', scoped: 'by the route' },
  body: Change,
  bodyLimit: 'election',
  answers: { 200: LoadedAnswer },
  async handle({ body: { files, check }, who, services }) {
    const own = ownElection(who, services)
    if (!own.ok) return own
    const { election } = own.value
    const loaded = readFiles(changed(await folderOf(election, services), files), election.simulated)
    if (!loaded.ok) return loaded
    const next = loaded.value.election
    if (!mayLoad(who, next.province, services)) return err(refuse('not-found', `province ${next.province} is not one you administer`))
    const locked = (await holdsMoreThanOpenings(services.store.ledger)) ? lockedChanges(election, next) : []
    if (locked.length > 0) return err(refuse('already-done', LOCKED, { errors: locked }))
    const opened = check ? ok(undefined) : await openAs(who, loaded.value, services)
    return opened.ok ? answer(200, loadedAnswer(loaded.value)) : opened
  },
})

const FilePath = z.object({ name: z.string().max(60) })
const file = route<z.infer<typeof FilePath>>({
  method: 'get',
  path: '/api/election/files/{name}',
  summary: 'One file of the election\u2019s folder, to keep or to load elsewhere',
  access: { kind: 'action', action: 'election:manage', scoped: 'by the route' },
  params: FilePath,
  answers: { 200: 'text' },
  async handle({ params: { name }, who, services }) {
    const own = ownElection(who, services)
    if (!own.ok) return own
    const text = (await folderOf(own.value.election, services)).get(name)
    if (text === undefined) return err(refuse('not-found', `the election has no file ${name}`))
    const type = name.endsWith('.csv') ? 'text/csv' : 'application/json'
    const headers = { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${name}"` }
    return ok({ status: 200, text, headers })
  },
})

export const editElectionRoutes = [read, change, file]

const LOCKED = 'something has been reported: names, short names, colours and boundaries may change, nothing that is counted by'

/** The rooms of the loaded election, for whoever administers its whole province. */
function ownElection(who: Principal, { rooms }: Services): Result<CountRooms, Refusal> {
  const open = rooms()
  if (!open) return err(NO_ELECTION)
  if (permission(who, 'election:manage', open.election.province) === 'allowed') return ok(open)
  return err(refuse('not-found', 'this election reaches beyond the regions you administer'))
}

/** Name -> text, as it would be loaded again. */
async function folderOf(election: CountRooms['election'], { store }: Services): Promise<Map<string, string>> {
  const files = electionFolder(election)
  for (const [level, text] of Object.entries(await keptBoundaries(store.elections))) files.set(`boundaries-${level}.geojson`, text)
  return files
}

const isBoundaries = (name: string): boolean => /^boundaries.*\.geojson$/i.test(name)

function changed(folder: ReadonlyMap<string, string>, given: z.infer<typeof FolderFiles>): Map<string, string> {
  const names = new Set(given.map(({ name }) => name.split(/[/\\]/).at(-1)?.toLowerCase() ?? name))
  const redrawn = [...names].some(isBoundaries)
  const kept = [...folder].filter(([name]) => !names.has(name) && !(redrawn && isBoundaries(name)))
  return new Map([...kept, ...filesOf(given)])
}
