import { openPhotoStore, type PhotoStore } from '../../db/photo-store.ts'
import { Examiner, type ExaminerOptions } from './examiner.ts'
import { openUploads, type Uploads } from './uploads.ts'

/** Everything about photos: their files, the door they come in by, and who looks at them afterwards. */
export type Photos = {
  readonly store: PhotoStore
  readonly uploads: Uploads
  readonly examiner: Examiner
  stop(): Promise<void>
}

export async function openPhotos(folder: string, { rooms, log }: Omit<ExaminerOptions, 'store'>): Promise<Photos> {
  const store = await openPhotoStore(folder)
  const examiner = new Examiner({ store, rooms, log })
  const uploads = openUploads({ store, examiner })
  examiner.catchUp()
  return {
    store,
    uploads,
    examiner,
    async stop() {
      uploads.stop()
      await examiner.stop()
    },
  }
}
