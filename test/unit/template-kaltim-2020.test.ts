import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ElectionFile, type Election } from '../../shared/election.ts'
import { apportion } from '../../server/election/apportion.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'

const full = templateElection('kaltim-2020', { seed: 1 })
const rowsOf = (election: Election, region: string) => election.tps.filter((row) => row.tps.startsWith(region))
const dptOf = (election: Election, region: string) => rowsOf(election, region).reduce((sum, row) => sum + (row.dpt ?? 0), 0)

describe('[EL1] the template holds the real number of TPS, DPT and pairs of each regency', () => {
  const REAL = [
    ['6401', 644, 187_877, 4],
    ['6402', 1695, 488_055, 1],
    ['6403', 558, 159_254, 2],
    ['6407', 390, 113_794, 2],
    ['6408', 769, 232_641, 3],
    ['6411', 85, 27_675, 2],
    ['6471', 1505, 443_243, 1],
    ['6472', 1962, 576_981, 3],
    ['6474', 375, 121_694, 2],
  ] as const
  test.each(REAL)('%s: %i TPS, %i voters, %i pairs', (region, tps, dpt, pairs) => {
    expect([rowsOf(full, region).length, dptOf(full, region)]).toEqual([tps, dpt])
    const columns = full.contests.find((contest) => contest.region === region)?.candidates ?? []
    expect(columns.filter((column) => column.kind === 'pair')).toHaveLength(pairs)
    expect(columns.filter((column) => column.ours && column.kind === 'pair')).toHaveLength(1)
  })
  test('7,983 TPS and 2,351,214 voters in all; Penajam Paser Utara is present and has neither', () => {
    expect([full.tps.length, dptOf(full, '64')]).toEqual([7983, 2_351_214])
    expect(full.notVoting).toEqual(['6409'])
    expect(full.regions).toContainEqual({ code: '6409', name: 'Kabupaten Penajam Paser Utara', short: 'PPU' })
    expect(rowsOf(full, '6409')).toEqual([])
  })
  test('a single pair stands against the empty column in Balikpapan and Kutai Kartanegara only', () => {
    const withEmpty = full.contests.filter((contest) => contest.candidates.some(({ kind }) => kind === 'empty-column'))
    expect(withEmpty.map((contest) => contest.region)).toEqual(['6402', '6471'])
  })
  const summary = new URL('../../../shared/data/kaltim-pilkada2020-summary.csv', import.meta.url)
  test.skipIf(!existsSync(summary))('the summary of 2020 says the same (skipped where it is absent)', () => {
    const rows = readFileSync(summary, 'utf8').split('\n').slice(1)
    const facts = rows.flatMap((row) => /^(\d\d)\.(\d\d),[^,]*,(\d+),(\d+)/.exec(row) ?? []).filter((_, i) => i % 5 !== 0)
    for (let i = 0; i < facts.length; i += 4) {
      const [province, regency, tps, dpt] = facts.slice(i, i + 4)
      const region = `${province}${regency}`
      expect([region, rowsOf(full, region).length, dptOf(full, region)]).toEqual([region, Number(tps), Number(dpt)])
    }
    expect(facts.length).toBeGreaterThan(4 * 9)
  })
  test('no real name stands beside a made-up vote', () => {
    const names = full.contests.flatMap((contest) => contest.candidates.map((candidate) => candidate.name))
    expect(names.filter((name) => !/^(Paslon \d|Kolom kosong)$/.test(name))).toEqual([])
    expect(full.simulated).toBe(true)
  })
  test('its file part is an election file', () => {
    const { regions: _regions, tps: _tps, simulated: _simulated, ...file } = full
    expect(ElectionFile.parse(file)).toEqual(file)
  })
})

