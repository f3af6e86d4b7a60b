import * as z from 'zod'
import { Round } from './form.ts'
import { ContestId, RequestId, Sha256, TpsId } from './ids.ts'

/** The sheet on the wall, the copy handed to a witness, the sheet of special events, the district's recap. */
export const PhotoDocument = z.enum(['plano', 'salinan', 'kejadian-khusus', 'd-hasil'])
export type PhotoDocument = z.infer<typeof PhotoDocument>

/** Who came by it: coalition and KPU pictures are shown as a share of their own. */
export const PhotoOrigin = z.enum(['witness', 'coalition', 'coordinator', 'kpu-site'])
export type PhotoOrigin = z.infer<typeof PhotoOrigin>

export const PhotoType = z.enum(['image/jpeg', 'image/png', 'image/webp'])
export type PhotoType = z.infer<typeof PhotoType>

/** Bytes of one photo. */
export const MAX_PHOTO_BYTES = 15 * 1024 * 1024
/** Width x height, before anything is decoded. */
export const MAX_PIXELS = 40_000_000

const Page = z.int().min(1).max(20)
const Side = z.int().min(1).max(MAX_PIXELS)

/** Where a photo belongs, as its sender says. */
export const PhotoPlace = z.strictObject({
  tps: TpsId,
  contest: ContestId,
  round: Round.default(1),
  document: PhotoDocument,
  page: Page.default(1),
  origin: PhotoOrigin.default('witness'),
})
export type PhotoPlace = z.infer<typeof PhotoPlace>

/** A photo whose bytes are on the disk. `sha256` is that of the bytes; `derivedFrom` that of the original a phone made them smaller from. */
export const StorePhoto = PhotoPlace.extend({
  id: RequestId,
  sha256: Sha256,
  bytes: z.int().min(1).max(MAX_PHOTO_BYTES),
  media: PhotoType,
  width: Side,
  height: Side,
  derivedFrom: Sha256.optional(),
})
export type StorePhoto = z.infer<typeof StorePhoto>

/** 64 bits in 16 hex digits: is each of 8 x 8 fields brighter than its right neighbour (difference hash). */
export const PerceptualHash = z.string().regex(/^[0-9a-f]{16}$/, 'a perceptual hash has 16 hexadecimal digits')

/** What a look at the pixels gave: the hash, or nothing, because they cannot be read to the end. */
export const ExaminePhoto = z.strictObject({ id: RequestId, tps: TpsId, sha256: Sha256, hash: PerceptualHash.optional() })
export type ExaminePhoto = z.infer<typeof ExaminePhoto>

/** What a client says when it begins an upload (tus `Upload-Metadata`); numbers arrive as text. What browsers add is passed over. */
export const UploadMetadata = z.strictObject({
  ...PhotoPlace.shape,
  round: z.coerce.number('a round is a number').pipe(Round).default(1),
  page: z.coerce.number('a page is a number').pipe(Page).default(1),
  sha256: Sha256,
  derivedFrom: Sha256.optional(),
})
export type UploadMetadata = z.infer<typeof UploadMetadata>

/** A photo as the fold keeps it; never changed. */
export type Photo = Omit<StorePhoto, 'id'> & {
  readonly id: RequestId
  readonly seq: number
  readonly at: string
  readonly by: string
}
