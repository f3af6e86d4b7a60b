import sharp from 'sharp'
import { MAX_PIXELS, PhotoType } from '../../shared/photo.ts'
import { invalidAt } from '../../shared/room-rules.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** The only file that knows the image library. It decodes in threads of its own; one picture at a time is enough for a night. */
sharp.concurrency(1)
sharp.cache(false)

export type ImageHeader = { readonly media: PhotoType; readonly width: number; readonly height: number }

/** What the first bytes say; nothing is decoded. A picture cut off behind its head is taken: it is evidence, and marked later. */
export async function readHeader(file: string): Promise<Result<ImageHeader, Refusal>> {
  const head = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  const media = PhotoType.safeParse(`image/${head?.format}`)
  if (!head || !media.success) return err(invalidAt('photo', 'send a JPEG, PNG or WebP picture'))
  const { width, height } = head
  if (width * height > MAX_PIXELS) return err(invalidAt('photo', `at most 40 megapixels; this has ${width} x ${height}`))
  return ok({ media: media.data, width, height })
}

/** A preview's longest side, pixels: a page of the form is read on it without zoom. */
const PREVIEW_SIDE = 1600
const SECONDS = 20

export type Examined = { readonly preview?: Buffer; readonly hash?: string }

/** Decodes the picture to its end. Without `hash` it is damaged; what can be seen of it may still have a preview. */
export async function examine(file: string): Promise<Examined> {
  try {
    return { preview: await previewOf(file, 'truncated'), hash: await hashOf(file) }
  } catch {
    return { preview: await previewOf(file, 'none').catch(() => undefined) }
  }
}

const opened = (file: string, failOn: 'none' | 'truncated') =>
  sharp(file, { limitInputPixels: MAX_PIXELS, failOn, sequentialRead: true }).timeout({ seconds: SECONDS })

/** Upright and without what the camera wrote: encoding anew leaves it behind. */
const previewOf = (file: string, failOn: 'none' | 'truncated'): Promise<Buffer> =>
  opened(file, failOn)
    .autoOrient()
    .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70, effort: 2 })
    .toBuffer()

/** Difference hash: 9 x 8 greys, is each brighter than its right neighbour. */
async function hashOf(file: string): Promise<string> {
  const pixels = await opened(file, 'truncated').autoOrient().greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer()
  let bits = ''
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const at = row * 9 + column
      bits += (pixels[at] ?? 0) > (pixels[at + 1] ?? 0) ? '1' : '0'
    }
  }
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0')
}
