import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { MomentAnswer } from '../../../../shared/moments.ts'
import type { RoomId } from '../../../../shared/ids.ts'
import type { Row } from '../../../../shared/wire.ts'
import { api, type ApiFailure } from '../../api.ts'
import type { Rooms } from '../../stores/live.ts'

const MINUTE_MS = 60_000
/** Requests at a time: the wanted moment never waits long behind its neighbours. */
const AT_ONCE = 2
/** Moments kept; about 60 kB each in a province of nine rooms. */
const KEPT = 200
const AGAIN_MS = 5_000

export type Shown = { readonly ms: number; readonly rooms: Rooms }
type Options = {
  readonly region: Ref<string>
  /** Epoch ms; whole minutes, so that they are found again. */
  readonly wanted: Ref<number | undefined>
  /** Where one will probably look next, the likeliest first. */
  readonly next: (ms: number) => readonly number[]
  /** What was shown of moments after this one is no longer so: the night goes on. */
  readonly settledUntil: Ref<number | undefined>
}

/**
 * The rows of a room (or all) at a moment. What is on screen stays until the next one is there; what lies near is read ahead, so that a
 * step or a drag answers at once.
 */
export function useMoments({ region, wanted, next, settledUntil }: Options) {
  const shown = shallowRef<Shown>()
  const failure = shallowRef<ApiFailure>()
  const loading = ref(false)
  const known = new Map<number, Rooms>()
  const flying = new Set<number>()
  let again: ReturnType<typeof setTimeout> | undefined
  let era = 0
  /** After a failure nothing is asked until its time has come, or another moment is wanted. */
  let resting = false

  async function read(ms: number): Promise<void> {
    const mine = era
    flying.add(ms)
    const answer = await api<MomentAnswer>(`/api/moment?region=${region.value}&at=${new Date(ms).toISOString()}`)
    if (mine !== era) return
    flying.delete(ms)
    if (answer.ok) keep(ms, roomsOf(answer.value))
    else if (ms === wanted.value) failed(answer.error)
    show()
    pump()
  }

  function keep(ms: number, rooms: Rooms): void {
    const [oldest] = known.keys()
    if (known.size >= KEPT && oldest !== undefined) known.delete(oldest)
    known.set(ms, rooms)
  }

  function failed(error: ApiFailure): void {
    failure.value = error
    resting = true
    clearTimeout(again)
    again = setTimeout(start, error.kind === 'refused' ? (error.retryAfterS ?? 5) * 1000 : AGAIN_MS)
  }

  function show(): void {
    const ms = wanted.value
    if (ms === undefined) return
    const rooms = known.get(ms)
    loading.value = rooms === undefined
    if (!rooms) return pump()
    failure.value = undefined
    if (shown.value?.ms !== ms || shown.value.rooms !== rooms) shown.value = { ms, rooms }
    pump()
  }

  function pump(): void {
    const ms = wanted.value
    if (ms === undefined || resting || flying.size >= AT_ONCE) return
    const isMissing = (one: number): boolean => !known.has(one) && !flying.has(one)
    if (isMissing(ms)) return void read(ms)
    const ahead = next(ms).find(isMissing)
    if (ahead !== undefined && known.has(ms)) void read(ahead)
  }

  function forget(after: number): void {
    for (const ms of known.keys()) if (ms > after) known.delete(ms)
  }

  function start(): void {
    resting = false
    show()
  }

  watch(wanted, start, { immediate: true })
  watch(settledUntil, (_, before) => {
    if (before === undefined) return
    forget(before)
    start()
  })
  watch(region, () => {
    era += 1
    flying.clear()
    known.clear()
    shown.value = undefined
    failure.value = undefined
    start()
  })
  onScopeDispose(() => {
    era += 1
    clearTimeout(again)
  })
  return { shown, failure, loading, retry: start }
}

/** A step on either side, then a jump; while it plays, the steps to come. */
export function neighbours(ms: number, stepMinutes: number, range: { readonly from: number; readonly to: number }): number[] {
  const steps = stepMinutes > 0 ? [1, 2, 3, 4].map((n) => n * stepMinutes) : [1, -1, 15, -15, 2, -2, 3, -3]
  return steps.map((minutes) => ms + minutes * MINUTE_MS).filter((one) => one >= range.from && one <= range.to)
}

function roomsOf({ rooms }: MomentAnswer): Rooms {
  return new Map(rooms.map(({ room, rows }) => [room as RoomId, new Map<string, Row>(rows.map((row) => [row.key, row]))]))
}
