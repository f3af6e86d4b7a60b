/** One page of a room's stream, the newest first on screen: entries `first`..`last`, both included. */
export type LedgerPage = { readonly first: number; readonly last: number; readonly earlier?: number; readonly later?: number }
export const ENTRIES_PER_PAGE = 50

/** `upTo` = the newest entry wanted; without it, or beyond the head, the head. An empty room has no page. */
export function ledgerPage(head: number, upTo?: number): LedgerPage | undefined {
  if (head < 1) return undefined
  const last = Math.min(head, upTo !== undefined && upTo >= 1 ? upTo : head)
  const first = Math.max(1, last - ENTRIES_PER_PAGE + 1)
  return {
    first,
    last,
    ...(first > 1 ? { earlier: first - 1 } : {}),
    ...(last < head ? { later: Math.min(head, last + ENTRIES_PER_PAGE) } : {}),
  }
}
