import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { seededRandom } from '../../server/seeded-random.ts'

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A made-up sheet: dark strokes on pale paper, other ones for another seed; `exif` = with place and time as a phone writes them. */
export async function aSheet(seed: number, { width = 1200, height = 900, exif = false } = {}): Promise<Buffer> {
  const random = seededRandom(seed)
  const strokes = Array.from({ length: 60 }, () => {
    const [x, y, w, h] = [
      random() * width,
      random() * height,
      20 + random() * width * 0.4,
      4 + random() * height * 0.12,
    ]
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
