import type { PhotoStore } from '../../db/photo-store.ts'
import { roomOf, type TpsId } from '../../shared/ids.ts'
import { derivedId } from '../room/request-id.ts'
import type { CountRooms } from '../room/rooms.ts'
import type { Log } from '../log.ts'
import { examine } from './image.ts'

/** The author of what no person asked for. */
const ROOM = 'room'
/** After a failure of the ledger, before the same photo is tried again. */
const AGAIN_MS = 5_000

type Waiting = { readonly sha256: string; readonly tps: TpsId; readonly sinceMs: number }
export type ExaminerOptions = { readonly store: PhotoStore; readonly rooms: () => CountRooms | undefined; readonly log: Log }

/**
 * Makes previews and perceptual hashes one after the other, behind the answer: a photo is acknowledged before anybody looked at it. What
 * waits is told to the metrics; after a restart it follows from the ledger.
 */
export class Examiner {
  readonly #options: ExaminerOptions
  readonly #waiting: Waiting[] = []
  readonly #madeAnew = new Set<string>()
  #running: Promise<void> | undefined
  #stopped = false

  constructor(options: ExaminerOptions) {
    this.#options = options
  }

  /** Photos that wait, and for how long the oldest does, in seconds of real time. */
  get lag(): { readonly photos: number; readonly oldestS: number } {
    const oldest = this.#waiting[0]
    return { photos: this.#waiting.length, oldestS: oldest ? (performance.now() - oldest.sinceMs) / 1000 : 0 }
  }

  /** Once at a time: who is waiting already goes on waiting. */
  add(photo: { readonly sha256: string; readonly tps: TpsId }): void {
    if (this.#waiting.some(({ sha256 }) => sha256 === photo.sha256)) return
    this.#waiting.push({ ...photo, sinceMs: performance.now() })
    this.#running ??= this.#run()
  }

  /** A preview that should be there and is not, as after a restore. False = that was tried since the start and gave none. */
  makeAnew(photo: { readonly sha256: string; readonly tps: TpsId }): boolean {
    const isWaiting = this.#waiting.some(({ sha256 }) => sha256 === photo.sha256)
    if (!isWaiting && this.#madeAnew.has(photo.sha256)) return false
    this.#madeAnew.add(photo.sha256)
    this.add(photo)
    return true
  }

  /** Everything the ledger names and nobody looked at. */
  catchUp(): void {
    const rooms = this.#options.rooms()
    for (const id of rooms?.ids ?? []) {
      const photos = rooms?.room(id)?.state.photos
      for (const [sha256, [first]] of photos?.bySha ?? []) if (first && !photos?.hashes.has(sha256)) this.add({ sha256, tps: first.tps })
    }
  }

  /** Resolves when the one under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting[0]; next && !this.#stopped; next = this.#waiting[0]) {
      const done = await this.#one(next).catch((error: unknown) => this.#options.log.error({ err: error }, 'a photo could not be examined'))
      this.#waiting.shift()
      if (done === 'again') this.#later(next)
    }
    this.#running = undefined
  }

  async #one({ sha256, tps }: Waiting): Promise<'again' | void> {
    const { store, rooms } = this.#options
    const { preview, hash } = await examine(store.fileOf(sha256))
    if (preview) await store.keepPreview(sha256, preview)
    if (rooms()?.room(roomOf(tps))?.state.photos.hashes.has(sha256)) return
    const id = derivedId('examination of a photo', `${tps.slice(0, 4)} ${sha256}`)
    const written = await rooms()?.submit({ kind: 'examine', body: { id, tps, sha256, ...(hash ? { hash } : {}) } }, ROOM)
    if (written && !written.ok && written.error.code !== 'not-found') return 'again'
  }

  #later(photo: Waiting): void {
    setTimeout(() => !this.#stopped && this.add(photo), AGAIN_MS).unref()
  }
}
