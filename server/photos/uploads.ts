import type { IncomingMessage, ServerResponse } from 'node:http'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import { ulid } from 'ulid'
import type { PhotoStore } from '../../db/photo-store.ts'
import { mustTakePhoto } from '../../shared/decide-photo.ts'
import { RequestId, roomOf } from '../../shared/ids.ts'
import { MAX_PHOTO_BYTES, UploadMetadata } from '../../shared/photo.ts'
import { invalid, type Refusal, refuse, STATUS, toProblem } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { permission, type Principal, scopesFor } from '../../shared/roles.ts'
import type { Receipt } from '../../shared/tally.ts'
import type { Config } from '../config.ts'
import { type DoorLimits, TOO_MANY } from '../http/door-limits.ts'
import { isForeignWrite } from '../http/origin.ts'
import { sendRefusal } from '../http/reply.ts'
import { NO_ELECTION } from '../http/routes/no-election.ts'
import type { CountRooms } from '../room/rooms.ts'
import { type SignIn, shownBy } from '../sign-in/sign-in.ts'
import type { Examiner } from './examiner.ts'
import { takeIn } from './take-in.ts'

export const PHOTOS_PATH = '/api/photos'
/** A half-finished upload may go on for a week; then its bytes go. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000
const SWEEP_MS = 60 * 60 * 1000

/** What the door of uploads stands on. */
type UploadServices = {
  readonly config: Pick<Config, 'origins'>
  readonly signIn: SignIn
  readonly doorLimits: DoorLimits
  readonly rooms: () => CountRooms | undefined
}
type Upstream = { readonly store: PhotoStore; readonly examiner: Examiner }
export type Uploads = {
  /** Answers a tus request (POST, HEAD, PATCH, DELETE, OPTIONS at `/api/photos`). */
  handle(request: IncomingMessage, response: ServerResponse, services: UploadServices): Promise<void>
  stop(): void
}

/**
 * tus 1.0 (creation, creation with the first bytes, termination, expiration). The last byte is answered only when picture and fact are on
 * the disk: the upload's id is the id of the fact, so whatever is sent twice is one photo. An upload whose fact could not be written
 * stays open: the next HEAD tries again.
 */
export function openUploads({ store, examiner }: Upstream): Uploads {
  const files = new FileStore({ directory: store.uploads, expirationPeriodInMilliseconds: KEPT_MS })
  const tus = new Server({
    path: PHOTOS_PATH,
    datastore: files,
    maxSize: MAX_PHOTO_BYTES,
    relativeLocation: true,
    // The page's own origin only: nothing is told to pages of others.
    allowedOrigins: () => false,
    exposedHeaders: ['Kamar-Receipt'],
    namingFunction: () => ulid(),
    disableTerminationForFinishedUploads: true,
    async onUploadCreate(request, upload) {
      const { who } = askedBy(request)
      return { metadata: { ...upload.metadata, by: who.id } }
    },
    async onUploadFinish(request, upload) {
      const asked = askedBy(request)
      const done = await finish(upload, asked.services)
      if (!done.ok) {
        asked.response.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
        throw { status_code: STATUS[done.error.code], body: JSON.stringify(toProblem(done.error)) }
      }
      return { headers: receiptHeaders(done.value) }
    },
  })
  const asking = new WeakMap<IncomingMessage, Asked>()
  const askedBy = (request: { readonly runtime?: { readonly node?: { readonly req?: unknown } } }): Asked => {
    const asked = asking.get(request.runtime?.node?.req as IncomingMessage)
    if (!asked) throw new Error('assertion failed: a request reaches the uploads through their door')
    return asked
  }

  async function finish(upload: Upload, services: UploadServices): Promise<Result<Receipt, Refusal>> {
    const taken = await takeIn(upload, { store, rooms: services.rooms() })
    if (taken.ok) examiner.add(taken.value.photo)
    // What can never be taken is not asked for again.
    else if (taken.error.code === 'invalid') await files.remove(upload.id).catch(() => undefined)
    return taken.ok ? ok(taken.value.receipt) : taken
  }

  /** Every byte may be here while the fact is not: before that is told, the photo is taken in. */
  async function ensureTaken(id: string, services: UploadServices): Promise<Result<Receipt | undefined, Refusal>> {
    const upload = await files.getUpload(id)
    return upload.size !== undefined && upload.offset === upload.size ? finish(upload, services) : ok(undefined)
  }

  const sweep = setInterval(() => void tus.cleanUpExpiredUploads().catch(() => undefined), SWEEP_MS).unref()
  return {
    async handle(request, response, services) {
      const admitted = await admit(request, services, files)
      if (!admitted.ok) return sendRefusal(response, admitted.error)
      if (request.method === 'HEAD') {
        const taken = await ensureTaken(idIn(request), services)
        if (!taken.ok) return sendRefusal(response, taken.error)
        if (taken.value) for (const [name, value] of Object.entries(receiptHeaders(taken.value))) response.setHeader(name, value)
      }
      asking.set(request, { who: admitted.value, services, response })
      await tus.handle(request, response)
    },
    stop: () => clearInterval(sweep),
  }
}

