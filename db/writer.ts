import { Worker } from 'node:worker_threads'
import { err } from '../shared/result.ts'
import type { EntryLines } from './entry-lines.ts'
import type { Append, Appended } from './judge-append.ts'
import { StoreFailure, type StoreFailureKind } from './store-failure.ts'

export type Statement = { readonly sql: string; readonly params: readonly unknown[] }
/** Which file a statement is for; each has one writing connection, all in the writer thread. */
export type DatabaseName = 'ledger' | 'people'
export type WriterFiles = { readonly [Name in DatabaseName]: string }

/** What goes to the thread, numbered so that its answer finds back. */
export type Order =
  | ({ readonly kind: 'append' } & Append)
  | { readonly kind: 'write'; readonly database: DatabaseName; readonly statements: readonly Statement[] }
  | { readonly kind: 'erase'; readonly hash: string }
  | { readonly kind: 'read'; readonly room: string; readonly after: number }
  | { readonly kind: 'close' }
export type OrderMessage = { readonly n: number; readonly order: Order }
/** `threw` = the thread met a bug or, for statements, any failure of the database, with its `failure` if it may pass. Number 0 says that the files are open, or why not. */
export type AnswerMessage = {
  readonly n: number
  readonly value?: unknown
  readonly threw?: string
  readonly failure?: StoreFailureKind
  readonly code?: string
}

export interface Writer {
  append(append: Append): Promise<Appended>
  /** All or none, durable when it resolves; how many rows each changed. Rejects on any failure of the database, with a `StoreFailure` if it may pass. */
  write(database: DatabaseName, statements: readonly Statement[]): Promise<number[]>
  erase(hash: string): Promise<boolean>
  /** The next entries of a room; undefined after the last. Read in the thread, so that the caller can fold meanwhile. */
  read(room: string, after: number): Promise<EntryLines | undefined>
  close(): Promise<void>
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }

/**
 * Starts the thread that owns every writing connection, so that no fsync, however slow, ever stalls the sockets of the main
 * thread, and resolves when its files are open and migrated. If the thread dies, appends under way are answered `unknown`.
 */
export async function startWriter(files: WriterFiles): Promise<Writer> {
  const worker = startThread(files)
  const waiting = new Map<number, Waiting>()
  let numbered = 0
  let ended: Error | undefined

  const end = (error: Error): void => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('message', ({ n, value, threw, failure, code }: AnswerMessage) => {
    const asked = waiting.get(n)
    waiting.delete(n)
    if (threw === undefined) asked?.resolve(value)
    else if (code !== undefined) asked?.reject(Object.assign(new Error(threw), { code }))
    else asked?.reject(failure ? new StoreFailure(failure, threw) : new Error(threw))
  })
  worker.on('error', (error) => end(new Error('the writer thread died', { cause: error })))
  worker.on('exit', () => end(new Error('the writer thread has ended')))
  const answerTo = (n: number): Promise<unknown> => new Promise((resolve, reject) => waiting.set(n, { resolve, reject }))
  const ask = async (order: Order): Promise<unknown> => {
    if (ended) throw ended
    const n = (numbered += 1)
    const answer = answerTo(n)
    worker.postMessage({ n, order } satisfies OrderMessage)
    return answer
  }

  await answerTo(0)
  return {
    async append(append) {
      try {
        return (await ask({ kind: 'append', ...append })) as Appended
      } catch (error) {
        if (ended === undefined) throw error
        return err({ kind: 'unknown', reason: ended.message })
      }
    },
    write: async (database, statements) => (await ask({ kind: 'write', database, statements })) as number[],
    erase: async (hash) => (await ask({ kind: 'erase', hash })) as boolean,
    read: async (room, after) => (await ask({ kind: 'read', room, after })) as EntryLines | undefined,
    async close() {
      if (ended) return
      await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}

/** Run from the sources (tests, development) the thread is TypeScript and does not inherit its parent's loader. */
function startThread(workerData: WriterFiles): Worker {
  const file = import.meta.url.endsWith('.ts') ? '../scripts/writer-thread.mjs' : './writer-thread.js'
  return new Worker(new URL(file, import.meta.url), { workerData })
}
