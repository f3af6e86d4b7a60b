import { describe, expect, test } from 'vitest'
import { nextForm } from '../../client/src/screens/report/attempt.ts'
import { draftLines, figuresOf, hasEveryVote, readCount, wrongPaths } from '../../client/src/screens/report/report-draft.ts'
import { isWithin, tpsCode } from '../../client/src/screens/report/tps-code.ts'
import { typedSums } from '../../client/src/screens/report/typed-sums.ts'
import { formTemplate } from '../../shared/form-templates.ts'
import { Contest, type FormTemplate } from '../../shared/election.ts'

const contest = Contest.parse({
  region: '6472',
  title: 'Wali Kota Samarinda',
  candidates: [1, 2, 3].map((number) => ({ number, name: `Paslon ${number}` })),
})
const kwk = formTemplate('kwk-2020') as FormTemplate
const TPS = '6472011001004'
const typed = { 'votes.1': '83', 'votes.2': '102', 'votes.3': '40', valid: '225', invalid: '4', total: '229', 'users.all.total': '229' }

describe('[LN6] votes are typed first, then what decides with them, then the rest in the order and words of the paper', () => {
  const lines = draftLines(kwk, contest)
  test('one field for each candidate, then valid, invalid, total and all who voted', () => {
    expect(lines.votes.map(({ path }) => path)).toEqual(['votes.1', 'votes.2', 'votes.3'])
    expect([...lines.sums, ...lines.users].map(({ path }) => path)).toEqual(['valid', 'invalid', 'total', 'users.all.total'])
  })
  test('nothing stands twice and nothing of the paper is lost', () => {
    const paths = [...lines.votes, ...lines.sums, ...lines.users, ...lines.rest.flatMap((block) => block.lines)].map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    const onPaper = kwk.pages.flatMap((page) => page.blocks).flatMap((block) => block.lines)
    expect(paths).toHaveLength(onPaper.length - 1 + contest.candidates.length)
  })
  test('another layout of the paper is another order', () => {
    const other = draftLines(formTemplate('kwk-2020-ballots-first') as FormTemplate, contest)
    expect(other.rest.map(({ label }) => label)).not.toEqual(lines.rest.map(({ label }) => label))
  })
})

describe('[LN7] an empty field is absent and not zero', () => {
  test('1.024 and 0 are numbers; 1,5 and 123456 and minus are not', () => {
    expect(readCount(' 1.024 ')).toBe(1024)
    expect(readCount('0')).toBe(0)
    expect(readCount('  ')).toBeUndefined()
    for (const wrong of ['1,5', '123456', '-3', 'x', '1e3']) expect(readCount(wrong)).toBe('not-a-number')
  })
  test('what was typed becomes figures, path by path', () => {
    expect(figuresOf({ ...typed, 'ballots.used': '', 'users.dpt.total': '225' })).toEqual({
      votes: { '1': 83, '2': 102, '3': 40 },
      valid: 225,
      invalid: 4,
      total: 229,
      users: { all: { total: 229 }, dpt: { total: 225 } },
    })
    expect(wrongPaths({ valid: '2x5', invalid: '' })).toEqual(['valid'])
  })
  test('a written zero is a vote, an empty field is not', () => {
    expect(hasEveryVote(figuresOf({ ...typed, 'votes.3': '0' }), contest)).toBe(true)
    expect(hasEveryVote(figuresOf({ ...typed, 'votes.3': '' }), contest)).toBe(false)
  })
})

