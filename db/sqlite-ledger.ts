import type Database from 'better-sqlite3'
import type { RoomId } from '../shared/ids.ts'
import { assertTimes } from './entry-hash.ts'
import { type EntryLines, tell } from './entry-lines.ts'
import { type Entry, GENESIS, type Head, type Ledger } from './ledger.ts'
import type { Writer } from './writer.ts'

const COLUMNS = 'room, seq, at, "by", id, request_hash AS requestHash, fact, previous, hash'

/**
 * The ledger on `kamar.db`: reads run here, on a connection that cannot write and sees committed entries only; appends go to
 * the writer thread. Both belong to the caller, who closes them after this.
 */
export function sqliteLedger(reader: Database.Database, writer: Writer): Ledger {
  const head = reader.prepare('SELECT seq, hash FROM entries WHERE room = ? ORDER BY seq DESC LIMIT 1')
  const byId = reader.prepare(`SELECT ${COLUMNS} FROM entries WHERE id = ?`)
  const after = reader.prepare(`SELECT ${COLUMNS} FROM entries WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?`)
  const nextRoom = reader.prepare('SELECT min(room) FROM entries WHERE room > ?').pluck()
  const text = reader.prepare('SELECT text FROM texts WHERE hash = ?').pluck()

  /** The thread reads what comes next while the caller folds what came. */
  function readAhead(room: RoomId, after: number): Promise<EntryLines | undefined> {
    const reading = writer.read(room, after)
    reading.catch(() => {}) // told to whoever awaits it, and nobody does when `onEntry` throws before
    return reading
  }

  return {
    async head(room) {
      return (head.get(room) as Head | undefined) ?? GENESIS
    },
    async append(room, afterSeq, drafts) {
      // Here, where it fails for this caller alone: in the thread it would throw for everyone in the same commit.
      assertTimes(drafts)
      return writer.append({ room, after: afterSeq, drafts })
    },
    async find(id) {
      return byId.get(id) as Entry | undefined
    },
    async readAfter(room, seq, limit) {
      return after.all(room, seq, limit) as Entry[]
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
      // From room to room by the index: SELECT DISTINCT would walk a million entries.
      const rooms: RoomId[] = []
      for (let room = nextRoom.get('') as RoomId | null; room !== null; room = nextRoom.get(room) as RoomId | null) rooms.push(room)
      return rooms
    },
    async text(hash) {
      return text.get(hash) as string | undefined
    },
    erase: (hash) => writer.erase(hash),
    async close() {},
  }
}
