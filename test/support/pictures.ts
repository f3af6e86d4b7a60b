import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { ulid } from 'ulid'
import type { TestServer } from './server.ts'
import { roomOf, type TpsId } from '../../shared/ids.ts'
import { seededRandom } from '../../server/seeded-random.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A made-up sheet: dark strokes on pale paper, other ones for another seed; `exif` = with place and time as a phone writes them. */
export async function aSheet(seed: number, { width = 1200, height = 900, exif = false } = {}): Promise<Buffer> {
  const random = seededRandom(seed)
  const strokes = Array.from({ length: 60 }, () => {
    const [x, y, w, h] = [random() * width, random() * height, 20 + random() * width * 0.4, 4 + random() * height * 0.12]
    return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="rgb(${[40, 50, 70].map((c) => c + Math.floor(random() * 90)).join(',')})"/>`
  })
  const drawn = sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#f3efe6"/>${strokes.join('')}</svg>`,
    ),
  )
  const withPlace = exif
    ? drawn.withExif({
        IFD0: { Make: 'Telepon uji' },
        IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '0/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '117/1 9/1 0/1' },
      })
    : drawn
  return withPlace.jpeg({ quality: 82 }).toBuffer()
}

/** A photo of that TPS as if it had come in by the door; its SHA-256. */
export async function keepPhoto({ services, rooms }: Pick<TestServer, 'services' | 'rooms'>, tps: string): Promise<string> {
  const bytes = Buffer.from(`foto ${tps}`)
  const sha256 = sha256Of(bytes)
  const file = join(services.photos.store.uploads, ulid())
  await writeFile(file, bytes)
  await services.photos.store.keep(file, sha256)
  await services.photos.store.keepPreview(sha256, bytes)
  const paper = { round: 1, document: 'plano', page: 1, origin: 'witness' } as const
  const body = {
    id: ulid(),
    tps: tps as TpsId,
    contest: roomOf(tps as TpsId) as never,
    ...paper,
    sha256,
    bytes: bytes.length,
    media: 'image/jpeg',
    width: 3,
    height: 2,
  } as const
  const accepted = await rooms().submit({ kind: 'photo', body }, 'account:uji')
  if (!accepted.ok) throw new Error(accepted.error.detail)
  return sha256
}
