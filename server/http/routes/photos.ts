import { z } from 'zod'
import { Sha256 } from '../../../shared/ids.ts'
import type { Photo } from '../../../shared/photo.ts'
import { refuse } from '../../../shared/refusal.ts'
import { err, ok } from '../../../shared/result.ts'
import { type Action, permission, type Principal } from '../../../shared/roles.ts'
import { type Answered } from '../reply.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const Path = z.object({ sha256: Sha256 })
const NO_SUCH_PHOTO = refuse('not-found', 'no such photo in the regions you work in')
/** The bytes behind a hash never change; only this person's browser may keep them. */
const KEPT = 'private, max-age=31536000, immutable'

const original = route<z.infer<typeof Path>>({
  method: 'get',
  path: '/api/photos/{sha256}',
  summary: 'The bytes as they were taken, with what the camera wrote; uploads are tus 1.0 at /api/photos',
  access: { kind: 'action', action: 'photo:read-original', scoped: 'by the route' },
  params: Path,
  answers: { 200: 'file' },
  async handle({ params: { sha256 }, who, services }) {
    const photo = photoFor(who, 'photo:read-original', sha256, services)
    const bytes = photo && (await services.photos.store.original(sha256))
    return photo && bytes ? picture(bytes, photo.media) : err(NO_SUCH_PHOTO)
  },
})

const preview = route<z.infer<typeof Path>>({
  method: 'get',
  path: '/api/photos/{sha256}/preview',
  summary: 'The picture upright, at most 1600 pixels, without place and time of the camera; 503 while it is being made',
  access: { kind: 'action', action: 'photo:read', scoped: 'by the route' },
  params: Path,
  answers: { 200: 'file' },
  async handle({ params: { sha256 }, who, services }) {
    const photo = photoFor(who, 'photo:read', sha256, services)
    if (!photo) return err(NO_SUCH_PHOTO)
    const bytes = await services.photos.store.preview(sha256)
    if (bytes) return picture(bytes, 'image/webp')
    return isExamined(photo, services) && !services.photos.examiner.makeAnew(photo)
      ? err(refuse('not-found', 'nothing of this photo can be shown: its file is damaged'))
      : err(refuse('busy', 'the preview is being made', { retryAfterS: 2 }))
  },
})

export const photoRoutes = [original, preview]

const picture = (file: Buffer, type: string): Answered =>
  ok({ status: 200, file, headers: { 'Content-Type': type, 'Cache-Control': KEPT, 'Content-Disposition': 'inline' } })

/** The first place of it that this person may see. */
function photoFor(who: Principal, action: Action, sha256: string, { rooms }: Services): Photo | undefined {
  const all = rooms()
  const places = (all?.ids ?? []).flatMap((id) => all?.room(id)?.state.photos.bySha.get(sha256) ?? [])
  return places.find(({ tps }) => permission(who, action, tps) === 'allowed')
}

const isExamined = ({ sha256, tps }: Photo, { rooms }: Services): boolean => {
  const all = rooms()
  return (all?.ids ?? []).some((id) => tps.startsWith(id) && all?.room(id)?.state.photos.hashes.has(sha256))
}
