import { z } from 'zod'
import { LoadedAnswer } from '../../../shared/answers.ts'
import type { FieldError, Refusal } from '../../../shared/refusal.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { type Grant, permission, type Principal } from '../../../shared/roles.ts'
import { holdsForms } from '../../election/holds-forms.ts'
import { ELECTION_STAYS } from '../../election/replace-election.ts'
import type { FolderError } from '../../election/folder-error.ts'
import { type LoadedFolder, loadFolder } from '../../election/load-folder.ts'
import { roomsOf } from '../../election/opening.ts'
import { TEMPLATE_IDS, TEMPLATE_NOTE, templateElection } from '../../election/template-kaltim-2020.ts'
import { answer } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const FromTemplate = z.strictObject({ template: z.enum(TEMPLATE_IDS), seed: z.int().min(0).default(1) })
/** The files of an election folder, as a browser read them. */
export const FolderFiles = z
  .array(z.strictObject({ name: z.string().min(1).max(300), text: z.string() }))
  .min(1)
  .max(50)
const FromFiles = z.strictObject({
  files: FolderFiles,
  /** A rehearsal: every screen and export says SIMULASI. */
  simulated: z.boolean().default(false),
})
const Body = z.union([FromTemplate, FromFiles])
type Body = z.infer<typeof Body>

const load = route<undefined, undefined, Body>({
  method: 'post',
  path: '/api/election',
  summary: 'Load the election from a template or from the files of a folder; refused once forms exist',
  access: { kind: 'action', action: 'election:manage', scoped: 'by the route' },
  body: Body,
  bodyLimit: 'election',
  answers: { 201: LoadedAnswer },
  async handle({ body, who, services }) {
    if (holdsForms(services.rooms())) return err(ELECTION_STAYS)
    const loaded = read(body)
    if (!loaded.ok) return loaded
    const { election } = loaded.value
    if (!mayLoad(who, election.province, services)) {
      return err(refuse('not-found', `province ${election.province} is not one you administer`))
    }
    const opened = await openAs(who, loaded.value, services)
    if (!opened.ok) return opened
    return answer(201, loadedAnswer(loaded.value))
  },
})

export const electionRoutes = [load]

function read(body: Body): Result<LoadedFolder, Refusal> {
  if ('template' in body) {
    return ok({ election: templateElection(body.template, { seed: body.seed }), boundaries: {}, matches: [], notes: [TEMPLATE_NOTE] })
  }
  return readFiles(filesOf(body.files), body.simulated)
}

export function readFiles(files: ReadonlyMap<string, string>, simulated: boolean): Result<LoadedFolder, Refusal> {
  const loaded = loadFolder(files, { simulated })
  if (loaded.ok) return loaded
  return err(refuse('invalid', `${loaded.error.length} errors in the files; nothing was changed`, { errors: loaded.error.map(fieldError) }))
}

/** Each in a folder of its own, which loading ignores: two files of one name are both there to be told. */
export const filesOf = (files: z.infer<typeof FolderFiles>): Map<string, string> =>
  new Map(files.map(({ name, text }, i) => [`${i}/${name}`, text]))

export function loadedAnswer({ election, notes, matches }: LoadedFolder): LoadedAnswer {
  const counts = { rooms: roomsOf(election).length, contests: election.contests.length, tps: election.tps.length }
  const boundaries = matches.map((match) => ({ ...match, unmatched: [...match.unmatched], missing: [...match.missing] }))
  return { id: election.id, name: election.name, ...counts, notes: [...notes], ...(boundaries.length > 0 ? { boundaries } : {}) }
}

const fieldError = ({ file, row, column, code, message }: FolderError): FieldError => ({ path: `${file}:${row}:${column}`, code, message })

/**
 * Who administers a whole province may load an election of another one and then administers that one too: before anything is loaded the
 * set-up can only guess the province, and a first choice can be a wrong one. An administrator of a regency loads nothing that reaches
 * beyond it, and nobody replaces the election of a province he does not administer.
 */
export function mayLoad(who: Principal, province: string, { rooms }: Services): boolean {
  if (permission(who, 'election:manage', province) === 'allowed') return true
  const loaded = rooms()?.election.province
  const isOfProvince = who.grants.some((grant) => grant.role === 'administrator' && grant.region.length === 2)
  return isOfProvince && who.kind === 'person' && (loaded === undefined || permission(who, 'election:manage', loaded) === 'allowed')
}

/** The grant comes first, so that nobody loads what he cannot manage; it goes again when the election is refused. */
export async function openAs(
  who: Principal,
  loaded: LoadedFolder,
  { store, signIn, openElection }: Services,
): Promise<Result<void, Refusal>> {
  const region = loaded.election.province
  if (permission(who, 'election:manage', region) === 'allowed') return openElection(loaded)
  const give = async (grants: readonly Grant[]): Promise<void> => {
    await store.people.changeAccount(who.id, { grants })
    signIn.ended(who.id)
  }
  await give([...who.grants, { role: 'administrator', region }])
  const opened = await openElection(loaded)
  if (!opened.ok) await give(who.grants)
  return opened
}
