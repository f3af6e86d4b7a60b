import { describe, expect, test } from 'vitest'
import { leadKind } from '../../client/src/lead-kind.ts'
import { tallyFacts } from '../../client/src/screens/results/tally-facts.ts'
import { regionFacts } from '../../client/src/screens/wall/region-facts.ts'
import type { Contest } from '../../shared/election.ts'
import { leadOf } from '../../shared/lead.ts'
import type { RegionTally } from '../../shared/tally.ts'
import type { TallyRow } from '../../shared/wire.ts'

const contest = (...ours: number[]): Contest => ({
  region: '6472' as Contest['region'],
  title: 'Wali Kota',
  candidates: [1, 2, 3].map((number) => ({ number, name: `Paslon ${number}`, kind: 'pair', ours: ours.includes(number) })),
})
const VOTES = { '1': 300, '2': 500, '3': 200 }
const tally: RegionTally = {
  contest: '6472' as RegionTally['contest'],
  region: '6472',
  round: 1,
  mode: 'reported',
  tps: { expected: 10, counted: 10 },
  dpt: { expected: 2000, counted: 2000, unknownTps: 0 },
  votes: VOTES,
  valid: { computed: 1000, written: 1000, tps: 10 },
  invalid: { n: 0, tps: 10 },
  composition: { provisional: 10 },
  findings: {},
}
const row = { kind: 'tally', seq: 1, tally, checked: { tps: 0, dpt: 0 }, stake: 0, unconfirmed: 0 } as TallyRow

describe('[LW5] a lead is ours minus the best other, else the first minus the second, and every screen says which', () => {
  test.each([
    ['ours ahead', [2], { of: 'ours', first: 2, second: 1, votes: 200 }],
    ['ours behind', [3], { of: 'ours', first: 3, second: 2, votes: -300 }],
    ['the better of two of ours', [1, 3], { of: 'ours', first: 1, second: 2, votes: -200 }],
    ['nobody ours', [], { of: 'top-two', first: 2, second: 1, votes: 200 }],
  ] as const)('%s: the same on tables and wall', (_what, ours, expected) => {
    const found = leadOf(contest(...ours).candidates, VOTES)
    expect({ ...found, first: found?.first.number, second: found?.second?.number }).toEqual(expected)
    const table = tallyFacts(contest(...ours), tally)
    const wall = regionFacts({ region: { code: '6472', name: 'Samarinda' }, contest: contest(...ours), row })
    for (const { lead, leadOf: of, first, second } of [table, wall]) {
      expect({ of, first: first?.candidate.number, second: second?.candidate.number, votes: lead }).toEqual(expected)
    }
  })
  test('equal votes keep the order of the paper; a single candidate leads by his votes', () => {
    expect(leadOf(contest().candidates, { '1': 5, '2': 5, '3': 5 })).toMatchObject({
      first: { number: 1 },
      second: { number: 2 },
      votes: 0,
    })
    expect(leadOf([{ number: 1, ours: false }], { '1': 7 })).toEqual({ of: 'top-two', first: { number: 1, ours: false }, votes: 7 })
    expect(leadOf([], {})).toBeUndefined()
  })
  test('rows of one kind name it, rows of both or none do not', () => {
    const kinds = ([...of]: string) => leadKind(of.map((one) => (one === '-' ? {} : { leadOf: one === 'o' ? 'ours' : 'top-two' })))
    expect(['oo-', 't', 'ot', '-', ''].map(kinds)).toEqual(['ours', 'top-two', 'mixed', 'mixed', 'mixed'])
  })
  test('who alone has the most is marked, of two equal ones neither', () => {
    expect(tallyFacts(contest(3), tally).ahead?.candidate.number).toBe(2)
    expect(tallyFacts(contest(3), { ...tally, votes: { '1': 500, '2': 500, '3': 0 } }).ahead).toBeUndefined()
  })
})
