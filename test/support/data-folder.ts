import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'

/** An empty folder that goes with the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kamar-hitung-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

export async function opened(folder: string): Promise<Store> {
  const store = await openStore(folder)
  if (!store.ok) throw new Error(`the folder is held by ${store.error.holder?.pid}`)
  return store.value
}
