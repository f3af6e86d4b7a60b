import { z } from 'zod'

/** The process that has a folder or a database; `startedAt` = since when. */
export const LockHolder = z.strictObject({ pid: z.int(), host: z.string(), startedAt: z.iso.datetime() })
export type LockHolder = z.infer<typeof LockHolder>

/** For a person who reads why he was refused; `what` = 'this data folder' or 'this database'. */
export const describeHolder = (what: string, holder: LockHolder | undefined): string =>
  holder
    ? `${what} is in use by process ${holder.pid} on ${holder.host} since ${holder.startedAt}; stop it first`
    : `${what} is in use by another process; stop it first`
