import { describe, expect, test } from 'vitest'
import type { Report } from '../../shared/report.ts'
import { judge } from '../../shared/standing.ts'
import { aCell, aReading, aReport, CANDIDATES, figures, instantOf, otherFigures } from '../support/builders.ts'

const judged = (reports: readonly Report[]) => judge(aCell(reports), CANDIDATES)
/** Knowledge, and the seq of the report whose figures count. */
const verdict = (reports: readonly Report[]) => {
  const { knowledge, counted } = judged(reports)
  return [knowledge, counted?.form === undefined ? undefined : Number(counted.form.slice(-5))]
}
const zero = figures({ votes: { '1': 0, '2': 0, '3': 0 }, valid: 0, invalid: 0, total: 0 })

describe('[ST9] readings of three people and more may settle a difference by themselves, if one of them was made in the count room', () => {
  const reader = (seq: number, changes: Partial<Report['figures']>) => aReading({ seq, by: `operator-${seq}`, figures: figures(changes) })
  test('most read the same and its sums hold, although somebody newer differs', () => {
    expect(verdict([aReport({ seq: 1 }), reader(2, {}), aReport({ seq: 3, by: 'kordes', figures: otherFigures() })])).toEqual(['agreed', 2])
  })
  test('the figures of most people are confirmed, although the one reading says otherwise', () => {
    const people = [aReport({ seq: 1 }), aReport({ seq: 2, by: 'kordes' }), aReading({ seq: 3, figures: otherFigures() })]
    expect([verdict(people), judged(people).read]).toEqual([['agreed', 2], true])
  })
  test('the sums tell whose sheet is right, though he stands alone', () => {
    const people = [reader(1, { votes: { '1': 88, '2': 102, '3': 40 } }), reader(2, { valid: 235 }), reader(3, {})]
    expect(verdict([people[2] as Report, ...people.slice(0, 2)])).toEqual(['agreed', 3])
    const alone = [
      reader(1, { votes: { '1': 88, '2': 107, '3': 40 } }),
      aReport({ seq: 2 }),
      reader(3, { votes: { '1': 88, '2': 107, '3': 41 } }),
    ]
    expect(verdict(alone)).toEqual(['agreed', 2])
  })
  test('the sums tell one combination, though nobody wrote it: it counts without a form', () => {
    const votes = (one: number, two: number) => ({ votes: { '1': one, '2': two, '3': 40 } })
    const people = [reader(1, votes(88, 102)), reader(2, { ...votes(83, 107), invalid: 9 }), reader(3, { ...votes(38, 201), total: 1 })]
    const { knowledge, counted, focus, read } = judged(people)
    expect([knowledge, counted?.form, read]).toEqual(['agreed', undefined, true])
    expect(counted?.figures).toEqual({ votes: { '1': 83, '2': 102, '3': 40 }, valid: 225, invalid: 4, total: 229 })
    expect(focus).toMatchObject({ figures: counted?.figures, at: instantOf(3) })
  })
  test('a written sum that was misread is put right, and the rest of the sheet is looked at beside it', () => {
    const people = [reader(1, { valid: 235 }), reader(2, { total: 228 }), reader(3, { valid: 222 })]
    const { knowledge, counted, focus } = judged(people)
    expect([knowledge, counted?.form, counted?.figures.valid, counted?.figures.users]).toEqual(['agreed', undefined, 225, undefined])
    expect([focus?.figures.valid, focus?.figures.users, focus?.at]).toEqual([225, figures().users, instantOf(1)])
  })
  test('three of four alike on a broken sum: so it is written', () => {
    const slip = { valid: 235 }
    const people = [reader(1, slip), reader(2, slip), reader(3, slip), reader(4, { ...slip, votes: { '1': 88, '2': 102, '3': 40 } })]
    expect(verdict(people)).toEqual(['agreed', 3])
  })
  test('zeros that most people read are not accepted so', () => {
    const zeros = [aReading({ seq: 2, figures: zero }), aReading({ seq: 3, by: 'operator-3', figures: zero })]
    expect(verdict([aReport({ seq: 1 }), ...zeros])[0]).toBe('conflict')
  })
})
