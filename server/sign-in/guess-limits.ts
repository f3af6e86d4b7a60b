import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Wrong passwords allowed per window (seconds). */
const PAIR = { points: 8, duration: 15 * 60 }
const ACCOUNT = { points: 60, duration: 60 * 60 }
const ADDRESS = { points: 120, duration: 15 * 60 }
const KNOWN_PAIRS = 5_000

export interface GuessLimits {
  /** Counts a try before it is judged; seconds to wait when there were too many. */
  tried(name: string, address: string): Promise<number | undefined>
  /** The try was right: it and those before it are forgotten. */
  succeeded(name: string, address: string): Promise<void>
}

/**
 * Slows guessing without locking out a count room, where sixty people share one address: first account and address together,
 * then the account from anywhere, then the address. Whoever signed in from that address before is held to the first only, so
 * that a stranger's guessing cannot keep him out. Blind to: guesses spread over thousands of addresses and names.
 */
export function guessLimits(): GuessLimits {
  const pairs = new RateLimiterMemory(PAIR)
  const accounts = new RateLimiterMemory(ACCOUNT)
  const addresses = new RateLimiterMemory(ADDRESS)
  const known = new Set<string>()

  return {
    async tried(name, address) {
      const pair = `${name.toLowerCase()} ${address}`
      const held: [RateLimiterMemory, string][] = [[pairs, pair]]
      if (!known.has(pair)) held.push([accounts, name.toLowerCase()], [addresses, address])
      for (const [limiter, key] of held) {
        const waitMs = await consume(limiter, key)
        if (waitMs !== undefined) return Math.max(1, Math.ceil(waitMs / 1000))
      }
      return undefined
    },
    async succeeded(name, address) {
      const pair = `${name.toLowerCase()} ${address}`
      await pairs.delete(pair)
      if (!known.has(pair)) await Promise.all([accounts.reward(name.toLowerCase()), addresses.reward(address)])
      known.add(pair)
      if (known.size > KNOWN_PAIRS) for (const oldest of [...known].slice(0, 1)) known.delete(oldest)
    },
  }
}

/** Milliseconds to wait when the points are used up. */
export async function consume(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (refused) {
    // The limiter rejects with its state when the points are used up; anything else is our bug.
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext
    throw refused
  }
}
