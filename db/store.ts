import type { ElectionStore } from './election-store.ts'
import type { Ledger } from './ledger.ts'
import type { People } from './people.ts'

/** Everything durable of one data folder or database. */
export type Store = {
  readonly ledger: Ledger
  readonly people: People
  readonly elections: ElectionStore
  /** Of a store that heals by itself: why nothing can be written just now, in words. Where it is left out, only the last append tells. */
  trouble?(): string | undefined
  close(): Promise<void>
}
