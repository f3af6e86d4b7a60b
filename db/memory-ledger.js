import { err, ok } from '../shared/result.js'
import { seal } from './entry-hash.js'
import { GENESIS } from './ledger.js'
/**
 * The ledger's promise without a disk, for tests and simulations: what is appended is kept until the process ends.
 * `electionId` is asked at each append, because an election may be loaded after the ledger is opened.
 */
export function memoryLedger(electionId) {
  const streams = new Map()
  const byId = new Map()
  const texts = new Map()
  const stream = (room) => streams.get(room) ?? []
  const keep = (entries, drafts) => {
    for (const entry of entries) byId.set(entry.id, entry)
    for (const { text } of drafts) if (text) texts.set(text.hash, text.text)
  }
  return {
    async head(room) {
      const last = stream(room).at(-1)
      return last ? { seq: last.seq, hash: last.hash } : GENESIS
    },
    async append(room, after, drafts) {
      const tip = stream(room).at(-1) ?? { ...GENESIS, at: '' }
      if (tip.seq !== after) return err({ kind: 'moved', head: { seq: tip.seq, hash: tip.hash } })
      const met = new Set()
      const repeated = drafts.find(({ id }) => byId.has(id) || met.size === met.add(id).size)
      if (repeated) return err({ kind: 'duplicate', id: repeated.id })
      const entries = seal(electionId(), room, tip, drafts)
      if (entries.length > 0)
        streams
          .set(room, stream(room))
          .get(room)
          ?.push(...entries)
      keep(entries, drafts)
      return ok(entries)
    },
    async find(id) {
      return byId.get(id)
    },
    async readAfter(room, seq, limit) {
      return stream(room).slice(seq, seq + limit)
    },
    async scan(room, afterSeq, onEntry) {
      for (const { seq, at, by, fact } of stream(room).slice(afterSeq)) onEntry(seq, at, by, fact)
    },
    async rooms() {
      return [...streams.keys()].toSorted()
    },
    async text(hash) {
      return texts.get(hash)
    },
    async erase(hash) {
      return texts.delete(hash)
    },
    async close() {},
  }
}