describe('[EL2] TPS are spread over the villages of today by seed', () => {
  test('every village of a voting regency has a TPS, numbered from 001 without gaps, and a kelurahan has more than a desa', () => {
    const counts = new Map<string, number>()
    for (const { tps } of full.tps) {
      const village = tps.slice(0, 10)
      counts.set(village, (counts.get(village) ?? 0) + 1)
      expect(tps.slice(10)).toBe(String(counts.get(village)).padStart(3, '0'))
    }
    expect(counts.size).toBe(1038 - 54)
    const mean = (kind: string) => {
      const of = [...counts].filter(([village]) => village.startsWith('6401') && village[6] === kind).map(([, n]) => n)
      return of.reduce((a, b) => a + b, 0) / of.length
    }
    expect(mean('1')).toBeGreaterThan(2 * mean('2'))
  })
  test('no TPS has more than 500 voters or none, and men and women add up', () => {
    for (const row of full.tps) {
      expect(row.dpt).toBeLessThanOrEqual(500)
      expect(row.dpt).toBeGreaterThan(0)
      expect((row.dptM ?? 0) + (row.dptF ?? 0)).toBe(row.dpt)
    }
  })
  test('whole desa without signal lie in Kutai Barat, Mahakam Ulu and Kutai Kartanegara only', () => {
    const silent = full.tps.filter((row) => row.signal === false)
    expect([...new Set(silent.map((row) => row.tps.slice(0, 4)))]).toEqual(['6402', '6407', '6411'])
    const villages = new Set(silent.map((row) => row.tps.slice(0, 10)))
    expect(full.tps.filter((row) => villages.has(row.tps.slice(0, 10)) && row.signal !== false)).toEqual([])
    expect([...villages].filter((village) => village[6] === '1')).toEqual([])
  })
  test('the same seed gives the same election, another seed another register with the same sums', () => {
    expect(templateElection('kaltim-2020', { seed: 1 })).toEqual(full)
    const other = templateElection('kaltim-2020', { seed: 2 })
    expect(other.tps).not.toEqual(full.tps)
    expect([other.tps.length, dptOf(other, '6411')]).toEqual([7983, 27_675])
  })
})

describe('[EL2] shares are proportional and sum exactly', () => {
  test.each([
    [10, [1, 1, 1], { least: 0, most: 10 }, [4, 3, 3]],
    [10, [1, 6.6, 2.4], { least: 0, most: 10 }, [1, 7, 2]],
    [10, [1, 8, 1], { least: 0, most: 4 }, [3, 4, 3]],
    [7, [1, 100], { least: 2, most: 9 }, [2, 5]],
    [0, [1, 2], { least: 0, most: 3 }, [0, 0]],
  ])('%i over the weights %j within %j is %j', (total, weights, bounds, shares) => {
    expect(apportion(total, weights, bounds)).toEqual(shares)
  })
})

describe('[EL3] the template scales down in proportion, with at least 3 TPS a regency', () => {
  test.each([
    [900, 900],
    [27, 27],
    [1, 27],
    [7982, 7982],
    [1_000_000, 7983],
  ])('%i TPS wanted: %i made', (wanted, made) => {
    const small = templateElection('kaltim-2020', { seed: 3, tps: wanted })
    expect(small.tps).toHaveLength(made)
    for (const contest of small.contests) {
      const real = rowsOf(full, contest.region).length
      const n = rowsOf(small, contest.region).length
      expect(n).toBeGreaterThanOrEqual(3)
      expect(n).toBeLessThanOrEqual(real)
      expect(dptOf(small, contest.region)).toBe(Math.round((dptOf(full, contest.region) * n) / real))
    }
  })
  test('regions without a TPS are left out, except the regencies', () => {
    const small = templateElection('kaltim-2020', { seed: 3, tps: 27 })
    expect(small.regions.filter((region) => region.code.length === 4)).toHaveLength(10)
    const villages = small.regions.filter((region) => region.code.length === 10)
    expect(villages.every((village) => rowsOf(small, village.code).length > 0)).toBe(true)
  })
})