type Asked = { readonly who: Principal; readonly services: UploadServices; readonly response: ServerResponse }

/** `A1B2-C3D4`, to be read over the phone. */
const receiptHeaders = ({ code }: Receipt): Record<string, string> => ({ 'Kamar-Receipt': code })

const NO_SUCH_UPLOAD = refuse('not-found', 'no such upload of yours; begin it anew')
const idIn = (request: IncomingMessage): string => (request.url ?? '').replace(/\?.*/, '').slice(PHOTOS_PATH.length + 1)

/** Who, may he, is it his, and can the room take it: before a byte is read. */
async function admit(request: IncomingMessage, services: UploadServices, files: FileStore): Promise<Result<Principal, Refusal>> {
  const shown = shownBy(request.headers)
  const who = await services.signIn.principal(shown)
  if (!who) return err(refuse('unauthenticated', 'sign in, or send a token that is valid: Authorization: Bearer <token>'))
  if (shown.token === undefined && isForeignWrite(request, services.config.origins))
    return err(refuse('forbidden', 'this page may not write here: its address is not the one of this server (KAMAR_ORIGIN)'))
  if (scopesFor(who, 'photo:add').length === 0) return err(refuse('forbidden', 'your role does not allow photo:add'))
  if (request.method === 'OPTIONS') return ok(who)
  if (request.method === 'POST') return services.doorLimits.lets(who, 'form:report') ? mayBegin(request, who, services) : err(TOO_MANY)
  const id = RequestId.safeParse(idIn(request))
  const upload = id.success ? await files.getUpload(id.data).catch(() => undefined) : undefined
  return upload?.metadata?.['by'] === who.id ? ok(who) : err(NO_SUCH_UPLOAD)
}

function mayBegin(request: IncomingMessage, who: Principal, services: UploadServices): Result<Principal, Refusal> {
  const rooms = services.rooms()
  if (!rooms) return err(NO_ELECTION)
  const metadata = readMetadata(String(request.headers['upload-metadata'] ?? ''))
  if (!metadata.ok) return metadata
  const { tps, ...place } = metadata.value
  if (permission(who, 'photo:add', tps) !== 'allowed') return err(refuse('not-found', 'nothing by that code in the regions you work in'))
  if (Number(request.headers['upload-length']) > MAX_PHOTO_BYTES)
    return err(refuse('too-large', 'a photo has at most 15 MB; send a smaller one and keep the original'))
  const room = rooms.room(roomOf(tps))
  const refusal = room
    ? mustTakePhoto(room.state, { tps, ...place })
    : refuse('unknown-tps', `the first four digits of ${tps} name no regency of this election`)
  return refusal ? err(refusal) : ok(who)
}

/** What browsers add about the file on their disk: passed over, names of files may hold names of people. */
const PASSED_OVER = new Set(['filename', 'filetype', 'name', 'type'])

/** `key base64,key base64`: the header of tus. */
export function readMetadata(header: string): Result<UploadMetadata, Refusal> {
  const pairs = header
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .filter(([key = '']) => key !== '' && !PASSED_OVER.has(key))
    .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')] as const)
  const parsed = UploadMetadata.safeParse(Object.fromEntries(pairs))
  return parsed.success ? ok(parsed.data) : err(invalid(parsed.error))
}
