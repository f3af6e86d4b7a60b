import { CannotRun } from './cannot-run.ts'

/** Does the work; what the disk or the file system refuses becomes words, anything else is passed on as it came. */
export function onDisk<T>(where: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const words = diskTrouble(error)
    throw words === undefined ? error : new CannotRun(`${where}: ${words}; nothing was left behind`, { cause: error })
  }
}

/** What a person can do about it; undefined = no trouble of a disk. */
export function diskTrouble(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return `the disk is full (${code}): make room or choose another disk`
  if (/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code)) {
    return `this user cannot read or write here (${code}): see to the owner and the permissions of the folder`
  }
  if (/^(EEXIST|ENOTDIR)/.test(code)) return 'there is a file where a folder should be'
  if (/^(EFBIG|EIO|SQLITE_IOERR)/.test(code)) return `the disk does not take it (${code})`
  if (code.startsWith('SQLITE_BUSY')) return 'another program holds the database: end that program first'
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return `a database is damaged (${code})`
  return undefined
}
