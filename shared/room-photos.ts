import type { Photo } from './photo.ts'
import { cellKey, type CellKey } from './report.ts'

/** The photos of a room: by TPS x contest x round, by their bytes, and by what they look like. */
export type RoomPhotos = {
  /** Ascending by seq; the same bytes may come several times. */
  readonly byCell: Map<CellKey, Photo[]>
  readonly bySha: Map<string, Photo[]>
  /** SHA-256 -> perceptual hash; `''` = looked at and not readable. */
  readonly hashes: Map<string, string>
  /** A slice of a perceptual hash -> the photos that have it: whoever differs in few bits shares a slice. */
  readonly slices: Map<string, string[]>
  /** SHA-256 -> those that look the same and are not the same bytes. */
  readonly alike: Map<string, string[]>
}

export const noPhotos = (): RoomPhotos => ({
  byCell: new Map(),
  bySha: new Map(),
  hashes: new Map(),
  slices: new Map(),
  alike: new Map(),
})

const copyLists = <K, V>(lists: ReadonlyMap<K, V[]>): Map<K, V[]> => new Map([...lists].map(([key, list]) => [key, [...list]]))

export const copyPhotos = ({ byCell, bySha, hashes, slices, alike }: RoomPhotos): RoomPhotos => ({
  byCell: copyLists(byCell),
  bySha: copyLists(bySha),
  hashes: new Map(hashes),
  slices: copyLists(slices),
  alike: copyLists(alike),
})

export const photoCell = ({ tps, contest, round }: Pick<Photo, 'tps' | 'contest' | 'round'>): CellKey => cellKey(tps, contest, round)

/** Returns the cells whose findings may differ now. */
export function addPhoto(photos: RoomPhotos, photo: Photo): CellKey[] {
  push(photos.byCell, photoCell(photo), photo)
  push(photos.bySha, photo.sha256, photo)
  return cellsOf(photos, [photo.sha256, ...(photos.alike.get(photo.sha256) ?? [])])
}

/** Bits of 64 in which two pictures of one sheet may differ after recompression, resizing or brightening; other sheets differ in 20 and more. */
const ALIKE_BITS = 5
/** One more than the bits that may differ: then one slice at least is equal. */
const SLICES = [11, 11, 11, 11, 10, 10] as const

export function examinePhoto(photos: RoomPhotos, { sha256, hash = '' }: { sha256: string; hash?: string }): CellKey[] {
  if (photos.hashes.has(sha256)) return []
  photos.hashes.set(sha256, hash)
  if (hash === '') return cellsOf(photos, [sha256])
  const slices = slicesOf(hash)
  const near = new Set(slices.flatMap((slice) => photos.slices.get(slice) ?? []))
  for (const slice of slices) push(photos.slices, slice, sha256)
  const alike = [...near].filter((other) => distance(hash, photos.hashes.get(other) ?? '') <= ALIKE_BITS)
  for (const other of alike) {
    push(photos.alike, sha256, other)
    push(photos.alike, other, sha256)
  }
  return cellsOf(photos, [sha256, ...alike])
}

/** Earlier photos of other TPS that are this one: the same bytes, or another picture that looks the same. */
export function sameElsewhere(photos: RoomPhotos, photo: Photo): Photo[] {
  const shas = [photo.sha256, ...(photos.alike.get(photo.sha256) ?? [])]
  return shas.flatMap((sha) => photos.bySha.get(sha) ?? []).filter(({ seq, tps }) => seq < photo.seq && tps !== photo.tps)
}

/** 0..64. */
export function distance(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count += 1
  return count
}

function slicesOf(hash: string): string[] {
  const bits = BigInt(`0x${hash}`).toString(2).padStart(64, '0')
  let at = 0
  return SLICES.map((length, i) => `${i}:${bits.slice(at, (at += length))}`)
}

const cellsOf = (photos: RoomPhotos, shas: readonly string[]): CellKey[] => [
  ...new Set(shas.flatMap((sha) => photos.bySha.get(sha) ?? []).map(photoCell)),
]

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
