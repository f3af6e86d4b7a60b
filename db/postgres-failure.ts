import { DrizzleQueryError } from 'drizzle-orm/errors'
import pg from 'pg'
import { StoreFailure, type StoreFailureKind } from './store-failure.ts'

/** The request reached the server, was refused there and left nothing behind; a later one may succeed. SQLSTATE, appendix A of the manual. */
const KINDS: Readonly<Record<string, StoreFailureKind>> = {
  '53100': 'disk-full',
  '25006': 'busy', // the server takes no writes just now: a standby
  '40001': 'busy',
  '40P01': 'busy',
  '53000': 'busy',
  '53200': 'busy',
  '53300': 'busy',
  '53400': 'busy',
  '55P03': 'busy', // somebody holds a lock for longer than we wait
  '57014': 'busy',
}
/** SQLSTATE of what the server said, or the operating system's code; '' = none. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What Node and the driver say of a connection that is gone or never came; the driver gives no codes of its own. */
const NODE = /^E[A-Z]{3,}|CERT|TLS|SSL/
const DRIVER = /^(Connection terminated|timeout e|Client (was|has)|Cannot use a pool|The server does not support SSL|SASL)/

/** The session is gone, and with it every certainty about what was under way. */
export function isLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57P0)/.test(codeOf(error))
  return (
    error instanceof Error && (codeOf(error) ? NODE.test(codeOf(error)) : DRIVER.test(error.message) || error instanceof AggregateError)
  )
}

/** Undefined = not certain that nothing was written, or a bug of ours. */
export const kindOf = (error: unknown): StoreFailureKind | undefined =>
  error instanceof pg.DatabaseError ? KINDS[codeOf(error)] : undefined

/** What the driver threw, out of what Drizzle wrapped around it with every value it was given. */
export const driverError = (error: unknown): unknown => (error instanceof DrizzleQueryError ? driverError(error.cause) : error)

/** Without the values that PostgreSQL repeats in its details: names and hashes of people do not belong in a log. */
export function withoutValues(wrapped: unknown): unknown {
  const error = driverError(wrapped)
  if (!(error instanceof pg.DatabaseError)) return error
  const kind = kindOf(error)
  const words = `${codeOf(error)}: ${error.message}`
  return kind ? new StoreFailure(kind, words) : new Error(words)
}

/** Of something that only reads: a lost session, too, left nothing behind. */
export const readFailure = (error: unknown): unknown =>
  isLost(driverError(error))
    ? new StoreFailure('busy', `the database does not answer: ${wordsOf(driverError(error))}`)
    : withoutValues(error)

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'refuses this user: see to the user name and the password in KAMAR_DATABASE, and to pg_hba.conf'],
  [/^3D000/, 'has no database of that name: make it first (createdb), empty'],
  [/^42501/, 'does not let this user make its tables: GRANT CREATE ON DATABASE to him'],
  [/^55000/, 'takes no connections'],
  [/^57P03/, 'is just starting or stopping: try again in a moment'],
  [/^53300/, 'has no connection left: end others, or raise max_connections'],
  [/^53100/, 'has a full disk: make room first'],
  [/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|ENOENT|EPIPE)/, 'cannot be reached: is PostgreSQL running, are host and port right?'],
]

/** What a person can do about a database that cannot be used; undefined = a bug of ours. Starts with a verb: the caller names the database. */
export function whyUnusable(error: unknown): string | undefined {
  const code = codeOf(error)
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1]
  if (reason) return `${reason} (${code})`
  if (error instanceof Error && /password must be a string/.test(error.message)) return 'asks for a password: KAMAR_DATABASE names none'
  if (!isLost(error)) return undefined
  return `cannot be reached: ${wordsOf(error)}`
}

/** Node gathers the failures of several addresses in an error whose own message is empty. */
export const wordsOf = (error: unknown): string => (error instanceof Error && error.message) || codeOf(error) || String(error)
