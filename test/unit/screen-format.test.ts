import { describe, expect, test } from 'vitest'
import { count, day, duration, percent, share, signed, timeOfDay, zoneName } from '../../client/src/format.ts'

describe('[LS1] numbers and times are written as Indonesian readers write them', () => {
  test('thousands have a point, decimals a comma, a lead its sign', () => {
    expect(count(1_234_567)).toBe('1.234.567')
    expect(share(0.36149)).toBe('36,1')
    expect([signed(61_020), signed(-3_065), signed(0)]).toEqual(['+61.020', '\u22123.065', '0'])
  })
  test('the clock has a point and the name of its zone', () => {
    const at = Date.parse('2020-12-09T19:42:31+08:00')
    expect([timeOfDay(at, 'Asia/Makassar'), zoneName('Asia/Makassar')]).toEqual(['19.42', 'WITA'])
    expect([timeOfDay(at, 'Asia/Jakarta'), zoneName('Asia/Jakarta')]).toEqual(['18.42', 'WIB'])
    expect(timeOfDay(Date.parse('2020-12-10T00:05:00+08:00'), 'Asia/Makassar')).toBe('00.05')
    expect(day('2020-12-09')).toBe('9 Des 2020')
  })
  test('a length of time is coarser the longer it is', () => {
    expect([-5, 12_999, 60_000, 7_499_000, 7_200_000].map(duration)).toEqual(['0 dtk', '12 dtk', '1 mnt', '2 jam 4 mnt', '2 jam'])
  })
})

test('[LS2] a percentage says 100 only when nothing is missing and 0 only when nothing is there', () => {
  expect(percent(7_982, 7_983)).toBe('99\u00a0%')
  expect(percent(7_983, 7_983)).toBe('100\u00a0%')
  expect(percent(1, 7_983)).toBe('1\u00a0%')
  expect(percent(0, 7_983)).toBe('0\u00a0%')
  expect(percent(0, 0)).toBe('-')
})
