import { createHash } from 'node:crypto'
import { assert } from '../shared/result.ts'
import type { Draft, Entry, Head } from './ledger.ts'

/** The first field names what is hashed: another set or order of fields is another format. */
const ENTRY_FORMAT = 'kamar-hitung/entry/1'
const TEXT_FORMAT = 'kamar-hitung/text/1'
const BOUNDARIES_FORMAT = 'kamar-hitung/boundaries/1'
const ELECTION_FORMAT = 'kamar-hitung/election/1'
export const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** SHA-256 in lower-case hex over fields in UTF-8, each after its length as 4 bytes big-endian: ('ab','c') and ('a','bc') must not hash alike. */
function hashOfFields(fields: readonly string[]): string {
  const lengths = fields.map((field) => Buffer.byteLength(field))
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 0))
  let at = 0
  fields.forEach((field, i) => {
    at = bytes.writeUInt32BE(lengths[i] ?? 0, at)
    at += bytes.write(field, at)
  })
  return createHash('sha256').update(bytes).digest('hex')
}

/** The link of the chain: election, room and the entry before are inside, so an entry fits in one place only. */
export const entryHash = (electionId: string, entry: Pick<Entry, 'room' | 'previous' | 'seq' | 'at' | 'by' | 'fact'>): string =>
  hashOfFields([ENTRY_FORMAT, electionId, entry.room, entry.previous, String(entry.seq), entry.at, entry.by, entry.fact])

/** What stands in a fact for a free text. The salt (random, at least 128 bits) keeps a guessed text from being confirmed after erasure. */
export const textHash = (salt: string, text: string): string => hashOfFields([TEXT_FORMAT, salt, text])

/**
 * Of the election as it is stored and of GeoJSON text by level, in any order of the levels. No entry holds it: it tells a row that was
 * damaged, swapped or edited by hand, not a forger.
 */
export const electionHash = (election: string, drawn: Readonly<Record<string, string>>): string =>
  hashOfFields([ELECTION_FORMAT, election, ...byLevel(drawn)])

/** What was kept of an election before names stood in it too: of its boundaries alone. */
export const boundariesHash = (drawn: Readonly<Record<string, string>>): string => hashOfFields([BOUNDARIES_FORMAT, ...byLevel(drawn)])

const byLevel = (drawn: Readonly<Record<string, string>>): string[] =>
  Object.entries(drawn)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()

/** The newest entry of a room as far as the next one needs it; `at` is '' before the first. */
export type Tip = Head & { readonly at: string }

/** Times are compared as text, which orders them only in this one form; anything else is our bug. */
export function assertTimes(drafts: readonly Draft[]): void {
  for (const { at } of drafts) assert(ISO_UTC.test(at), `an entry's time is like 2020-12-09T07:12:00.000Z, not ${at}`)
}

/** The entries that follow `tip`: numbers, times (never before the one before) and links are given here and nowhere else. */
export function seal(electionId: string, room: Entry['room'], tip: Tip, drafts: readonly Draft[]): Entry[] {
  assertTimes(drafts)
  let { seq, at, hash: previous } = tip
  return drafts.map((draft) => {
    seq += 1
    if (draft.at > at) at = draft.at
    const { by, id, requestHash, fact } = draft
    const hash = entryHash(electionId, { room, previous, seq, at, by, fact })
    const entry: Entry = { room, seq, at, by, id, requestHash, fact, previous, hash }
    previous = hash
    return entry
  })
}
