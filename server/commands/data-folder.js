import { describeHeld } from '../../db/folder-lock.js'
import { openStore } from '../../db/open-store.js'
import { readConfig } from '../config.js'
import { CannotRun } from './cannot-run.js'
export function configFromEnvironment() {
  const config = readConfig(process.env)
  if (!config.ok) throw new CannotRun(config.error)
  return config.value
}
/** The data folder for this process alone. */
export async function openFolder(folder) {
  const opened = await openStore(folder).catch((error) => {
    const words = whyNot(error)
    throw words === undefined ? error : new CannotRun(`${folder}: ${words}`, { cause: error })
  })
  if (!opened.ok) throw new CannotRun(`${folder}: ${describeHeld(opened.error)}`)
  return opened.value
}
/** What a person can do about it; undefined = a bug of ours. */
function whyNot(error) {
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
/** Opens the folder that `KAMAR_DATA` names, does the work and closes it whatever happens. */
export async function withStore(work) {
  const store = await openFolder(configFromEnvironment().folder)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
