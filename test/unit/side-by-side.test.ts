import { describe, expect, test } from 'vitest'
import { comparisonOf, valueAt } from '../../client/src/screens/tps/side-by-side.ts'
import { formTemplate } from '../../shared/form-templates.ts'
import type { TpsAnswer } from '../../shared/answers.ts'
import { Contest, type FormTemplate } from '../../shared/election.ts'
import type { ContestId, TpsId } from '../../shared/ids.ts'

const contest = Contest.parse({
  region: '6472',
  title: 'Wali Kota',
  candidates: [
    { number: 1, name: 'Paslon 1' },
    { number: 2, name: 'Paslon 2' },
  ],
})
const form = formTemplate('kwk-2020') as FormTemplate
type Report = TpsAnswer['reports'][number]
const aReport = (id: string, more: Partial<Report> = {}): Report => ({
  id,
  seq: 1,
  at: '2020-12-09T08:00:00Z',
  by: 'token:A',
  contest: '6472' as ContestId,
  round: 1,
  source: 'witness',
  basis: 'counted',
  figures: { votes: { '1': 83, '2': 102 }, invalid: 4 },
  photos: [],
  ...more,
})
const answer = (more: Partial<TpsAnswer>): TpsAnswer => ({
  tps: '6472011001004' as TpsId,
  path: [],
  seq: 9,
  reports: [],
  settlements: [],
  standings: [{ contest: '6472' as ContestId, round: 1, current: true, standing: { knowledge: 'conflict', proof: 'none', counted: 'B' } }],
  findings: [],
  photos: [],
  history: [],
  ...more,
})
const compare = (more: Partial<TpsAnswer>) => comparisonOf(answer(more), contest, { round: 1, form })
const marked = (more: Partial<TpsAnswer>) =>
  compare(more)
    .lines.filter(({ differs }) => differs)
    .map(({ label }) => label)

describe('[TB8] reports stand side by side, line by line as on the paper, and what differs is marked', () => {
  const a = aReport('A')
  const b = aReport('B', {
    by: 'account:B',
    at: '2020-12-09T09:00:00Z',
    source: 'desk',
    figures: { votes: { '1': 88, '2': 102 }, total: 194 },
  })

  test('votes lead, lines that nobody wrote are left out, the counted column is told', () => {
    const { columns, lines } = compare({ reports: [b, a] })
    expect(columns.map(({ id, counted }) => [id, counted])).toEqual([
      ['A', false],
      ['B', true],
    ])
    expect(lines.map(({ values }) => values)).toEqual([
      [83, 88],
      [102, 102],
      [4, undefined],
      [undefined, 194],
    ])
  })
  test('a line differs when two of those who wrote it differ; an empty one does not', () => {
    expect(marked({ reports: [a, b] })).toEqual(['1. Paslon 1'])
  })
  test('a machine that differs from people who are of one mind makes no difference between them', () => {
    const machine = aReport('M', { by: 'token:M', source: 'api', figures: { votes: { '1': 99, '2': 102 } } })
    const { lines } = compare({ reports: [a, machine] })
    expect(lines.map(({ differs, machine: only }) => [differs, only])).toEqual([
      [false, true],
      [false, false],
      [false, false],
    ])
    expect(compare({ reports: [a, b, machine] }).lines[0]).toMatchObject({ differs: true, machine: false })
  })
  test('what its own author replaced no longer differs; somebody else cannot replace it', () => {
    const corrected = aReport('C', { by: 'token:A', at: '2020-12-09T10:00:00Z', replaces: 'A', figures: { votes: { '1': 88, '2': 102 } } })
    expect(marked({ reports: [a, b, corrected] })).toEqual([])
    expect(marked({ reports: [a, b, { ...corrected, by: 'token:X' }] })).toEqual(['1. Paslon 1'])
  })
  test('other contests and rounds are not mixed in, a decision is a column of its own', () => {
    const decision = {
      id: 'S',
      seq: 8,
      at: '2020-12-09T12:00:00Z',
      by: 'account:K',
      contest: '6472' as ContestId,
      round: 1,
      figures: { votes: { '1': 88, '2': 102 } },
    }
    const { columns } = compare({
      reports: [a, aReport('P', { round: 2 }), aReport('G', { contest: '64' as ContestId })],
      settlements: [decision],
    })
    expect(columns.map(({ id, kind }) => [id, kind])).toEqual([
      ['A', 'report'],
      ['S', 'settlement'],
    ])
  })
  test('[TP14] what counts since somebody decided is the decision, also where it chose a report', () => {
    const chose = {
      id: 'S',
      seq: 8,
      at: '2020-12-09T12:00:00Z',
      by: 'account:K',
      contest: '6472' as ContestId,
      round: 1,
      figures: b.figures,
      form: 'B',
    }
    expect(compare({ reports: [a, b], settlements: [chose] }).columns.map(({ id, counted }) => [id, counted])).toEqual([
      ['A', false],
      ['B', false],
      ['S', true],
    ])
  })
  test('a line by sex is told by its total, written or added up', () => {
    expect(valueAt({ users: { dpt: { m: 100, f: 120 } } }, 'users.dpt')).toBe(220)
    expect(valueAt({ users: { dpt: { m: 100 } } }, 'users.dpt')).toBeUndefined()
  })
})
