export const realClock = { now: () => Date.now(), speed: 1 }
/** Starts at `start` (epoch ms) at this moment and runs `speed` times faster than life. Monotonic: a corrected system clock does not bend it. */
export function demoClock(start, speed) {
  const born = performance.now()
  return { now: () => Math.round(start + (performance.now() - born) * speed), speed }
}
export const instant = (clock) => new Date(clock.now()).toISOString()
