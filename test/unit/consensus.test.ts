import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { consensusOf, type Identity, type Reading } from '../../shared/consensus.ts'
import { csvRows } from '../support/csv-rows.ts'

const SUMS: readonly Identity[] = [
  { sum: 'valid', parts: ['a', 'b'] },
  { sum: 'total', parts: ['valid', 'invalid'] },
]
const RIGHT: Reading = { a: 83, b: 102, valid: 185, invalid: 4, total: 189 }
const read = (changes: Reading = {}): Reading => ({ ...RIGHT, ...changes })
const accepted = (...readings: Reading[]) => consensusOf(readings, SUMS)

describe('[CS1] two readings are accepted when no field differs and every sum holds', () => {
  test('alike and right', () => expect(accepted(read(), read())).toEqual({ reading: RIGHT, by: 'equal' }))
  test('one reading alone settles nothing', () => expect(accepted(read())).toBeUndefined())
  test.each([
    ['a field differs', read({ a: 88 }), read()],
    ['alike, but a sum is broken', read({ valid: 186 }), read({ valid: 186 })],
    ['alike, but the other sum is broken', read({ total: 199 }), read({ total: 199 })],
  ])('%s: a third reader is asked', (_name, one, other) => {
    expect(accepted(one, other)).toBeUndefined()
  })
})

describe('[CS2] from three readings on, the one combination of what was read that keeps every sum is accepted', () => {
  test('also when a single reader read it, and each reader erred somewhere', () => {
    expect(accepted(read({ a: 88 }), read({ a: 88, total: 199 }), read({ b: 120 }))).toEqual({ reading: RIGHT, by: 'sums' })
  })
  test('three alike on a sheet that adds up', () => expect(accepted(read(), read(), read())?.by).toBe('sums'))
  test('two combinations keep the sums and nobody has a majority: a further reader is asked', () => {
    expect(accepted(read(), read({ a: 84, b: 101 }), read({ a: 85, b: 100 }))).toBeUndefined()
  })
  test('a field that no sum looks at cannot make the combination ambiguous: most readers tell it', () => {
    expect(accepted(read({ a: 88, dpt: 290 }), read({ a: 88, dpt: 290 }), read({ dpt: 230 }))).toEqual({
      reading: read({ dpt: 290 }),
      by: 'sums',
    })
    expect(accepted(read({ a: 88, dpt: 290 }), read({ a: 88, dpt: 230 }), read({ dpt: 299 }))).toBeUndefined()
  })
  test('six disputed fields are enumerated, seven are not', () => {
    const identities = [{ sum: 'total', parts: ['1', '2', '3', '4', '5', '6'] }]
    const sheet = (wrong: string[]): Reading => {
      const parts = ['1', '2', '3', '4', '5', '6'].map((field) => [field, wrong.includes(field) ? 10 ** Number(field) : 1])
      return { ...Object.fromEntries(parts), total: wrong.includes('total') ? 9 : 6 }
    }
    const by = (...wrong: string[][]) => consensusOf(wrong.map(sheet), identities)?.by
    const six = ['1', '2', '3', '4', '5', '6']
    expect(by(six, six, [])).toBe('sums')
    expect(by([...six, 'total'], [...six, 'total'], [])).toBeUndefined()
  })
  test('so many readings of so many fields that no combination means anything are not enumerated', () => {
    const scattered = Array.from({ length: 9 }, (_, i) => read({ a: 83 + i, b: 102 + 10 * i, valid: 185 + 100 * i, invalid: 4 + 1000 * i }))
    expect(accepted(...scattered)).toBeUndefined()
  })
})

describe('[CS3] else what most readers read is accepted, if at least two read it and every sum holds', () => {
  const moved = { a: 84, b: 101 }
  test('two of three', () => expect(accepted(read(), read(moved), read())).toEqual({ reading: RIGHT, by: 'majority' }))
  test('whoever of them came first', () => expect(accepted(read(moved), read(), read())).toEqual({ reading: RIGHT, by: 'majority' }))
  test('a majority on some disputed fields only is none', () => {
    expect(accepted(read({ dpt: 1 }), read({ ...moved, dpt: 2 }), read({ dpt: 3 }))).toBeUndefined()
  })
  test('half is no majority', () => expect(accepted(read(), read(moved), read(), read(moved))).toBeUndefined())
  test('three of five', () => expect(accepted(read(), read(moved), read(), read(moved), read())?.by).toBe('majority'))
  test('a majority that breaks a sum is not accepted from three', () => {
    expect(accepted(read({ valid: 186 }), read({ valid: 186 }), read({ valid: 186, invalid: 5 }))).toBeUndefined()
  })
})

