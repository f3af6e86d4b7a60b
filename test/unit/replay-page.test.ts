import { describe, expect, test } from 'vitest'
import { localMinute, minuteFrom } from '../../client/src/local-time.ts'
import { arrivedBy, rangeOf, within } from '../../client/src/screens/replay/replay-place.ts'
import { neighbours } from '../../client/src/screens/replay/use-moments.ts'

describe("[KF9] a minute on the clock of the election's place is the same minute wherever it is read", () => {
  const at = Date.parse('2020-12-09T12:15:00Z')
  test.each([
    ['Asia/Makassar', '2020-12-09T20:15'],
    ['Asia/Jayapura', '2020-12-09T21:15'],
    ['America/New_York', '2020-12-09T07:15'],
  ])('%s', (zone, text) => {
    expect(localMinute(at, zone)).toBe(text)
    expect(minuteFrom(text, zone)).toBe(at)
  })
  test('also around a change of clocks and past midnight, and what is no minute is none', () => {
    for (const ms of [Date.parse('2024-03-31T00:30:00Z'), Date.parse('2024-03-31T01:30:00Z'), Date.parse('2024-12-31T23:59:00Z')])
      expect(minuteFrom(localMinute(ms, 'Europe/Berlin'), 'Europe/Berlin')).toBe(ms)
    expect(['20:15', '', '2020-13-40T20:15', '2020-12-09T20:15:00Z'].map((text) => minuteFrom(text, 'Asia/Makassar'))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('[KF7] the slider shows whole minutes of the night', () => {
  const range = rangeOf({ from: '2020-12-09T06:00:00Z', to: '2020-12-09T07:00:30Z' })
  test('from the first to the one that holds the newest fact', () => {
    expect([within(range, 0), within(range, Infinity)]).toEqual([Date.parse('2020-12-09T06:00:00Z'), Date.parse('2020-12-09T07:01:00Z')])
    expect(within(range, range.from + 89_999)).toBe(range.from + 60_000)
  })
  test('what is read ahead lies within, and follows the way it plays', () => {
    expect(neighbours(range.from, 0, range).map((ms) => (ms - range.from) / 60_000)).toEqual([1, 15, 2, 3])
    expect(neighbours(range.from, 5, range).map((ms) => (ms - range.from) / 60_000)).toEqual([5, 10, 15, 20])
  })
  test('arrivals are told up to the handle', () => {
    const timeline = { from: '2020-12-09T06:00:00Z', bucketMs: 600_000, arrivals: [4, 10, 6] }
    expect([0, 10, 15, 30, 99].map((minute) => arrivedBy(timeline, range.from + minute * 60_000))).toEqual([0, 4, 9, 20, 20])
  })
})
