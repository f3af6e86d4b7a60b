import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { describeRefusal, openStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'

const made = (): string => mkdtempSync(join(tmpdir(), 'kamar-hitung-'))
const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })

/** An empty folder that goes with the test. */
export function aFolder(): string {
  const folder = made()
  onTestFinished(() => remove(folder))
  return folder
}
/** An empty folder for all tests of a file. */
export function folderOfFile(): string {
  const folder = made()
  afterAll(() => remove(folder))
  return folder
}

/** A data folder or a database. */
export async function opened(place: string): Promise<Store> {
  const store = await openStore(place)
  if (!store.ok) throw new Error(describeRefusal(store.error))
  return store.value
}
