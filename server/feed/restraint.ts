import { performance, type EventLoopUtilization } from 'node:perf_hooks'

/** Above this share of its time at work the process has no room to spare. */
const BUSY = 0.9
/** How much longer screens wait then. */
const LONGER = 3
/** A shorter spell of work (a snapshot, a collection of garbage) is none. */
const WINDOW_MS = 2_000

/**
 * By what to multiply the time between two frames: 1, or 3 when the process was at its limit during the last seconds. In a dam-break
 * viewing gives way before intake does (a screen that is three seconds old says so; a form that is not taken is not there).
 */
export function restraint(measure = (last?: EventLoopUtilization) => performance.eventLoopUtilization(last)): () => number {
  let last = measure()
  let factor = 1
  return () => {
    const { active, idle, utilization } = measure(last)
    if (active + idle < WINDOW_MS) return factor
    last = measure()
    factor = utilization > BUSY ? LONGER : 1
    return factor
  }
}
