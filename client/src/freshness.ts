/** How old what is on screen may be, measured from the server's last sign of life (SCREENS: wall). Milliseconds. */
export const FRESH_UNTIL_MS = 15_000
export const STALE_AFTER_MS = 60_000
export const DEAD_AFTER_MS = 300_000

/** `fresh` as usual, `ageing` says its age in amber, `stale` greys the figures, `dead` covers the screen. */
export type Freshness = 'fresh' | 'ageing' | 'stale' | 'dead'

/** `ageMs` comes from a monotonic clock: a corrected system time must not make old figures look new. */
export function freshnessOf(ageMs: number): Freshness {
  if (ageMs < FRESH_UNTIL_MS) return 'fresh'
  if (ageMs <= STALE_AFTER_MS) return 'ageing'
  return ageMs <= DEAD_AFTER_MS ? 'stale' : 'dead'
}
