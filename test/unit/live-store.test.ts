import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Joined, RoomDelta } from '../../shared/wire.ts'
import type { RoomId } from '../../shared/ids.ts'
import { useLive } from '../../client/src/stores/live.ts'
import { nightElection, roomRows, type Stage } from '../support/fake-night.ts'

const [SAMARINDA, BONTANG] = ['6472', '6474'] as RoomId[] as [RoomId, RoomId]
const election = nightElection()
const rows = (room: string, stage: Stage = 'half') => roomRows(election, room, stage, 0)
const hash = '0'.repeat(64)
const aSnapshot = (room: string, seq: number): Joined => ({ kind: 'snapshot', seq, hash, rows: rows(room) })
const aDelta = (room: RoomId, from: number, to: number): RoomDelta => ({ room, view: 'summary', from, to, hash, rows: rows(room, 'full') })
const summaries = (...rooms: RoomId[]) => rooms.map((room) => ({ room, view: 'summary' as const }))
const countedIn = (live: ReturnType<typeof useLive>, room: RoomId) => {
  const row = live.shown.get(room)?.get(`tally/${room}/${room}`)
  return row?.kind === 'tally' ? row.tally.tps.counted : undefined
}

function joinedLive() {
  const live = useLive()
  live.want(summaries(SAMARINDA, BONTANG))
  live.joined(SAMARINDA, aSnapshot(SAMARINDA, 10), 0)
  live.joined(BONTANG, aSnapshot(BONTANG, 4), 0)
  return live
}

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => void vi.useRealTimers())

test('[LV1] nothing is shown before every wanted room is there, so that no sum is short of a room', () => {
  const live = useLive()
  live.want(summaries(SAMARINDA, BONTANG))
  live.joined(SAMARINDA, aSnapshot(SAMARINDA, 10), 0)
  expect([live.complete, live.shown.size]).toEqual([false, 0])
  live.joined(BONTANG, aSnapshot(BONTANG, 4), 0)
  expect([live.complete, live.shown.size]).toEqual([true, 2])
})

test('[LV2] people see at most one batch of changes a second, and the last one always', () => {
  const live = joinedLive()
  const before = countedIn(live, SAMARINDA)
  expect(live.advanced(aDelta(SAMARINDA, 10, 11), 200)).toBe('applied')
  live.advanced(aDelta(BONTANG, 4, 5), 300)
  expect(countedIn(live, SAMARINDA)).toBe(before)
  vi.advanceTimersByTime(799)
  expect(countedIn(live, SAMARINDA)).toBe(before)
  vi.advanceTimersByTime(1)
  expect([countedIn(live, SAMARINDA), countedIn(live, BONTANG)]).toEqual([1_962, 375])
})

test('[LV3] a delta that does not fit changes nothing and tells that the room has to be joined again', () => {
  const live = joinedLive()
  expect(live.advanced(aDelta(SAMARINDA, 12, 13), 5_000)).toBe('gap')
  vi.advanceTimersByTime(2_000)
  expect(countedIn(live, SAMARINDA)).not.toBe(1_962)
  expect(live.since(SAMARINDA)).toEqual({ seq: 10, hash })
})

describe('[LV4] a sign of life counts only once everything it names is here', () => {
  test('with nothing missing it counts at once', () => {
    const live = joinedLive()
    live.signOfLife({ [SAMARINDA]: 10, [BONTANG]: 4 }, 7_000)
    expect(live.aliveAt).toBe(7_000)
  })
  test('while a change is missing the figures keep ageing; when it comes, they are as new as the sign', () => {
    const live = joinedLive()
    live.signOfLife({ [SAMARINDA]: 10, [BONTANG]: 4 }, 7_000)
    live.signOfLife({ [SAMARINDA]: 11, [BONTANG]: 4 }, 12_000)
    expect(live.aliveAt).toBe(7_000)
    live.advanced(aDelta(SAMARINDA, 10, 11), 12_500)
    expect(live.aliveAt).toBe(12_000)
  })
  test('a room that still misses what an earlier sign named is told, so that it is joined again', () => {
    const live = joinedLive()
    expect(live.signOfLife({ [SAMARINDA]: 11, [BONTANG]: 4 }, 12_000)).toEqual([])
    expect(live.signOfLife({ [SAMARINDA]: 11, [BONTANG]: 4 }, 17_000)).toEqual([SAMARINDA])
  })
  test('until the first sign the figures are as new as the first complete picture', () => {
    expect(useLive().aliveAt).toBeUndefined()
    expect(joinedLive().aliveAt).toBe(0)
  })
  test('rooms of other screens do not matter', () => {
    const live = joinedLive()
    live.signOfLife({ [SAMARINDA]: 10, [BONTANG]: 4, '6401': 99 }, 7_000)
    expect(live.aliveAt).toBe(7_000)
  })
})

test('[LV5] a room that is no longer wanted is forgotten', () => {
  const live = joinedLive()
  live.want(summaries(BONTANG))
  live.joined(BONTANG, aSnapshot(BONTANG, 6), 5_000)
  expect([...live.shown.keys()]).toEqual([BONTANG])
  expect(live.since(SAMARINDA)).toBeUndefined()
})

describe('[LV6] a room can be wanted whole', () => {
  const whole = { room: SAMARINDA, view: 'full' as const }
  test('it starts anew, and what was shown stays until it is there', () => {
    const live = joinedLive()
    live.want([whole, ...summaries(BONTANG)])
    expect(live.since(SAMARINDA)).toBeUndefined()
    expect([live.shown.has(SAMARINDA), live.full.has(SAMARINDA)]).toEqual([true, false])
    live.joined(SAMARINDA, aSnapshot(SAMARINDA, 12), 5_000)
    expect([...live.full]).toEqual([SAMARINDA])
  })
  test('a last frame of the view before changes nothing and is no gap', () => {
    const live = joinedLive()
    live.want([whole, ...summaries(BONTANG)])
    live.joined(SAMARINDA, aSnapshot(SAMARINDA, 12), 5_000)
    expect(live.advanced(aDelta(SAMARINDA, 10, 11), 5_100)).toBe('applied')
    expect(live.since(SAMARINDA)).toEqual({ seq: 12, hash })
  })
})
