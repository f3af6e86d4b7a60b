import { hostname } from 'node:os'
import pg from 'pg'

/** How long a connection may take, and a statement waits for a lock that another program holds. */
const PATIENCE_MS = 5000
/** Text of 63 bytes at most: PostgreSQL cuts the rest off. */
const NAME = `kamar-hitung ${process.pid}@${hostname()}`.slice(0, 63)
const OLDEST = 140_000

/** What makes a database unfit for a ledger, in words that follow its name. */
export class Unfit extends Error {}

const options = (url: string): pg.ClientConfig => ({
  connectionString: url,
  keepAlive: true,
  connectionTimeoutMillis: PATIENCE_MS,
  application_name: NAME,
})

/** For reading only; a query gets the connection it needs, and one that broke is replaced. */
export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ ...options(url), max: 4 })
  // An idle connection that broke: the next query makes a new one, and says so if it cannot.
  pool.on('error', () => {})
  return pool
}

/**
 * A session that answers a commit only after the disk has it. Throws `Unfit` when the server would not keep that promise, else what
 * the driver throws. A machine that vanishes frees its session, and the lock with it, after about half a minute.
 */
export async function connectDurably(url: string): Promise<pg.Client> {
  const client = new pg.Client(options(url))
  // A session may break at any moment; who uses it learns that from his query or from `end`.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(SETTINGS)
    const { rows } = await client.query<Fitness>(FITNESS)
    const unfit = whyUnfit(rows[0] as Fitness)
    if (unfit) throw new Unfit(unfit)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** `synchronous_commit` may be stricter than `on` (a standby that must have it too), never weaker, whatever role or database say. */
const SETTINGS = `
  SET idle_session_timeout = 0; SET lock_timeout = ${PATIENCE_MS};
  SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4;
  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')`

type Fitness = { version: number; encoding: string; fsync: string; pages: string; commits: string; standby: boolean }
const FITNESS = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
    current_setting('synchronous_commit') AS commits, pg_is_in_recovery() AS standby`

function whyUnfit({ version, encoding, fsync, pages, commits, standby }: Fitness): string | undefined {
  if (version < OLDEST) return `is PostgreSQL ${Math.floor(version / 10_000)}: version 14 or later is needed`
  if (standby) return 'is a standby, which takes no writes: name the primary'
  if (encoding !== 'UTF8') return `is encoded in ${encoding}: make one with ENCODING 'UTF8'`
  if (fsync !== 'on' || pages !== 'on')
    return 'runs with fsync or full_page_writes switched off: a power cut would lose what was acknowledged. Switch both on'
  if (commits === 'off' || commits === 'local') return `commits with synchronous_commit=${commits}, and does not let this user change it`
  return undefined
}
