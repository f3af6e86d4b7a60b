import { constants } from 'node:fs'
import { access, link, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Photos as files: the original bytes once under their SHA-256, never written again, and a smaller picture of each beside them.
 * A file with a name stands whole on the disk, for it gets its name only after it was synced.
 */
export interface PhotoStore {
  /** Where unfinished uploads lie, on the same disk. */
  readonly uploads: string
  fileOf(sha256: string): string
  /** Takes the file's bytes in; `sha256` is theirs. Resolves when bytes and name are on the disk. The file itself stays. */
  keep(file: string, sha256: string): Promise<void>
  holds(sha256: string): Promise<boolean>
  original(sha256: string): Promise<Buffer | undefined>
  keepPreview(sha256: string, bytes: Uint8Array): Promise<void>
  preview(sha256: string): Promise<Buffer | undefined>
}

/** Where the bytes of a photo lie in the folder of photos. */
export const photoFile = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)

export async function openPhotoStore(folder: string): Promise<PhotoStore> {
  const uploads = join(folder, 'uploads')
  await mkdir(uploads, { recursive: true, mode: 0o700 })
  const fileOf = (sha256: string): string => photoFile(folder, sha256)
  const previewOf = (sha256: string): string => join(folder, 'previews', sha256.slice(0, 2), `${sha256}.webp`)
  return {
    uploads,
    fileOf,
    async keep(file, sha256) {
      const to = fileOf(sha256)
      await mkdir(dirname(to), { recursive: true, mode: 0o700 })
      await syncFile(file)
      // Another name of the same bytes: nothing is copied, and a name that is there already has these bytes.
      await link(file, to).catch(unlessThere)
      await syncFolder(dirname(to))
      await syncFolder(folder)
    },
    holds: (sha256) =>
      access(fileOf(sha256), constants.R_OK).then(
        () => true,
        () => false,
      ),
    original: (sha256) => readFile(fileOf(sha256)).catch(undefinedIfGone),
    async keepPreview(sha256, bytes) {
      const to = previewOf(sha256)
      await mkdir(dirname(to), { recursive: true, mode: 0o700 })
      await writeFile(`${to}.partial`, bytes, { mode: 0o600 })
      await rename(`${to}.partial`, to)
    },
    preview: (sha256) => readFile(previewOf(sha256)).catch(undefinedIfGone),
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error
}

function undefinedIfGone(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Names in a folder are on the disk too. Windows cannot sync a folder and needs not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
