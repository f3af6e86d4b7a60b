import { describe, expect, test } from 'vitest'
import type { Contest } from '../../shared/election.ts'
import { marginThreshold } from '../../shared/law.ts'
import { ourStanding } from '../../shared/our-standing.ts'

describe('[LW1] the margin of UU 10/2016 art. 158 falls with the population, counted in whole votes rounded down', () => {
  test.each([
    ['Kutai Timur 2020', 'regency', 400_000, 152_136, 2282],
    ['Kutai Kartanegara 2020', 'regency', 700_000, 271_139, 2711],
    ['Balikpapan 2020', 'regency', 700_000, 257_571, 2575],
    ['Samarinda 2020', 'regency', 827_994, 284_080, 2840],
    ['a regency of 250,000', 'regency', 250_000, 100_000, 2000],
    ['one more', 'regency', 250_001, 100_000, 1500],
    ['a regency of 500,000', 'regency', 500_000, 100_000, 1500],
    ['one more', 'regency', 500_001, 100_000, 1000],
    ['a regency of a million', 'regency', 1_000_000, 100_000, 1000],
    ['one more', 'regency', 1_000_001, 100_000, 500],
    ['a province of 2 million', 'province', 2_000_000, 100_000, 2000],
    ['one more', 'province', 2_000_001, 100_000, 1500],
    ['a province of 6 million', 'province', 6_000_000, 100_000, 1500],
    ['one more', 'province', 6_000_001, 100_000, 1000],
    ['a province of 12 million', 'province', 12_000_000, 100_000, 1000],
    ['one more', 'province', 12_000_001, 100_000, 500],
    ['no votes', 'regency', 1, 0, 0],
    ['less than a vote', 'regency', 1, 49, 0],
    ['just a vote', 'regency', 1, 50, 1],
  ] as const)('%s', (_name, level, population, votes, margin) => {
    expect(marginThreshold({ level, population }, votes)).toBe(margin)
  })
  test('the margin of 4,347 in Samarinda 2020 lies outside', () => {
    expect(marginThreshold({ level: 'regency', population: 827_994 }, 284_080)).toBeLessThan(4347)
  })
})

type Row = { readonly number: number; readonly ours?: boolean; readonly kind?: 'pair' | 'empty-column' }
const race = (candidates: readonly Row[], more: { population?: number; region?: string } = { population: 100_000 }) => ({
  region: (more.region ?? '6472') as Contest['region'],
  population: more.population,
  candidates: candidates.map(({ number, ours = false, kind = 'pair' }) => ({ number, name: `Paslon ${number}`, kind, ours })),
})
const THREE: readonly Row[] = [{ number: 1 }, { number: 2, ours: true }, { number: 3 }]
const ALL_IN = { counted: 10, expected: 10 }
const standing = (votes: Record<string, number>, candidates = THREE) => ourStanding(race(candidates), { votes, tps: ALL_IN }).standing

