/** The election's time: ledger and screens use it; sessions, limits and heartbeats use real time. */
export type Clock = {
  /** Epoch ms. */
  now(): number
  /** How many times faster than life; 1 outside a demo. */
  readonly speed: number
}

export const realClock: Clock = { now: () => Date.now(), speed: 1 }

/** Starts at `start` (epoch ms) at this moment and runs `speed` times faster than life. Monotonic: a corrected system clock does not bend it. */
export function demoClock(start: number, speed: number): Clock {
  const born = performance.now()
  return { now: () => Math.round(start + (performance.now() - born) * speed), speed }
}

export const instant = (clock: Clock): string => new Date(clock.now()).toISOString()
