import { onScopeDispose, watch } from 'vue'
import { useLive, type Rooms } from '../stores/live.ts'

/** Ledger positions by room, as answers carry them in `at`. */
export type Positions = Readonly<Record<string, number>>

const AT_MOST_EVERY_MS = 1_000
/** Rooms that this person may not follow (a district's coordinator) are asked for instead. */
const ASK_EVERY_MS = 10_000

/** True when the feed tells of an entry that what is on screen does not hold yet. Rooms it does not follow say nothing. */
export function isBehind(known: Positions, rooms: Rooms): boolean {
  return Object.entries(known).some(([room, seq]) => {
    for (const [followed, rows] of rooms) if (followed === room) for (const row of rows.values()) if (row.seq > seq) return true
    return false
  })
}

/**
 * Calls `renew` when what is on screen (`known`) is behind the feed, at most once a second and never while the last call is under
 * way: a slow answer is not overtaken by the next question.
 */
export function usePulse(known: () => Positions, renew: () => Promise<void>): void {
  const live = useLive()
  let underWay = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(): Promise<void> {
    if (underWay || timer !== undefined) return
    underWay = true
    await renew()
    underWay = false
    timer = setTimeout(() => {
      timer = undefined
      if (isBehind(known(), live.shown)) void run()
    }, AT_MOST_EVERY_MS)
  }

  watch(
    () => isBehind(known(), live.shown),
    (behind) => void (behind && run()),
    { immediate: true },
  )
  const asking = setInterval(() => {
    const rooms = Object.keys(known())
    const followed = rooms.every((room) => room.length < 4 || live.wanted.some((wanted) => wanted === room))
    if (!followed && document.visibilityState === 'visible') void run()
  }, ASK_EVERY_MS)
  onScopeDispose(() => {
    clearTimeout(timer)
    clearInterval(asking)
  })
}
