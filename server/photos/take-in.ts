import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Upload } from '@tus/server'
import type { PhotoStore } from '../../db/photo-store.ts'
import type { RequestId } from '../../shared/ids.ts'
import { type StorePhoto, UploadMetadata } from '../../shared/photo.ts'
import { invalid, type Refusal } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { invalidAt } from '../../shared/room-rules.ts'
import type { Receipt } from '../../shared/tally.ts'
import type { CountRooms } from '../room/rooms.ts'
import { NO_ELECTION } from '../http/routes/no-election.ts'
import { readHeader } from './image.ts'

type Options = { readonly store: PhotoStore; readonly rooms: CountRooms | undefined }
export type TakenIn = { readonly receipt: Receipt; readonly photo: StorePhoto }

/**
 * A whole upload becomes a photo: are these the bytes that were announced, are they a picture, then bytes, name and fact go to the disk in
 * this order. Done twice it is done once. Rejects when the disk refuses.
 */
export async function takeIn(upload: Upload, { store, rooms }: Options): Promise<Result<TakenIn, Refusal>> {
  if (!rooms) return err(NO_ELECTION)
  const { by, ...said } = upload.metadata ?? {}
  const metadata = UploadMetadata.safeParse(withoutFileNames(said))
  if (!metadata.success || !by) return err(metadata.success ? invalidAt('by', 'the upload names no sender') : invalid(metadata.error))
  const file = upload.storage?.path ?? ''
  const sha256 = await hashOf(file)
  if (sha256 !== metadata.data.sha256)
    return err(invalidAt('sha256', `the bytes that arrived are ${sha256}, not those that were announced; send the photo again`))
  const header = await readHeader(file)
  if (!header.ok) return header
  await store.keep(file, sha256)
  const photo: StorePhoto = { ...metadata.data, ...header.value, id: upload.id as RequestId, bytes: upload.size ?? 0 }
  const accepted = await rooms.submit({ kind: 'photo', body: photo }, by)
  return accepted.ok ? ok({ receipt: accepted.value.receipt, photo }) : accepted
}

const KNOWN = new Set(Object.keys(UploadMetadata.shape))
const withoutFileNames = (said: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(said).flatMap(([key, value]) => (KNOWN.has(key) && value !== null ? [[key, value]] : [])))

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
