import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
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

/** Replaces the file as a whole, durably. Throws what the file system says. */
export function writeHeads(file: string, rooms: CountRooms): void {
  const lines = rooms.ids.flatMap((id) => {
    const head = rooms.room(id)?.head
    return head && head.seq > 0 ? [`${id}:${head.seq}:${head.hash}\n`] : []
  })
  const handle = openSync(`${file}.partial`, 'w', 0o600)
  try {
    writeSync(handle, lines.join(''))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.partial`, file)
}

/** Keeps the file up to date while rooms are open. A stick that was pulled out is told once and stops nothing. Returns how to end with it. */
export function keepHeads(file: string, rooms: () => CountRooms | undefined, log: Pick<Log, 'warn' | 'info'>): () => void {
  let failed = false
  let written = ''
  const keep = (): void => {
    const open = rooms()
    const now = open?.ids.map((id) => open.room(id)?.head.seq).join() ?? ''
    if (!open || (now === written && !failed)) return
    try {
      writeHeads(file, open)
      if (failed) log.info({}, 'KAMAR_HEADS is written again')
      failed = false
      written = now
    } catch (error) {
      if (!failed)
        log.warn({ code: (error as NodeJS.ErrnoException).code }, 'KAMAR_HEADS cannot be written: an older backup would go unnoticed')
      failed = true
    }
  }
  keep()
  const timer = setInterval(keep, EVERY_MS)
  return () => {
    clearInterval(timer)
    keep()
  }
}
