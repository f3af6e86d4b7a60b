import { describe, expect, test } from 'vitest'
import { checkUnsilenced } from '../../shared/checks/all.ts'
import type { Sheet } from '../../shared/checks/check.ts'
import type { Figures } from '../../shared/form.ts'
import { aSheet, figures } from '../support/builders.ts'

const withFigures = (changes: Partial<Figures>): Partial<Sheet> => ({ figures: figures(changes) })
const found = (changes: Partial<Sheet>, check: string) => checkUnsilenced(aSheet(changes)).find((one) => one.check === check)

describe('[CK5] one changed digit that would repair the vote sums is told, with its field and value', () => {
  const hint = (changes: Partial<Figures>, check: string) => found(withFigures(changes), check)?.hint
  test('of a candidate, when the total confirms valid', () => {
    expect(hint({ votes: { '1': 53, '2': 102, '3': 40 } }, 'AR1')).toEqual({
      id: 'Satu angka berbeda akan mencocokkannya: suara paslon nomor 1 53 menjadi 83, atau suara paslon nomor 2 102 menjadi 132, atau suara paslon nomor 3 40 menjadi 70.',
      en: 'One digit would repair it: the votes of candidate 1 53 to 83, or the votes of candidate 2 102 to 132, or the votes of candidate 3 40 to 70.',
    })
  })
  test('of valid, when the candidates and the total confirm each other; it repairs both sums', () => {
    const only = 'Satu angka berbeda akan mencocokkannya: jumlah seluruh suara sah 255 menjadi 225.'
    expect([hint({ valid: 255 }, 'AR1')?.id, hint({ valid: 255 }, 'AR2')?.id]).toEqual([only, only])
  })
  test('of invalid or total, when the candidates confirm valid', () => {
    expect(hint({ total: 224 }, 'AR2')?.en).toBe('One digit would repair it: valid and invalid votes together 224 to 229.')
    expect(hint({ invalid: 9 }, 'AR2')?.en).toBe('One digit would repair it: invalid votes 9 to 4.')
  })
  test('a figure may have to be 0', () => {
    expect(found({ candidates: [1, 2], figures: { votes: { '1': 83, '2': 6 }, valid: 83 } }, 'AR1')?.hint?.en).toContain(
      'candidate 2 6 to 0',
    )
  })
  test('an empty box is a digit too: 4 may have been 104', () => {
    expect(hint({ total: 329 }, 'AR2')?.en).toBe(
      'One digit would repair it: invalid votes 4 to 104, or valid and invalid votes together 329 to 229.',
    )
  })
  test.each([
    ['two digits', { valid: 236 }, 'AR1'],
    [
      'a difference that is carried over in every figure',
      { votes: { '1': 95, '2': 98, '3': 91 }, valid: 294, invalid: 4, total: 298 },
      'AR1',
    ],
    ['a figure below zero', { votes: { '1': 5, '2': 3, '3': 2 }, valid: 0, invalid: 4, total: 4 }, 'AR1'],
    ['two sums broken by two slips', { votes: { '1': 53, '2': 102, '3': 40 }, total: 239 }, 'AR1'],
  ] as const)('%s: no hint', (_name, changes, check) => {
    expect(found(withFigures(changes), check)).toBeDefined()
    expect(hint(changes, check)).toBeUndefined()
  })
  test('no more than three ways are told', () => {
    const votes = { '1': 11, '2': 12, '3': 13, '4': 14 }
    const told = found({ candidates: [1, 2, 3, 4], figures: { votes, valid: 51 } }, 'AR1')?.hint?.en
    expect(told?.match(/ to /g)).toHaveLength(3)
  })
})
