import { describeRefusal, openStore } from '../../db/open-store.ts'
import { type Place, placeInWords } from '../../db/place.ts'
import type { SessionNews } from '../../db/postgres-session.ts'
import type { Store } from '../../db/store.ts'
import { type Config, readConfig } from '../config.ts'
import { CannotRun } from './cannot-run.ts'

export function configFromEnvironment(): Config {
  const config = readConfig(process.env)
  if (!config.ok) throw new CannotRun(config.error)
  return config.value
}

/** The data folder or database for this process alone. */
export async function openPlace(place: Place, onNews?: (news: SessionNews) => void): Promise<Store> {
  const opened = await openStore(place, onNews).catch((error: unknown) => {
    const words = whyNot(error)
    throw words === undefined ? error : new CannotRun(`${placeInWords(place)}: ${words}`, { cause: error })
  })
  if (!opened.ok) throw new CannotRun(`${placeInWords(place)}: ${describeRefusal(opened.error)}`)
  return opened.value
}

/** What a person can do about it; undefined = a bug of ours. */
function whyNot(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code)) {
    return `this user cannot write here (${code}): see to the owner and the permissions of the folder, and that its disk is not read-only`
  }
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return `the disk is full (${code}): make room first`
  if (/^(EEXIST|ENOTDIR)/.test(code)) return 'this is a file, no folder: choose another with KAMAR_DATA'
  if (code.startsWith('SQLITE_BUSY')) return 'another program holds a database in it: end that program first'
  if (code.startsWith('SQLITE_')) {
    return `a database in it is damaged (${code}): copy the folder before anything else, then restore a backup; lock.db alone can be deleted`
  }
  return undefined
}

/** Opens what `KAMAR_DATABASE` or `KAMAR_DATA` names, does the work and closes it whatever happens. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openPlace(configFromEnvironment().place)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
