import { describe, expect, test } from 'vitest'
import { Form, isEmptyForm, lineTotal, sumOfVotes } from '../../shared/form.ts'
import { invalid, STATUS, toProblem } from '../../shared/refusal.ts'
import { openView } from '../../shared/room-view.ts'
import { BUDI, by, given, reported } from '../support/facts.ts'

const EXAMPLE = {
  id: '01JDB3ZK7Q8M4V2N5X6Y9T1W3R',
  tps: '6472011001004',
  contest: '6472',
  source: 'witness',
  basis: 'counted',
  figures: {
    votes: { '1': 83, '2': 102, '3': 40 },
    valid: 225,
    invalid: 4,
    total: 229,
    voters: { dpt: { m: 140, f: 150, total: 290 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 294 } },
    users: { dpt: { total: 225 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 229 } },
    ballots: { received: 298, returned: 0, unused: 69, used: 229 },
  },
  capturedAt: '2020-12-09T15:12:00+08:00',
  objection: false,
}
const pathsOf = (body: unknown) => {
  const parsed = Form.safeParse(body)
  return parsed.success ? [] : (invalid(parsed.error).errors ?? []).map((error) => error.path)
}

describe('[FM1] a form is parsed once, strictly, and a refusal names the field', () => {
  test('the published example is a form, and its round defaults to 1', () => {
    expect(Form.parse(EXAMPLE)).toMatchObject({ round: 1, figures: { votes: { '2': 102 } } })
  })
  test.each([
    ['a dotted TPS code', { ...EXAMPLE, tps: '64.72.01.1001.004' }, 'tps'],
    ['a lower-case id', { ...EXAMPLE, id: EXAMPLE.id.toLowerCase() }, 'id'],
    ['half a vote', { ...EXAMPLE, figures: { votes: { '1': 1.5 } } }, 'figures.votes.1'],
    ['a negative count', { ...EXAMPLE, figures: { votes: { '1': 3 }, invalid: -1 } }, 'figures.invalid'],
    ['six digits', { ...EXAMPLE, figures: { votes: { '1': 100_000 } } }, 'figures.votes.1'],
    ['a number as text', { ...EXAMPLE, figures: { votes: { '1': '83' } } }, 'figures.votes.1'],
    ['an unknown key', { ...EXAMPLE, author: 'me' }, 'author'],
    ['a time without zone', { ...EXAMPLE, capturedAt: '2020-12-09T15:12:00' }, 'capturedAt'],
  ])('%s', (_name, body, path) => {
    expect(pathsOf(body)).toContain(path)
  })
  test('a candidate number that is none is refused', () => {
    expect(Form.safeParse({ ...EXAMPLE, figures: { votes: { '0': 1 } } }).success).toBe(false)
    expect(Form.safeParse({ ...EXAMPLE, figures: { votes: { x: 1 } } }).success).toBe(false)
  })
})

describe('[FM2] missing is not zero', () => {
  test('a line has a total when it is written or both sexes are', () => {
    expect([lineTotal({ m: 3, f: 4 }), lineTotal({ m: 3 }), lineTotal({ m: 1, f: 1, total: 9 }), lineTotal(undefined)]).toEqual([
      7,
      undefined,
      9,
      undefined,
    ])
  })
  test('valid votes are the sum of the candidates, never the written valid', () => {
    expect(sumOfVotes({ votes: { '1': 83, '2': 102 }, valid: 999 })).toBe(185)
  })
})

describe('[FM3] a form holds at least one vote line or one photo', () => {
  test('neither is empty; a zero written by hand is a vote line', () => {
    expect(isEmptyForm({ figures: { valid: 3 } })).toBe(true)
    expect(isEmptyForm({ figures: { votes: { '1': 0 } } })).toBe(false)
    expect(isEmptyForm({ figures: {}, photos: ['a'.repeat(64)] })).toBe(false)
  })
})

describe('[FM4] the time of capture is kept as the phone showed it and moves nothing; only what no clock shows is refused', () => {
  test.each(['0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '2101-01-01T00:00:00Z', `2020-12-09T15:12:00.${'1'.repeat(60_000)}Z`])(
    'refused: %.24s',
    (capturedAt) => expect(pathsOf({ ...EXAMPLE, capturedAt })).toEqual(['capturedAt']),
  )
  test.each(['1970-01-01T00:00:00Z', '2100-12-31T23:59:59+08:00', '2020-12-09T15:12:00.123456789+08:00'])('kept: %s', (capturedAt) => {
    expect(Form.parse({ ...EXAMPLE, capturedAt }).capturedAt).toBe(capturedAt)
  })
  const rowsWith = (first?: string, second?: string) => {
    const state = given(reported(1, { capturedAt: first }), by(BUDI, reported(2, { capturedAt: second, source: 'desk', basis: 'photo' })))
    return openView(state).rowsAfter('full', 0)
  }
  test('a clock set back before the vote, or years ahead, changes no standing, finding or figure', () => {
    expect(rowsWith('1970-01-01T00:00:00Z', '2099-01-01T00:00:00Z')).toEqual(rowsWith())
    expect(rowsWith('2099-01-01T00:00:00Z', '1970-01-01T00:00:00Z')).toEqual(rowsWith())
  })
})

describe('[RF1] a refusal is a problem document with a stable code', () => {
  test('status and code agree and the first wrong field stands in the words', () => {
    const parsed = Form.safeParse({ ...EXAMPLE, tps: '1' })
    if (parsed.success) throw new Error('a TPS of one digit was accepted')
    const problem = toProblem(invalid(parsed.error))
    expect(problem).toMatchObject({ status: STATUS.invalid, code: 'invalid', detail: 'tps: a TPS code has 13 digits, without dots' })
  })
})
