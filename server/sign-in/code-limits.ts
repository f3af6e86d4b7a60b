import { RateLimiterMemory } from 'rate-limiter-flexible'
import { consume } from './guess-limits.ts'

/** Wrong codes allowed per window (seconds): from one address, where a whole count room may sit, and from everywhere. */
const ADDRESS = { points: 30, duration: 15 * 60 }
const EVERYWHERE = { points: 2000, duration: 60 * 60 }

export interface CodeLimits {
  /** Counts a try before it is judged; seconds to wait when there were too many. */
  tried(address: string): Promise<number | undefined>
  /** The code was right: this try is forgotten. */
  succeeded(address: string): Promise<void>
}

/** A short code has 39 bits: at these rates, and with a thousand of them open, it takes some thirty years to meet one. */
export function codeLimits(): CodeLimits {
  const limiters = [
    { limiter: new RateLimiterMemory(ADDRESS), keyOf: (address: string) => address },
    { limiter: new RateLimiterMemory(EVERYWHERE), keyOf: () => 'everywhere' },
  ]
  return {
    async tried(address) {
      for (const { limiter, keyOf } of limiters) {
        const waitMs = await consume(limiter, keyOf(address))
        if (waitMs !== undefined) return Math.max(1, Math.ceil(waitMs / 1000))
      }
      return undefined
    },
    async succeeded(address) {
      await Promise.all(limiters.map(({ limiter, keyOf }) => limiter.reward(keyOf(address))))
    },
  }
}
