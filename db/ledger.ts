import type { RoomId } from '../shared/ids.ts'
import type { Result } from '../shared/result.ts'

/** One fact where it stands for ever. `fact` is the exact canonical JSON (RFC 8785) that is hashed. */
export type Entry = {
  readonly room: RoomId
  readonly seq: number
  /** ISO 8601 UTC, never before the entry before it. */
  readonly at: string
  readonly by: string
  /** The request's ULID, unique over all rooms of the election. */
  readonly id: string
  /** SHA-256 of the canonical parsed request: the same id with another body is another request. */
  readonly requestHash: string
  readonly fact: string
  readonly previous: string
  readonly hash: string
}
/** What a room asks to write; seq, previous and hash are the writer's. */
export type Draft = Pick<Entry, 'by' | 'id' | 'requestHash' | 'fact'> & {
  /** The room's clock as `Date.toISOString` prints it; the writer takes max(at, previous at). */
  readonly at: string
  /** Free text whose `textHash` (entry-hash.ts) stands in the fact: erasable, so kept beside the chain. */
  readonly text?: ErasableText
}
export type ErasableText = { readonly hash: string; readonly salt: string; readonly text: string }
export type Head = { readonly seq: number; readonly hash: string }
export const GENESIS: Head = { seq: 0, hash: '0'.repeat(64) }

/** Why nothing was written; `moved` is looked at before `duplicate`. `unknown` = the commit's outcome is not known: reread the head and refold. */
export type AppendFailure =
  | { readonly kind: 'moved'; readonly head: Head }
  | { readonly kind: 'duplicate'; readonly id: string }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unknown'; readonly reason: string }

/**
 * The append-only, hash-chained streams of one election, one per room.
 *
 * Promise: `append` answers ok only after the entries are durable (fsync); all of one call are written or none;
 * appends of several rooms that wait at the same time share one commit. Entries are never changed or removed.
 * Errors are values; a throw is our bug.
 */
export interface Ledger {
  head(room: RoomId): Promise<Head>
  /** Fenced: written only while the room's head is `after`. */
  append(room: RoomId, after: number, drafts: readonly Draft[]): Promise<Result<readonly Entry[], AppendFailure>>
  /** The entry of a request id in any room; durable entries only. */
  find(id: string): Promise<Entry | undefined>
  /** Ascending by seq, at most `limit`. */
  readAfter(room: RoomId, seq: number, limit: number): Promise<Entry[]>
  /**
   * Everything after `afterSeq`, ascending, without building entries: for a cold start that folds a million facts.
   * `onEntry` runs synchronously and must not call the ledger.
   */
  scan(room: RoomId, afterSeq: number, onEntry: (seq: number, at: string, by: string, fact: string) => void): Promise<void>
  /** Rooms that hold an entry, ascending. */
  rooms(): Promise<RoomId[]>
  /** Free text by its hash; undefined when erased or unknown. */
  text(hash: string): Promise<string | undefined>
  /** Removes a free text for good; the chain still verifies. False when there is none. */
  erase(hash: string): Promise<boolean>
  close(): Promise<void>
}
