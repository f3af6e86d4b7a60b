import { z } from 'zod'
import { brokenUrl, isPostgres, type Place } from '../db/place.ts'
import { err, ok, type Result } from '../shared/result.ts'

const Origin = z
  .string()
  .trim()
  .transform((text) => text.replace(/\/$/, ''))
  .refine((text) => /^https?:\/\/[^/\s]+$/.test(text), 'an origin is http(s)://host[:port] without a path')

const PORT_WORDS = 'a port is a number from 0 to 65535'

/** An empty variable is an absent one: `PORT= npm start` means the default. */
const Environment = z
  .object({
    KAMAR_DATA: z.string().default('./data'),
    /** The URL never stands in a message: it holds a password. */
    KAMAR_DATABASE: z
      .string()
      .trim()
      .optional()
      .check(({ value, issues }) => {
        if (value === undefined) return
        const message = isPostgres(value)
          ? brokenUrl(value)
          : 'begins with postgres://; leave it out to keep SQLite in the data folder (KAMAR_DATA)'
        if (message) issues.push({ code: 'custom', message, input: '' })
      }),
    PORT: z.coerce.number(PORT_WORDS).int(PORT_WORDS).min(0, PORT_WORDS).max(65_535, PORT_WORDS).default(3000),
    /** Only this machine unless said otherwise: opening a count room to the network is a decision. */
    KAMAR_HOST: z.string().default('127.0.0.1'),
    KAMAR_ORIGIN: z
      .string()
      .default('')
      .transform((list) => list.split(',').filter((entry) => entry.trim() !== ''))
      .pipe(z.array(Origin)),
    KAMAR_METRICS_TOKEN: z.string().min(16, 'a token has at least 16 characters').optional(),
    KAMAR_HEADS: z.string().optional(),
    KAMAR_TLS_CERT: z.string().optional(),
    KAMAR_TLS_KEY: z.string().optional(),
    KAMAR_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug'], 'one of silent, error, warn, info, debug').default('info'),
  })
  .refine((env) => (env.KAMAR_TLS_CERT === undefined) === (env.KAMAR_TLS_KEY === undefined), {
    path: ['KAMAR_TLS_KEY'],
    message: 'KAMAR_TLS_CERT and KAMAR_TLS_KEY go together',
  })

export type Config = {
  /** The data folder: what is kept beside a database, too. */
  readonly folder: string
  /** Where the one election is kept: the data folder, or a PostgreSQL database. Never to be logged as it is: `placeInWords`. */
  readonly place: Place
  readonly port: number
  readonly host: string
  /** Origins that may write beside the page's own host, e.g. `https://hitung.example`. */
  readonly origins: readonly string[]
  /** Opens `/metrics` from anywhere; without it only from this machine. */
  readonly metricsToken?: string
  /** A file on another disk that remembers the newest entry of each room: an older copy of the data is then not served by mistake. */
  readonly headsFile?: string
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
}

/** Reads the environment; the error is one line per variable, in words. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Result<Config, string> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    return err(parsed.error.issues.map((issue) => `${issue.path[0]?.toString() ?? 'environment'}: ${issue.message}`).join('\n'))
  const env = parsed.data
  return ok({
    folder: env.KAMAR_DATA,
    place: env.KAMAR_DATABASE ?? env.KAMAR_DATA,
    port: env.PORT,
    host: env.KAMAR_HOST,
    origins: env.KAMAR_ORIGIN,
    ...(env.KAMAR_METRICS_TOKEN ? { metricsToken: env.KAMAR_METRICS_TOKEN } : {}),
    ...(env.KAMAR_HEADS ? { headsFile: env.KAMAR_HEADS } : {}),
    ...(env.KAMAR_TLS_CERT && env.KAMAR_TLS_KEY ? { tls: { certFile: env.KAMAR_TLS_CERT, keyFile: env.KAMAR_TLS_KEY } } : {}),
    logLevel: env.KAMAR_LOG,
  })
}