describe('[CS4] else, from four readings on, what three read alike on every field is so written', () => {
  const slip = { valid: 186 }
  test('the slip of the polling staff stays as written', () => {
    expect(accepted(read(slip), read(slip), read({ ...slip, a: 88 }), read(slip))).toEqual({ reading: read(slip), by: 'written-so' })
  })
  test('three readings are not enough', () => expect(accepted(read(slip), read(slip), read(slip))).toBeUndefined())
  test('a field that only two read alike', () => {
    expect(accepted(read(slip), read(slip), read({ ...slip, a: 88 }), read({ ...slip, a: 89 }))).toBeUndefined()
  })
})

describe('[CS5] a field left blank speaks neither for nor against', () => {
  const votes = { a: 83, b: 102 }
  test('a sum with a field nobody read is silent', () => {
    expect(accepted(votes, votes)).toEqual({ reading: votes, by: 'equal' })
    expect(accepted({ a: 83, valid: 7 }, { a: 83, valid: 7 })?.by).toBe('equal')
    expect(accepted({ ...votes, valid: 7 }, { ...votes, valid: 7 })).toBeUndefined()
  })
  test('what one reader wrote and the other left blank is taken', () => {
    expect(accepted({ ...votes, valid: undefined }, read())).toEqual({ reading: RIGHT, by: 'equal' })
  })
  test('and it needs no three who read it alike', () => {
    expect(accepted({ ...votes, valid: 7 }, votes, votes, { ...votes, a: 1 })?.by).toBe('written-so')
  })
  test('a majority is one of those who read the field', () => {
    expect(accepted({ ...votes }, { ...votes, note: 1 }, { ...votes, note: 2 })).toBeUndefined()
    expect(accepted({ ...votes, note: 1 }, { ...votes, note: 1 }, votes, votes)?.reading['note']).toBe(1)
  })
})

const folder = new URL('../../../shared/data/entries/', import.meta.url)
const VOTES = ['s1', 's2', 's3', 'sah', 'tidak_sah', 'total']
const ADMINISTRATION = ['dpt', 'v_dpt', 'v_dpph', 'v_dptb', 'v_total', 'ss_terima', 'ss_digunakan', 'ss_rusak', 'ss_sisa']
const VOTE_SUMS: readonly Identity[] = [
  { sum: 'sah', parts: ['s1', 's2', 's3'] },
  { sum: 'total', parts: ['sah', 'tidak_sah'] },
]
const ALL_SUMS: readonly Identity[] = [
  ...VOTE_SUMS,
  { sum: 'v_total', parts: ['v_dpt', 'v_dpph', 'v_dptb'] },
  { sum: 'total', parts: ['v_total'] },
  { sum: 'total', parts: ['ss_digunakan'] },
  { sum: 'ss_terima', parts: ['ss_digunakan', 'ss_rusak', 'ss_sisa'] },
]

/** Asks reader after reader, five at most, until their readings are accepted. */
function readUntilAccepted(entries: readonly Reading[], identities: readonly Identity[]) {
  for (let readers = 2; readers <= Math.min(5, entries.length); readers++) {
    const consensus = consensusOf(entries.slice(0, readers), identities)
    if (consensus) return { consensus, readers }
  }
  return { consensus: undefined, readers: entries.length }
}

describe('[CS6] simulated entries: at most 0.15 % of accepted forms with a wrong vote figure, at most 2.4 entries a form', () => {
  test.for([
    ['votes alone', VOTES, VOTE_SUMS],
    ['the whole sheet', [...VOTES, ...ADMINISTRATION], ALL_SUMS],
  ] as const)('%s', ([, fields, identities], { skip }) => {
    if (!existsSync(folder)) return skip(`no simulated entries at ${folder.pathname}: the promise is not measured`)
    const numbers = (row: Readonly<Record<string, string>>) => Object.fromEntries(fields.map((field) => [field, Number(row[field])]))
    const entries = new Map<string, Reading[]>()
    for (const row of csvRows(new URL('entries.csv', folder)).toSorted((a, b) => Number(a['order']) - Number(b['order']))) {
      const tps = row['tps_id'] ?? ''
      entries.set(tps, [...(entries.get(tps) ?? []), numbers(row)])
    }
    const truth = csvRows(new URL('truth.csv', folder))
    const outcomes = truth.map((row) => ({ ...readUntilAccepted(entries.get(row['tps_id'] ?? '') ?? [], identities), truth: numbers(row) }))
    const settled = outcomes.flatMap(({ consensus, truth: right }) => (consensus ? [{ reading: consensus.reading, right }] : []))
    const wrong = settled.filter(({ reading, right }) => VOTES.some((field) => reading[field] !== right[field]))
    expect(truth.length).toBeGreaterThanOrEqual(1000)
    expect(settled.length / truth.length).toBeGreaterThanOrEqual(0.98)
    expect(wrong.length / settled.length).toBeLessThanOrEqual(0.0015)
    expect(outcomes.reduce((sum, { readers }) => sum + readers, 0) / truth.length).toBeLessThanOrEqual(2.4)
  })
})
