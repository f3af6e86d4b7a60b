import { readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import type { Ledger } from '../../db/ledger.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Log } from '../log.ts'
import type { CountRooms } from '../room/rooms.ts'
import { KnownHead } from './known-heads.ts'

const EVERY_MS = 5_000
type Known = Pick<Ledger, 'readAfter'>

/**
 * The heads that a file outside the data folder remembers, one `room:seq:hash` a line as `verify` and `backup` print them; none when the
 * file is not there yet. A file that cannot be read or understood is told in words: as if nothing were known would be the gap it closes.
 */
export function readHeads(file: string): Result<KnownHead[], string> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? ok([]) : err(`KAMAR_HEADS: ${file} cannot be read (${code})`)
  }
  const heads: KnownHead[] = []
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const parsed = KnownHead.safeParse(line.trim())
    if (!parsed.success) return err(`KAMAR_HEADS: ${file}, line ${i + 1}: ${parsed.error.issues[0]?.message}`)
    heads.push(parsed.data)
  }
  return ok(heads)
}

/** The first of these entries that the ledger does not hold: what is opened is older than what was written, or of another count. */
export async function missingHead(ledger: Known, heads: readonly KnownHead[]): Promise<KnownHead | undefined> {
  for (const head of heads) {
    const [entry] = head.seq === 0 ? [] : await ledger.readAfter(head.room, head.seq - 1, 1)
    if (head.seq > 0 && entry?.hash !== head.hash) return head
  }
  return undefined
}

export const olderThanKnown = (file: string, { room, seq }: KnownHead): string =>
  `what is opened is older than what was counted, or of another count: ${file} knows entry ${seq} of room ${room}, and it is not here. ` +
  'Restore a newer backup; when the newer entries are given up on purpose, move that file away first'

/** Replaces the file as a whole, durably. Rejects with what the file system says. */
async function writeHeads(file: string, rooms: CountRooms): Promise<void> {
  const lines = rooms.ids.flatMap((id) => {
    const head = rooms.room(id)?.head
    return head && head.seq > 0 ? [`${id}:${head.seq}:${head.hash}\n`] : []
  })
  const handle = await open(`${file}.partial`, 'w', 0o600)
  try {
    await handle.writeFile(lines.join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.partial`, file)
}

/**
 * Keeps the file up to date while rooms are open, off the main thread: it lies on another disk, and a slow one must not hold up what
 * comes in. A stick that was pulled out is told once and stops nothing. Returns how to end with it.
 */
export function keepHeads(file: string, rooms: () => CountRooms | undefined, log: Pick<Log, 'warn' | 'info'>): () => Promise<void> {
  let failed = false
  let written = ''
  let underWay: Promise<void> | undefined
  const keep = async (): Promise<void> => {
    const open = rooms()
    const now = open?.ids.map((id) => open.room(id)?.head.seq).join() ?? ''
    if (!open || (now === written && !failed)) return
    try {
      await writeHeads(file, open)
      if (failed) log.info({}, 'KAMAR_HEADS is written again')
      failed = false
      written = now
    } catch (error) {
      if (!failed)
        log.warn({ code: (error as NodeJS.ErrnoException).code }, 'KAMAR_HEADS cannot be written: an older backup would go unnoticed')
      failed = true
    }
  }
  /** One at a time: a disk that is slower than the interval is not asked twice. */
  const next = (): Promise<void> => (underWay ??= keep().finally(() => (underWay = undefined)))
  void next()
  const timer = setInterval(() => void next(), EVERY_MS)
  return async () => {
    clearInterval(timer)
    await underWay
    await next()
  }
}
