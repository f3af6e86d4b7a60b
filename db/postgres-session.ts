import { setTimeout as later } from 'node:timers/promises'
import type pg from 'pg'
import { err, ok, type Result } from '../shared/result.ts'
import { connectDurably } from './postgres-connection.ts'
import { isLost, readFailure, withoutValues, wordsOf } from './postgres-failure.ts'
import { type Held, takeLock } from './postgres-lock.ts'
import { StoreFailure } from './store-failure.ts'
import { describeHolder } from './lock-holder.ts'

/** Between two attempts to have a lost session again. */
const RETRY_MS = 500

/** `taken-over` = another process became the writer: this one never writes again and has to end. */
export type SessionNews = { readonly kind: 'lost' | 'regained' | 'taken-over'; readonly words: string }
export type SessionOptions = {
  /** Brings a database of any age to the schema of today; runs once the lock is ours. */
  readonly migrate: (client: pg.Client) => Promise<void>
  readonly onNews: (news: SessionNews) => void
}
/** What a piece of work writes with: `turn` is checked in the very transaction that writes. */
export type Turn = { readonly client: pg.Client; readonly turn: number }

/** Thrown by work that finds another turn than its own in the database. */
export class TakenOver extends Error {}

/**
 * The one session that writes. It holds the lock, so a process that lost the lock has lost what it writes with; and every
 * transaction looks for its turn, so that neither a connection pooler nor an unlock by hand lets two write.
 *
 * A lost session is asked for again every half second. Whoever had the turn in between is found by its number: then this one is over.
 */
export class PostgresSession {
  readonly #url: string
  readonly #turn: number
  readonly #onNews: SessionOptions['onNews']
  #client: pg.Client | undefined
  /** The server's process that serves us, or did: a session whose other end broke may still hold the lock. */
  #backend = 0
  #trouble: string | undefined
  #isOver = false
  #tail: Promise<unknown> = Promise.resolve()

  private constructor(url: string, turn: number, onNews: SessionOptions['onNews']) {
    this.#url = url
    this.#turn = turn
    this.#onNews = onNews
  }

  /** Refused while another process writes. Throws `Unfit` or what the driver says. */
  static async open(url: string, { migrate, onNews }: SessionOptions): Promise<Result<PostgresSession, Held>> {
    const client = await connectDurably(url)
    try {
      const held = await takeLock(client)
      if (held) {
        await client.end()
        return err(held)
      }
      await migrate(client)
      const session = new PostgresSession(url, await nextTurn(client), onNews)
      await session.#use(client)
      return ok(session)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
  }

  /** Why nothing can be written just now, in words; undefined = it can. */
  get trouble(): string | undefined {
    return this.#trouble
  }

  /** Alone on the session, in the order asked for. Rejects `busy` without starting while the session is lost. */
  run<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    const done = this.#tail.then(async () => {
      if (this.#isOver) throw new Error(this.#trouble ?? 'the store is closed')
      if (!this.#client) throw new StoreFailure('busy', this.#trouble ?? 'the session is lost')
      try {
        return await work({ client: this.#client, turn: this.#turn })
      } catch (error) {
        if (error instanceof TakenOver) this.#giveUp()
        throw error
      }
    })
    this.#tail = done.catch(() => {})
    return done
  }

  /** Waits for what was asked for. */
  async close(): Promise<void> {
    const last = this.#tail
    this.#tail = last.then(() => {
      this.#isOver = true
    })
    await this.#tail
    await this.#client?.end().catch(() => {})
  }

  async #use(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    this.#backend = rows[0]?.pid ?? 0
    this.#client = client
    this.#trouble = undefined
    client.once('end', () => {
      if (this.#client !== client || this.#isOver) return
      this.#client = undefined
      this.#trouble = 'the connection to the database is lost'
      this.#onNews({ kind: 'lost', words: this.#trouble })
      void this.#regain()
    })
  }

  async #regain(): Promise<void> {
    while (!this.#client && !this.#isOver) {
      try {
        await this.#attempt()
      } catch (error) {
        this.#trouble = `the database does not answer: ${wordsOf(error)}`
      }
      if (!this.#client) await later(RETRY_MS)
    }
  }

  async #attempt(): Promise<void> {
    const client = await connectDurably(this.#url)
    try {
      const held = await takeLock(client)
      if (held && held.backend === this.#backend) await client.query('SELECT pg_terminate_backend($1)', [held.backend])
      const isOurs = (await turnIn(client)) === this.#turn
      if (!isOurs) this.#giveUp()
      if (held) this.#trouble = describeHolder('this database', held.holder)
      if (held || !isOurs || this.#isOver) return await client.end()
      await this.#use(client)
      this.#onNews({ kind: 'regained', words: 'the connection to the database is back' })
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
  }

  #giveUp(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#trouble = 'another process writes to this database now: this one has to end'
    this.#onNews({ kind: 'taken-over', words: this.#trouble })
  }
}

const nextTurn = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ turn: string }>(
    'INSERT INTO kamar.writers AS w VALUES (1, 1) ON CONFLICT ("only") DO UPDATE SET turn = w.turn + 1 RETURNING turn',
  )
  return Number(rows[0]?.turn)
}
const turnIn = async (client: pg.Client): Promise<number> =>
  Number((await client.query<{ turn: string }>('SELECT turn FROM kamar.writers')).rows[0]?.turn)

/** All of it or nothing, while the turn is ours. After a lost COMMIT nobody can say which: then it rejects with no `StoreFailure`. */
export async function transaction<T>({ client, turn }: Turn, work: (client: pg.Client) => Promise<T>): Promise<T> {
  let result: T
  try {
    await client.query('BEGIN')
    const { rowCount } = await client.query('SELECT 1 FROM kamar.writers WHERE turn = $1 FOR SHARE', [turn])
    if (rowCount !== 1) throw new TakenOver('another process became the writer')
    result = await work(client)
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error instanceof TakenOver ? error : readFailure(error)
  }
  try {
    await client.query('COMMIT')
  } catch (error) {
    throw isLost(error) ? new Error(`whether it was written is not known: ${wordsOf(error)}`) : withoutValues(error)
  }
  return result
}
