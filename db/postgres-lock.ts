import { setTimeout as later } from 'node:timers/promises'
import type pg from 'pg'
import type { LockHolder } from './lock-holder.ts'

/** One writer for each database: an advisory lock of the session that writes, gone with it. The two numbers are ours ('kamar', 'one'). */
const KEY = [0x6b616d61, 0x6f6e65] as const
/** The process before may be gone while its session still ends. */
const WAIT_MS = 3000
const PAUSE_MS = 50

/** Who has the lock, as the server knows it now; `backend` = the server's process that serves him. */
export type Held = { readonly backend: number; readonly holder: LockHolder | undefined }

/** Undefined = it is ours until this session ends. */
export async function takeLock(client: pg.Client): Promise<Held | undefined> {
  for (const until = performance.now() + WAIT_MS; ; await later(PAUSE_MS)) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [...KEY])
    if (rows[0]?.taken) return undefined
    const held = performance.now() > until ? await lockHolder(client) : undefined
    if (held) return held
  }
}

/** Undefined = nobody. */
export async function lockHolder(client: Pick<pg.Client, 'query'>): Promise<Held | undefined> {
  const { rows } = await client.query<{ pid: number; name: string; since: Date }>(
    `SELECT pid, coalesce(application_name, '') AS name, coalesce(backend_start, now()) AS since
       FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [...KEY],
  )
  const [row] = rows
  if (!row) return undefined
  const [, pid, host] = /^kamar-hitung (\d+)@(.*)$/.exec(row.name) ?? []
  const holder = pid === undefined || host === undefined ? undefined : { pid: Number(pid), host, startedAt: row.since.toISOString() }
  return { backend: row.pid, holder }
}
