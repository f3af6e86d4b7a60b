import { type Logger, pino } from 'pino'
import { driverError } from '../db/postgres-failure.ts'
import type { Config } from './config.ts'

/** The part of pino that is used away from the door. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

/** Belt and braces: nothing that is logged carries these, and if something ever does, it is not written. */
const NEVER = ['name', 'label', 'password', 'token', 'cookie', 'authorization', 'secret', 'phone', 'headers', 'body', 'figures']

/** One JSON line an event on standard error, at once: the last line before an end is the one that is needed. People are ids. */
export const openLog = (level: Config['logLevel']): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => pino.stdSerializers.err(withoutBoundValues(error) as Error) },
      redact: { paths: [...NEVER, ...NEVER.map((key) => `*.${key}`)], censor: '[not logged]' },
    },
    pino.destination({ dest: 2, sync: true }),
  )

/** Drizzle repeats every value of a statement that failed, in its own message and in that of whatever wraps it: names, hashes of passwords. */
export function withoutBoundValues(error: unknown): unknown {
  for (let next = error; next instanceof Error; next = next.cause) {
    const driver = driverError(next)
    if (driver !== next) return driver
  }
  return error
}