describe('[LN8] sums are judged as they are typed, in the words of the checks', () => {
  const about = { tps: TPS, contest, maxVotersPerTps: 500, ballotReserve: 0.025 }
  test('a form that adds up says nothing, nor does one that is half typed', () => {
    expect(typedSums(figuresOf(typed), about)).toEqual([])
    expect(typedSums(figuresOf({ 'votes.1': '83', valid: '225' }), about)).toEqual([])
  })
  test('a broken sum names both figures and the difference', () => {
    const [first] = typedSums(figuresOf({ ...typed, 'votes.3': '400' }), about)
    expect(first).toBe('Suara semua paslon berjumlah 585, tertulis jumlah seluruh suara sah 225: selisih 360.')
  })
  test('what is merely unusual is left to the count room', () => {
    const odd = { ...typed, 'votes.1': '0', 'votes.3': '0', 'votes.2': '225', 'voters.dpt.total': '900' }
    expect(typedSums(figuresOf(odd), about)).toEqual([])
  })
})

describe('[SE2] what cannot be is warned of as it is typed', () => {
  const about = { tps: TPS, contest, maxVotersPerTps: 500, ballotReserve: 0.025 }
  test('more than the papers of the largest TPS; as many are possible', () => {
    expect(typedSums(figuresOf({ 'votes.1': '514', total: '513' }), about)).toEqual([
      '1. Paslon 1 514: lebih banyak dari surat suara yang mungkin ada di satu TPS (513).',
    ])
  })
  test('valid votes that are not the sum, and a total that is not either', () => {
    const odd = { 'votes.1': '100', 'votes.2': '100', 'votes.3': '40', valid: '500', invalid: '4', total: '510' }
    expect(typedSums(figuresOf(odd), about)).toHaveLength(2)
  })
})

describe('[LN9] a resend is the same request', () => {
  const report = { tps: TPS, contest: '6472', figures: figuresOf(typed) }
  const corrected = { ...report, figures: figuresOf({ ...typed, invalid: '5', total: '230' }) }
  const ids = () => ['01JDB3ZK7Q8M4V2N5X6Y9T1W3R', '01JDB3ZK7Q8M4V2N5X6Y9T1W3S', '01JDB3ZK7Q8M4V2N5X6Y9T1W3T']
  const taking = (left: string[]) => () => left.shift() ?? 'none left'

  test('the same figures keep the id and every byte, whatever became of the first try', () => {
    const first = nextForm(report, undefined, taking(ids()))
    for (const outcome of ['unknown', 'accepted', 'refused'] as const)
      expect(nextForm({ ...report }, { form: first, outcome }, taking(['another']))).toEqual(first)
  })
  test('other figures after one that arrived, or may have, name the form before them', () => {
    const left = ids()
    const first = nextForm(report, undefined, taking(left))
    const second = nextForm(corrected, { form: first, outcome: 'unknown' }, taking(left))
    expect(second).toMatchObject({ replaces: first.id, cause: 'own-typing' })
    expect(second.id).not.toBe(first.id)
  })
  test('what was refused is in no ledger: a correction names the form before it, or none', () => {
    const left = ids()
    const refused = nextForm(report, undefined, taking(left))
    expect(nextForm(corrected, { form: refused, outcome: 'refused' }, taking(left))).not.toHaveProperty('replaces')
    const chained = { ...refused, replaces: '01JDB3ZK7Q8M4V2N5X6Y9T1W30' }
    expect(nextForm(corrected, { form: chained, outcome: 'refused' }, taking(left))).toMatchObject({ replaces: chained.replaces })
  })
  test('another TPS is a form of its own', () => {
    const first = nextForm(report, undefined, taking(ids()))
    const other = nextForm({ ...report, tps: '6472011001005' }, { form: first, outcome: 'accepted' }, taking(['other']))
    expect(other).toEqual({ ...report, tps: '6472011001005', id: 'other' })
  })
})

test('[LN15] a TPS code is typed with or without dots, and only within the scope', () => {
  expect(tpsCode('64.72.01.1001.004')).toBe(TPS)
  expect(tpsCode(' 6472011001004 ')).toBe(TPS)
  expect(tpsCode('647201100100')).toBeUndefined()
  expect(isWithin(['647201'], TPS)).toBe(true)
  expect(isWithin(['6471', '647202'], TPS)).toBe(false)
})
