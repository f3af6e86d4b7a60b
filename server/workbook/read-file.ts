import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ReadFile } from './cells.ts'
import { LIMITS, type Unreadable } from './limits.ts'
import type { ReadingAnswer } from './reading-thread.ts'

/**
 * Somebody's file as cells, read in a thread of its own with bounded time and memory: whatever it holds, forms go on being taken.
 * A thread that ends without an answer ran out of memory.
 */
export function readFile(bytes: Uint8Array, readingMs: number = LIMITS.readingMs): Promise<Result<ReadFile, Unreadable>> {
  return new Promise((resolve) => {
    const thread = startThread(bytes)
    const late = setTimeout(() => end(err('too-slow')), readingMs)
    const end = (result: Result<ReadFile, Unreadable>): void => {
      clearTimeout(late)
      resolve(result)
      void thread.terminate()
    }
    thread.once('message', (answer: ReadingAnswer) => end('file' in answer ? ok(answer.file) : err(answer.why)))
    thread.once('error', (error: Error & { code?: string }) =>
      end(err(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-many-cells' : 'not-a-workbook')),
    )
    thread.once('exit', () => end(err('too-many-cells')))
  })
}

/** Run from the sources (tests, development) the thread is TypeScript and does not inherit its parent's loader. */
function startThread(workerData: Uint8Array): Worker {
  const file = import.meta.url.endsWith('.ts') ? '../../scripts/reading-thread.mjs' : './reading-thread.js'
  return new Worker(new URL(file, import.meta.url), { workerData, resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb } })
}
