export type TokenBucket = { take(): boolean }

/** Holds `burst` tokens and gains `perSecond`. `nowMs` is real time: limits do not follow the election's clock. */
export function tokenBucket(perSecond: number, burst: number, nowMs: () => number = () => performance.now()): TokenBucket {
  let tokens = burst
  let last = nowMs()
  return {
    take() {
      const now = nowMs()
      tokens = Math.min(burst, tokens + ((now - last) / 1000) * perSecond)
      last = now
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
