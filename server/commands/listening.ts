import type { Config } from '../config.ts'
import { readTls, type Tls } from '../tls-files.ts'
import { CannotRun } from './cannot-run.ts'
import { warn } from './say.ts'

/** Why the server could not listen, in words that say what to do; anything else is passed on as it came. */
export function cannotListen(error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return new CannotRun(`port ${port} is taken: stop what uses it, or choose another (PORT=3001)`)
  if (code === 'EACCES') return new CannotRun(`port ${port} is not allowed for this user: choose one above 1023 (PORT=3000)`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new CannotRun(`KAMAR_HOST=${host} is no address of this machine`)
  return error
}

/** Certificate and key of the configuration; undefined = it names none. What cannot be used ends the command before anything is opened. */
export function readTlsOrSay({ tls }: Pick<Config, 'tls'>): Tls | undefined {
  if (!tls) return undefined
  const read = readTls(tls, Date.now())
  if (!read.ok) throw new CannotRun(read.error)
  if (read.value.warning) warn(read.value.warning)
  return read.value
}
