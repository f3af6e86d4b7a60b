import { Worker } from 'node:worker_threads'
import { err } from '../shared/result.js'
import { StoreFailure } from './store-failure.js'
/**
 * Starts the thread that owns every writing connection, so that no fsync, however slow, ever stalls the sockets of the main
 * thread, and resolves when its files are open and migrated. If the thread dies, appends under way are answered `unknown`.
 */
export async function startWriter(files) {
  const worker = startThread(files)
  const waiting = new Map()
  let numbered = 0
  let ended
  const end = (error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  worker.on('message', ({ n, value, threw, failure, code }) => {
    const asked = waiting.get(n)
    waiting.delete(n)
    if (threw === undefined) asked?.resolve(value)
    else if (code !== undefined) asked?.reject(Object.assign(new Error(threw), { code }))
    else asked?.reject(failure ? new StoreFailure(failure, threw) : new Error(threw))
  })
  worker.on('error', (error) => end(new Error('the writer thread died', { cause: error })))
  worker.on('exit', () => end(new Error('the writer thread has ended')))
  const answerTo = (n) => new Promise((resolve, reject) => waiting.set(n, { resolve, reject }))
  const ask = async (order) => {
    if (ended) throw ended
    const n = (numbered += 1)
    const answer = answerTo(n)
    worker.postMessage({ n, order })
    return answer
  }
  await answerTo(0)
  return {
    async append(append) {
      try {
        return await ask({ kind: 'append', ...append })
      } catch (error) {
        if (ended === undefined) throw error
        return err({ kind: 'unknown', reason: ended.message })
      }
    },
    write: async (database, statements) => await ask({ kind: 'write', database, statements }),
    erase: async (hash) => await ask({ kind: 'erase', hash }),
    async close() {
      if (ended) return
      await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}
/** Run from the sources (tests, development) the thread is TypeScript and does not inherit its parent's loader. */
function startThread(workerData) {
  const file = import.meta.url.endsWith('.ts') ? '../scripts/writer-thread.mjs' : './writer-thread.js'
  return new Worker(new URL(file, import.meta.url), { workerData })
}
