import { describe, expect, test } from 'vitest'
import { findingId } from '../../shared/finding-id.ts'
import { findingsOf, type SheetContext } from '../../shared/findings.ts'
import type { ContestId, TpsId } from '../../shared/ids.ts'
import { judge } from '../../shared/standing.ts'
import { Finding } from '../../shared/tally.ts'
import { aCell, aReading, aReport, aSettlement, CANDIDATES, figures, instantOf } from '../support/builders.ts'

const CONTEXT: SheetContext = {
  tps: '6472011001004' as TpsId,
  contest: '6472' as ContestId,
  round: 1,
  candidates: CANDIDATES,
  registerDpt: 290,
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  pollsClose: '2020-12-09T13:00:00+08:00',
}
const findings = (cell: Parameters<typeof judge>[0], context: Partial<SheetContext> = {}) =>
  findingsOf(judge(cell, CANDIDATES), { ...CONTEXT, ...context })
const broken = figures({ valid: 235 })

describe('[CK8] a finding is addressed to its TPS, contest and round, and keeps its id', () => {
  test('it says what, where and since when', () => {
    const [first, ...others] = findings(aCell([aReport({ seq: 3, figures: figures({ valid: 235, total: 239 }) })]), { round: 2 })
    expect(first).toMatchObject({
      id: 'AR1:6472:2:6472011001004',
      contest: '6472',
      round: 2,
      subjects: ['6472011001004'],
      state: 'open',
      since: instantOf(3),
    })
    for (const finding of [first, ...others]) expect(Finding.safeParse(finding).success).toBe(true)
  })
  test('its id names the subjects in their own order, however they are given', () => {
    expect(findingId('DU1', '64', 1, ['6472011001004', '6471011001001'])).toBe('DU1:64:1:6471011001001+6472011001004')
  })
  test('since is when the figures first arrived, not when they were read', () => {
    const cell = aCell([aReport({ seq: 3, figures: broken }), aReading({ seq: 8, figures: broken })])
    expect(findings(cell).map(({ since }) => since)).toEqual([instantOf(3), instantOf(3)])
  })
  test('no report, no finding; a sheet that adds up, none either', () => {
    expect(findings(aCell([]))).toEqual([])
    expect(findings(aCell([aReport()]))).toEqual([])
  })
})

describe('[CK9] findings come gravest first, then by votes at stake', () => {
  test('critical, high, medium, info', () => {
    const voters = { dpt: { m: 1, f: 1, total: 220 }, dpph: { total: 9 }, dptb: { total: 3 }, all: { total: 300 } }
    const cell = aCell([aReport({ figures: figures({ valid: 230, total: 249, voters }) })])
    const ranked = findings(cell, { registerDpt: undefined }).map(({ check, severity, stake }) => [severity, stake, check])
    expect(ranked).toEqual([
      ['critical', 5, 'AR8'],
      ['high', 20, 'AR3'],
      ['high', 20, 'AR5'],
      ['high', 15, 'AR2'],
      ['high', 5, 'AR1'],
      ['medium', 0, 'AR9'],
      ['info', 0, 'SX1'],
    ])
  })
  test('a graver finding comes before one with more votes at stake, whatever the order of the checks', () => {
    const { users, ballots } = figures()
    const sheet = figures({ valid: 226, total: 230, users: { ...users, dptb: { total: 24 } }, ballots: { ...ballots, unused: 9 } })
    const ranked = findings(aCell([aReport({ figures: sheet })])).map(({ check, severity, stake }) => [severity, stake, check])
    expect(ranked.slice(0, 4)).toEqual([
      ['high', 1, 'AR1'],
      ['high', 1, 'AR3'],
      ['high', 1, 'AR5'],
      ['medium', 60, 'AR6'],
    ])
    expect(ranked.slice(4).map(([severity]) => severity)).toEqual(['medium', 'medium', 'info'])
  })
})

describe('[CK10] a finding is unconfirmed until a count-room reading or a settlement has confirmed the figures', () => {
  test.each([
    ['a witness alone', aCell([aReport({ figures: broken })]), true],
    ['two who heard it', aCell([aReport({ seq: 1, figures: broken }), aReport({ seq: 2, by: 'kordes', figures: broken })]), true],
    ['read from the photo', aCell([aReport({ seq: 1, figures: broken }), aReading({ seq: 2, figures: broken })]), false],
    ['settled', aCell([aReport({ seq: 1 })], [aSettlement({ seq: 2, figures: broken })]), false],
  ] as const)('%s', (_name, cell, unconfirmed) => {
    expect(findings(cell).find(({ check }) => check === 'AR1')?.unconfirmed).toBe(unconfirmed)
  })
})
