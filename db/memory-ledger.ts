import type { RoomId } from '../shared/ids.ts'
import { judgeAppend } from './judge-append.ts'
import { type Draft, type Entry, GENESIS, type Ledger } from './ledger.ts'

/**
 * The ledger's promise without a disk, for tests and simulations: what is appended is kept until the process ends.
 * `electionId` is asked at each append, because an election may be loaded after the ledger is opened.
 */
export function memoryLedger(electionId: () => string): Ledger {
  const streams = new Map<RoomId, Entry[]>()
  const byId = new Map<string, Entry>()
  const texts = new Map<string, string>()
  const stream = (room: RoomId): Entry[] => streams.get(room) ?? []
  const keep = (room: RoomId, entries: readonly Entry[], drafts: readonly Draft[]): void => {
    const written = stream(room)
    if (entries.length > 0) streams.set(room, written)
    written.push(...entries)
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
      const judged = judgeAppend(electionId(), tip, { room, after, drafts }, (id) => byId.has(id))
      if (!judged.ok) return judged
      keep(room, judged.value, drafts)
      return judged
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
