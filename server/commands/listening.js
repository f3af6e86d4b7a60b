import { CannotRun } from './cannot-run.js'
/** Why the server could not listen, in words that say what to do; anything else is passed on as it came. */
export function cannotListen(error, { port, host }) {
  const code = error.code
  if (code === 'EADDRINUSE') return new CannotRun(`port ${port} is taken: stop what uses it, or choose another (PORT=3001)`)
  if (code === 'EACCES') return new CannotRun(`port ${port} is not allowed for this user: choose one above 1023 (PORT=3000)`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new CannotRun(`KAMAR_HOST=${host} is no address of this machine`)
  if (code === 'ENOENT') return new CannotRun(`KAMAR_TLS_CERT or KAMAR_TLS_KEY: ${error.message}`)
  return error
}
