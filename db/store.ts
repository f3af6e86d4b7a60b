import type { ElectionStore } from './election-store.ts'
import type { Ledger } from './ledger.ts'
import type { People } from './people.ts'

/** Everything durable of one data folder. */
export type Store = {
  readonly ledger: Ledger
  readonly people: People
  readonly elections: ElectionStore
  close(): Promise<void>
}
