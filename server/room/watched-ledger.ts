import type { AppendFailure, Ledger } from '../../db/ledger.ts'

type Trouble = Exclude<AppendFailure['kind'], 'moved' | 'duplicate'>
export type WatchedLedger = {
  readonly ledger: Ledger
  /** Why the ledger takes nothing just now, as far as the last append tells. */
  readonly trouble: () => Trouble | undefined
}
type Told = {
  /** Every append that was answered by the store, whatever the answer. */
  appended(seconds: number): void
  appendFailed(kind: AppendFailure['kind']): void
}

/** A full disk or a locked file may have passed with nobody sending anything since; after any other failure only a success proves it. */
const PASSES_AFTER_MS = 60_000

/** The same ledger, its appends timed and their failures remembered. `nowMs` is monotonic. */
export function watchedLedger(real: Ledger, told: Told, nowMs: () => number = () => performance.now()): WatchedLedger {
  let last: { readonly kind: Trouble; readonly atMs: number } | undefined
  return {
    ledger: {
      ...real,
      async append(...request) {
        const startedMs = nowMs()
        const appended = await real.append(...request)
        told.appended((nowMs() - startedMs) / 1000)
        if (appended.ok) last = undefined
        else {
          const { kind } = appended.error
          told.appendFailed(kind)
          if (kind !== 'moved' && kind !== 'duplicate') last = { kind, atMs: nowMs() }
        }
        return appended
      },
    },
    trouble: () => (last && (last.kind === 'unknown' || nowMs() - last.atMs < PASSES_AFTER_MS) ? last.kind : undefined),
  }
}
