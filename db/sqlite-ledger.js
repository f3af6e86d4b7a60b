import { assertTimes } from './entry-hash.js'
import { GENESIS } from './ledger.js'
const COLUMNS = 'room, seq, at, "by", id, request_hash AS requestHash, fact, previous, hash'
/**
 * The ledger on `kamar.db`: reads run here, on a connection that cannot write and sees committed entries only; appends go to
 * the writer thread. Both belong to the caller, who closes them after this.
 */
export function sqliteLedger(reader, writer) {
  const head = reader.prepare('SELECT seq, hash FROM entries WHERE room = ? ORDER BY seq DESC LIMIT 1')
  const byId = reader.prepare(`SELECT ${COLUMNS} FROM entries WHERE id = ?`)
  const after = reader.prepare(`SELECT ${COLUMNS} FROM entries WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?`)
  const bare = reader.prepare('SELECT seq, at, "by", fact FROM entries WHERE room = ? AND seq > ? ORDER BY seq').raw()
  const nextRoom = reader.prepare('SELECT min(room) FROM entries WHERE room > ?').pluck()
  const text = reader.prepare('SELECT text FROM texts WHERE hash = ?').pluck()
  return {
    async head(room) {
      return head.get(room) ?? GENESIS
    },
    async append(room, afterSeq, drafts) {
      // Here, where it fails for this caller alone: in the thread it would throw for everyone in the same commit.
      assertTimes(drafts)
      return writer.append({ room, after: afterSeq, drafts })
    },
    async find(id) {
      return byId.get(id)
    },
    async readAfter(room, seq, limit) {
      return after.all(room, seq, limit)
    },
    async scan(room, afterSeq, onEntry) {
      for (const row of bare.iterate(room, afterSeq)) onEntry(...row)
    },
    async rooms() {
      // From room to room by the index: SELECT DISTINCT would walk a million entries.
      const rooms = []
      for (let room = nextRoom.get(''); room !== null; room = nextRoom.get(room)) rooms.push(room)
      return rooms
    },
    async text(hash) {
      return text.get(hash)
    },
    erase: (hash) => writer.erase(hash),
    async close() {},
  }
}