describe('[LW2] our standing is clear from 10 points, narrow below, close within the margin of art. 158 on the votes counted', () => {
  test.each([
    ['exactly 10 points ahead', { '1': 300, '2': 400, '3': 300 }, 'unggul-jelas'],
    ['a vote less', { '1': 300, '2': 399, '3': 301 }, 'unggul-tipis'],
    ['just outside the margin of 20', { '1': 400, '2': 421, '3': 179 }, 'unggul-tipis'],
    ['on the margin', { '1': 400, '2': 420, '3': 180 }, 'ketat'],
    ['a tie', { '1': 400, '2': 400, '3': 200 }, 'ketat'],
    ['behind on the margin', { '1': 420, '2': 400, '3': 180 }, 'ketat'],
    ['behind just outside', { '1': 421, '2': 400, '3': 179 }, 'tertinggal-tipis'],
    ['a vote less than 10 points behind', { '1': 301, '2': 300, '3': 399 }, 'tertinggal-tipis'],
    ['exactly 10 points behind, of the best other', { '1': 300, '2': 300, '3': 400 }, 'tertinggal-jelas'],
    ['no vote for us', { '1': 300 }, 'tertinggal-jelas'],
  ] as const)('%s', (_name, votes, expected) => {
    expect(standing(votes)).toBe(expected)
  })
  test('the lead is ours minus the best other, in votes and as a share of the valid votes counted', () => {
    expect(ourStanding(race(THREE), { votes: { '1': 300, '2': 400, '3': 300 }, tps: ALL_IN }).lead).toEqual({ votes: 100, share: 0.1 })
    expect(ourStanding(race(THREE), { votes: { '2': 50 }, tps: ALL_IN }).lead).toEqual({ votes: 50, share: 1 })
    expect(ourStanding(race(THREE), { votes: { '1': 100, '2': 50, '3': 50 }, tps: ALL_IN }).lead).toEqual({ votes: -50, share: -0.25 })
  })
  test('the margin follows the population and the kind of contest', () => {
    const votes = { '1': 4000, '2': 4180, '3': 1820 }
    const at = (more: { population?: number; region?: string }) => ourStanding(race(THREE, more), { votes, tps: ALL_IN }).standing
    expect([at({ population: 100_000 }), at({ population: 300_000 })]).toEqual(['ketat', 'unggul-tipis'])
    expect([at({ population: 1_900_000, region: '64' }), at({ population: 1_900_000 })]).toEqual(['ketat', 'unggul-tipis'])
  })
  test('without a known population only a tie is close', () => {
    const at = (votes: Record<string, number>) => ourStanding(race(THREE, {}), { votes, tps: ALL_IN }).standing
    expect([at({ '1': 400, '2': 400 }), at({ '1': 400, '2': 401 })]).toEqual(['ketat', 'unggul-tipis'])
  })
  test('of two candidates of ours the better one stands', () => {
    const two = [{ number: 1, ours: true }, { number: 2, ours: true }, { number: 3 }]
    expect(ourStanding(race(two), { votes: { '1': 100, '2': 500, '3': 400 }, tps: ALL_IN }).lead?.votes).toBe(100)
  })
})

describe('[LW3] a single pair leads when it has more than half against kolom kosong', () => {
  const pair: readonly Row[] = [
    { number: 1, kind: 'empty-column' },
    { number: 2, ours: true },
  ]
  const column: readonly Row[] = [{ number: 1, kind: 'empty-column', ours: true }, { number: 2 }]
  test.each([
    ['60 % for our pair', pair, { '1': 400, '2': 600 }, 'unggul-jelas', 200],
    ['just above the margin', pair, { '1': 489, '2': 511 }, 'unggul-tipis', 22],
    ['half', pair, { '1': 500, '2': 500 }, 'ketat', 0],
    ['40 % for our pair', pair, { '1': 600, '2': 400 }, 'tertinggal-jelas', -200],
    ['we stand with the column', column, { '1': 600, '2': 400 }, 'unggul-jelas', 200],
  ] as const)('%s', (_name, candidates, votes, expected, lead) => {
    expect(ourStanding(race(candidates), { votes, tps: ALL_IN })).toEqual({
      standing: expected,
      held: false,
      lead: { votes: lead, share: lead / 1000 },
    })
  })
})

describe('[LW4] below half of the TPS a standing is held; without our candidate or without votes there is none', () => {
  const votes = { '1': 100, '2': 300, '3': 100 }
  const held = (counted: number, expected: number) => ourStanding(race(THREE), { votes, tps: { counted, expected } }).held
  test('half is enough', () => expect([held(4, 9), held(5, 10), held(6, 11), held(5, 11)]).toEqual([true, false, false, true]))
  test('nobody is ours', () => {
    const nobody = race([{ number: 1 }, { number: 2 }])
    expect(ourStanding(nobody, { votes, tps: ALL_IN })).toEqual({ standing: 'tanpa-calon-kita', held: false })
    expect(ourStanding(nobody, { votes: {}, tps: { counted: 0, expected: 9 } })).toEqual({ standing: 'tanpa-calon-kita', held: true })
  })
  test('nothing is counted', () => {
    expect(ourStanding(race(THREE), { votes, tps: { counted: 0, expected: 9 } })).toEqual({ standing: 'belum-ada-data', held: true })
    expect(ourStanding(race(THREE), { votes: { '1': 0 }, tps: ALL_IN })).toEqual({ standing: 'belum-ada-data', held: false })
  })
})
