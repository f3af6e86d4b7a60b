import { expect, test } from 'vitest'
import { clockSkew } from '../../shared/clock-skew.ts'

const day = { date: '2020-12-09', timezone: 'Asia/Makassar' }
const at = '2020-12-09T07:12:00.000Z'

test.each([
  ['a minute after it arrived', '2020-12-09T07:13:00Z', undefined],
  ['five minutes after', '2020-12-09T15:17:00+08:00', undefined],
  ['a second more', '2020-12-09T15:17:01+08:00', 'ahead'],
  ['years after', '2099-01-01T00:00:00Z', 'ahead'],
  ['the first second of the day', '2020-12-09T00:00:00+08:00', undefined],
  ['the day before', '2020-12-08T23:59:59+08:00', 'behind'],
  ['the day a battery was empty', '1970-01-01T00:00:00Z', 'behind'],
  ['nothing', undefined, undefined],
] as const)('[HX6] a device clock that cannot be right is marked: %s', (_what, capturedAt, skew) => {
  expect(clockSkew({ at, ...(capturedAt ? { capturedAt } : {}) }, day)).toBe(skew)
})
