import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { RoomId } from '../shared/ids.ts'
import type { Election } from '../shared/election.ts'
import { type ChainReport, ChainWalk, type RoomWalk, type StoredElection, type VerifyOptions } from './chain-walk.ts'
import type { Entry, ErasableText } from './ledger.ts'
import { whyUnusable } from './postgres-failure.ts'

const PAGE = 2000
const MIGRATIONS = new URL('./migrations/postgres/', import.meta.url)

/**
 * One moment of a database, read-only and without its lock, so also while a server writes it. Blind to an index that disagrees
 * with its table (`amcheck` finds that), and to pages changed on disk where the cluster has no data checksums.
 */
export class PostgresSnapshot {
  readonly #client: pg.Client

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** Throws what the driver says; `whyUnusable` has words for it. */
  static async open(url: string): Promise<PostgresSnapshot> {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return new PostgresSnapshot(client)
  }

  close(): Promise<void> {
    return this.#client.end()
  }

  /** False for a database in which no ledger was made yet. */
  async holdsLedger(): Promise<boolean> {
    const [row] = await this.#rows<{ found: string | null }>("SELECT to_regclass('kamar.entries') AS found")
    return row?.found !== null
  }

  /** As loaded; undefined = none, or none that can be read (verify says so itself). */
  async election(): Promise<Election | undefined> {
    const [row] = await this.#rows<{ election: string }>('SELECT election FROM kamar.elections')
    try {
      return row && (JSON.parse(row.election) as Election)
    } catch {
      return undefined
    }
  }

  async verify(options: VerifyOptions = {}): Promise<ChainReport> {
    const damage = await this.#missingTriggers()
    const walk = new ChainWalk(await this.#rows<ErasableText>('SELECT hash, salt, text FROM kamar.texts'), options)
    const stored = await this.#rows<{ room: RoomId }>('SELECT DISTINCT room FROM kamar.entries')
    for (const room of walk.roomsToWalk(stored.map((row) => row.room))) await this.#walkRoom(walk.room(room))
    const [election] = await this.#rows<StoredElection>('SELECT id, election, boundaries_hash AS "boundariesHash" FROM kamar.elections')
    const drawn = await this.#rows<{ level: string; geojson: string }>('SELECT level, geojson FROM kamar.boundaries')
    return walk.report({ election, boundaries: Object.fromEntries(drawn.map(({ level, geojson }) => [level, geojson])) }, damage)
  }

  /** By a cursor: reading on from the last number would step over one that is given twice. */
  async #walkRoom(walk: RoomWalk): Promise<void> {
    await this.#client.query('SAVEPOINT room')
    try {
      await this.#client.query(`DECLARE walk CURSOR FOR ${ROWS} WHERE room = '${walk.room.replaceAll("'", "''")}' ORDER BY seq, ctid`)
      for (;;) {
        const page = await this.#rows<Entry>(`FETCH ${PAGE} FROM walk`)
        for (const entry of page) walk.take(entry)
        if (page.length < PAGE) break
      }
      await this.#client.query('CLOSE walk')
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || whyUnusable(error) !== undefined) throw error
      walk.unreadable(error.message)
      await this.#client.query('ROLLBACK TO SAVEPOINT room')
    }
  }

  /** A tamperer drops or disables them first, or rewrites what they call. */
  async #missingTriggers(): Promise<string[]> {
    const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'))
    const written = files.map((file) => readFileSync(fileURLToPath(new URL(file, MIGRATIONS)), 'utf8')).join('\n')
    const names = [...written.matchAll(/CREATE TRIGGER "(\w+)"/g)].map((match) => match[1] ?? '')
    const stored = await this.#rows<{ name: string; enabled: string; body: string }>(
      `SELECT tgname AS name, tgenabled AS enabled, prosrc AS body FROM pg_trigger
        JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid
       WHERE relnamespace = 'kamar'::regnamespace AND NOT tgisinternal`,
    )
    const right = stored.filter(({ enabled, body }) => 'OA'.includes(enabled) && written.includes(body)).map(({ name }) => name)
    return names.filter((name) => !right.includes(name)).map((name) => `the trigger ${name} is missing, disabled or changed`)
  }

  async #rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    return (await this.#client.query<Row>(text)).rows
  }
}

const ROWS = 'SELECT room, seq, at, by, id, request_hash AS "requestHash", fact, previous, hash FROM kamar.entries'
