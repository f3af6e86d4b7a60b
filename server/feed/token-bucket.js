/** Holds `burst` tokens and gains `perSecond`. `nowMs` is real time: limits do not follow the election's clock. */
export function tokenBucket(perSecond, burst, nowMs = () => performance.now()) {
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
