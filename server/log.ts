import type { Logger } from 'pino'

/** The part of pino that is used away from the door. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>
