import { describeHeld } from '../../db/folder-lock.ts'
import { openStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'
import { type Config, readConfig } from '../config.ts'
import { CannotRun } from './cannot-run.ts'

export function configFromEnvironment(): Config {
  const config = readConfig(process.env)
  if (!config.ok) throw new CannotRun(config.error)
  return config.value
}

/** The data folder for this process alone. */
export async function openFolder(folder: string): Promise<Store> {
  const opened = await openStore(folder)
  if (!opened.ok) throw new CannotRun(`${folder}: ${describeHeld(opened.error)}`)
  return opened.value
}

/** Opens the folder that `KAMAR_DATA` names, does the work and closes it whatever happens. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openFolder(configFromEnvironment().folder)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
