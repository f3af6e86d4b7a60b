import type pg from 'pg'
import type { RoomId } from '../shared/ids.ts'
import { err } from '../shared/result.ts'
import { assertTimes } from './entry-hash.ts'
import type { Append, Appended } from './judge-append.ts'
import { type EntryLines, tell } from './entry-lines.ts'
import { type Entry, GENESIS, type Head, type Ledger } from './ledger.ts'
import { commitAppends, KnownHeads } from './postgres-append.ts'
import { readFailure, wordsOf } from './postgres-failure.ts'
import { type PostgresSession, transaction } from './postgres-session.ts'
import { StoreFailure } from './store-failure.ts'

const COLUMNS = 'room, seq, at, by, id, request_hash AS "requestHash", fact, previous, hash'
const SCANNED = 2000

type Waiting = { readonly append: Append; readonly resolve: (answer: Appended) => void; readonly reject: (error: unknown) => void }

/**
 * The ledger in the schema `kamar`: reads go to the pool and see committed entries only, writes go to the one session. Both belong to
 * the caller. An erased text leaves its table at the server's next vacuum, and archived logs and standbys when those are let go.
 */
export function postgresLedger(pool: pg.Pool, session: PostgresSession): Ledger {
  const known = new KnownHeads()
  const waiting: Waiting[] = []

  async function read<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    try {
      return (await pool.query<Row>(text, values)).rows
    } catch (error) {
      throw readFailure(error)
    }
  }

  /** The server reads what comes next while the caller folds what came. */
  function readAhead(room: RoomId, after: number): Promise<EntryLines | undefined> {
    const reading = read<EntryLines | { last: null }>(LINES, [room, after, SCANNED]).then(([lines]) =>
      lines?.last === null ? undefined : lines,
    )
    reading.catch(() => {}) // told to whoever awaits it, and nobody does when `onEntry` throws before
    return reading
  }

  /** Whatever waits when the session is free shares the commit; those who came too late find nothing left to do. */
  async function commitWaiting(): Promise<void> {
    let batch: Waiting[] = []
    try {
      await session.run(async (turn) => {
        batch = waiting.splice(0)
        if (batch.length === 0) return
        const answers = await commitAppends(
          turn,
          known,
          batch.map(({ append }) => append),
        )
        batch.forEach(({ resolve }, i) => resolve(answers[i] as Appended))
      })
    } catch (error) {
      if (batch.length > 0) return batch.forEach(({ reject }) => reject(error))
      known.forget()
      const failure = error instanceof StoreFailure ? { kind: error.kind } : ({ kind: 'unknown', reason: wordsOf(error) } as const)
      waiting.splice(0).forEach(({ resolve }) => resolve(err(failure)))
    }
  }

  return {
    async head(room) {
      const [head] = await read<Head>('SELECT seq, hash FROM kamar.entries WHERE room = $1 ORDER BY seq DESC LIMIT 1', [room])
      return head ?? GENESIS
    },
    async append(room, after, drafts) {
      // Here, where it fails for this caller alone: in the commit it would throw for everyone who shares it.
      assertTimes(drafts)
      return new Promise((resolve, reject) => {
        waiting.push({ append: { room, after, drafts }, resolve, reject })
        void commitWaiting()
      })
    },
    async find(id) {
      return (await read<Entry>(`SELECT ${COLUMNS} FROM kamar.entries WHERE id = $1`, [id]))[0]
    },
    readAfter(room, seq, limit) {
      return read<Entry>(`SELECT ${COLUMNS} FROM kamar.entries WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3`, [room, seq, limit])
    },
    async scan(room, afterSeq, onEntry) {
      for (let next = readAhead(room, afterSeq); ;) {
        const lines = await next
        if (!lines) return
        next = readAhead(room, lines.last)
        tell(lines, onEntry)
      }
    },
    async rooms() {
      return (await read<{ room: RoomId }>(ROOMS)).map(({ room }) => room)
    },
    async text(hash) {
      return (await read<{ text: string }>('SELECT text FROM kamar.texts WHERE hash = $1', [hash]))[0]?.text
    },
    erase: (hash) =>
      session.run((turn) =>
        transaction(turn, async (client) => (await client.query('DELETE FROM kamar.texts WHERE hash = $1', [hash])).rowCount === 1),
      ),
    async close() {},
  }
}

/** As `entry-lines.ts` reads them from SQLite. */
const LINES = `
  SELECT max(seq) AS last, string_agg(seq::text, chr(10) ORDER BY seq) AS seq, string_agg(at, chr(10) ORDER BY seq) AS at,
    string_agg(by, chr(10) ORDER BY seq) AS by, string_agg(fact, chr(10) ORDER BY seq) AS fact
  FROM (SELECT seq, at, by, fact FROM kamar.entries WHERE room = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS page`

/** From room to room by the index: SELECT DISTINCT would walk a million entries. */
const ROOMS = `
  WITH RECURSIVE found AS (
    (SELECT room FROM kamar.entries ORDER BY room LIMIT 1)
    UNION ALL
    SELECT (SELECT e.room FROM kamar.entries AS e WHERE e.room > found.room ORDER BY e.room LIMIT 1) FROM found WHERE found.room IS NOT NULL
  )
  SELECT room FROM found WHERE room IS NOT NULL`
