import { describe, expect, test } from 'vitest'
import type { Report, Settlement } from '../../shared/report.ts'
import { judge } from '../../shared/standing.ts'
import { aCell, aReading, aReport, aSettlement, CANDIDATES, figures, idOf, otherFigures } from '../support/builders.ts'

const judged = (reports: readonly Report[], settlements: readonly Settlement[] = []) => judge(aCell(reports, settlements), CANDIDATES)
/** Knowledge, and the seq of the report whose figures count. */
const verdict = (reports: readonly Report[], settlements: readonly Settlement[] = []) => {
  const { knowledge, counted } = judged(reports, settlements)
  return [knowledge, counted?.form === undefined ? undefined : Number(counted.form.slice(-5))]
}

const zero = figures({ votes: { '1': 0, '2': 0, '3': 0 }, valid: 0, invalid: 0, total: 0 })
const photosOnly = { figures: {}, photos: ['a'.repeat(64)] }
const broken = figures({ valid: 235 })

describe('[ST2] without a vote for every candidate nothing counts: none or partial', () => {
  const partial = aReport({ seq: 1, figures: figures({ votes: { '1': 83, '2': 102 } }) })
  test.each([
    ['no report', [], 'none'],
    ['photos only', [aReport(photosOnly)], 'none'],
    ['one candidate missing', [partial], 'partial'],
    ['photos after an incomplete sheet', [partial, aReading({ seq: 2, ...photosOnly })], 'partial'],
  ] as const)('%s', (_name, reports, knowledge) => {
    expect(verdict(reports)).toEqual([knowledge, undefined])
  })
  test('an incomplete sheet makes no difference to a complete one', () => {
    expect(verdict([aReport({ seq: 1 }), aReading({ seq: 2, figures: { votes: { '1': 1 } } })])).toEqual(['provisional', 1])
  })
})

describe('[ST3] sheets of zeros are held, and never count before a person settles', () => {
  test.each([
    ['one sheet of zeros', [aReport({ figures: zero })], ['held', undefined]],
    ['two people, both zero', [aReport({ seq: 1, figures: zero }), aReading({ seq: 2, figures: zero })], ['held', undefined]],
    ['zeros by SMS', [aReport({ source: 'sms', figures: zero })], ['held', undefined]],
    ['a zero for one candidate only', [aReport({ figures: figures({ votes: { '1': 225, '2': 0, '3': 0 } }) })], ['provisional', 1]],
    ['a person zero, another not', [aReport({ seq: 1 }), aReading({ seq: 2, figures: zero })], ['conflict', 1]],
    [
      'two read zeros, a machine says otherwise',
      [aReport({ seq: 1, figures: zero }), aReading({ seq: 2, figures: zero }), aReport({ seq: 3, by: 'feed', source: 'api' })],
      ['provisional', 3],
    ],
    [
      'two read zeros, a third not',
      [aReport({ seq: 1 }), aReading({ seq: 2, figures: zero }), aReading({ seq: 3, by: 'operator-2', figures: zero })],
      ['conflict', 1],
    ],
  ] as const)('%s', (_name, reports, expected) => {
    expect(verdict(reports)).toEqual(expected)
  })
})

describe('[ST4] what was only heard is a claim', () => {
  const sms = aReport({ seq: 1, by: 'gateway', source: 'sms', basis: 'message' })
  const phoned = aReport({ seq: 2, by: 'operator-1', source: 'desk', basis: 'phone' })
  test.each([
    ['an SMS', [sms], ['claimed', 1]],
    ['a call written down at the desk', [phoned], ['claimed', 2]],
    ['both: the person before the machine', [{ ...sms, seq: 3, id: idOf(3) }, phoned], ['claimed', 2]],
    ['two people who both only heard it', [phoned, aReport({ seq: 3, basis: 'phone' })], ['claimed', 2]],
    ['a machine that did not only hear it', [phoned, aReport({ seq: 3, by: 'feed', source: 'api' })], ['provisional', 2]],
    ['against somebody who was there', [aReport({ seq: 1, figures: otherFigures() }), phoned], ['conflict', 1]],
  ] as const)('%s', (_name, reports, expected) => {
    expect(verdict(reports)).toEqual(expected)
  })
})

describe('[ST5] one person, or only machines, is provisional: desk before witness before workbook before api, then the newest', () => {
  const api = (seq: number) => aReport({ seq, by: `feed-${seq}`, source: 'api', figures: otherFigures() })
  test.each([
    ['a witness', [aReport()], ['provisional', 1]],
    ['a reading alone', [aReading()], ['provisional', 1]],
    ['a workbook', [aReport({ source: 'workbook' })], ['provisional', 1]],
    ['a machine', [api(1)], ['provisional', 1]],
    ['machines among themselves: the newest', [api(1), api(2)], ['provisional', 2]],
    ['a workbook before a newer machine', [aReport({ seq: 1, source: 'workbook' }), api(2)], ['provisional', 1]],
    ['a feed before a newer SMS', [api(1), aReport({ seq: 2, by: 'gateway', source: 'sms' })], ['provisional', 1]],
    ['a machine never differs with a person', [aReport({ seq: 1 }), api(2)], ['provisional', 1]],
    [
      'nor does an SMS',
      [aReport({ seq: 1 }), aReport({ seq: 2, by: 'gateway', source: 'sms', figures: otherFigures() })],
      ['provisional', 1],
    ],
    ['nor agree with one', [aReading({ seq: 1 }), aReport({ seq: 2, by: 'feed', source: 'api' })], ['provisional', 1]],
  ] as const)('%s', (_name, reports, expected) => {
    expect(verdict(reports)).toEqual(expected)
  })
})

describe('[ST6] two people alike without a count-room reading, or with a broken vote sum, are matching', () => {
  const desk = (seq: number, changes: Partial<Report> = {}) => aReading({ seq, ...changes })
  test.each([
    ['witness and workbook', [aReport({ seq: 1 }), aReport({ seq: 2, by: 'kordes', source: 'workbook' })], 1],
    ['a desk that was told by message', [aReport({ seq: 1 }), desk(2, { basis: 'message' })], 2],
    ['a witness who photographed is no reading', [aReport({ seq: 1 }), aReport({ seq: 2, by: 'kordes', basis: 'photo' })], 2],
    ['votes that do not add up to valid', [aReport({ seq: 1, figures: broken }), desk(2, { figures: broken })], 2],
    [
      'valid and invalid that do not add up to total',
      [aReport({ seq: 1, figures: figures({ total: 239 }) }), desk(2, { figures: figures({ total: 239 }) })],
      2,
    ],
    [
      'three alike with a broken sum',
      [aReport({ seq: 1, figures: broken }), desk(2, { figures: broken }), desk(3, { by: 'operator-2', figures: broken })],
      3,
    ],
  ] as const)('%s', (_name, reports, counted) => {
    expect(verdict(reports)).toEqual(['matching', counted])
  })
})

describe('[ST7] two people alike, one of them reading photo or paper in the count room, are agreed', () => {
  const differing = aReport({ seq: 1, figures: otherFigures() })
  test.each([
    ['witness and photo', [aReport({ seq: 1 }), aReading({ seq: 2 })], 2],
    ['whichever comes first', [aReading({ seq: 1 }), aReport({ seq: 2 })], 1],
    ['the paper', [aReport({ seq: 1 }), aReading({ seq: 2, basis: 'paper' })], 2],
    ['two readers', [aReading({ seq: 1 }), aReading({ seq: 2, by: 'operator-2' })], 2],
    ['one left invalid out', [aReport({ seq: 1, figures: figures({ invalid: undefined }) }), aReading({ seq: 2 })], 2],
    [
      'an administrative sum that breaks does not block',
      [aReport({ seq: 1 }), aReading({ seq: 2, figures: figures({ ballots: { used: 1, received: 0, returned: 0, unused: 0 } }) })],
      2,
    ],
    [
      'valid and total written by neither',
      [aReport({ seq: 1, figures: { votes: figures().votes } }), aReading({ seq: 2, figures: { votes: figures().votes } })],
      2,
    ],
    [
      'a machine that differs afterwards',
      [aReport({ seq: 1 }), aReading({ seq: 2 }), aReport({ seq: 3, by: 'feed', source: 'api', figures: otherFigures() })],
      2,
    ],
    ['somebody who differed earlier', [differing, aReport({ seq: 2, by: 'witness-2' }), aReading({ seq: 3 })], 3],
    [
      'two who differed earlier, each in his own way',
      [
        differing,
        aReport({ seq: 2, by: 'kordes', figures: otherFigures({ votes: { '1': 80, '2': 105, '3': 40 } }) }),
        aReport({ seq: 3, by: 'witness-2' }),
        aReading({ seq: 4 }),
      ],
      4,
    ],
  ] as const)('%s', (_name, reports, counted) => {
    expect(verdict(reports)).toEqual(['agreed', counted])
  })
  test('the same person twice is one person', () => {
    expect(verdict([aReport({ seq: 1, by: 'both' }), aReading({ seq: 2, by: 'both' })])).toEqual(['provisional', 2])
  })
})

describe('[ST8] people who differ are in conflict: a pair with a reading counts, else the order of sources', () => {
  const other = (seq: number, by: string, changes: Partial<Report> = {}) => aReport({ seq, by, figures: otherFigures(), ...changes })
  test.each([
    ['witness and desk: the desk', [other(1, 'witness-1'), aReading({ seq: 2 })], 2],
    ['whichever comes first', [aReading({ seq: 1 }), other(2, 'witness-1')], 1],
    ['witness and workbook: the witness', [aReport({ seq: 1 }), other(2, 'kordes', { source: 'workbook' })], 1],
    ['two witnesses: the newest', [aReport({ seq: 1 }), other(2, 'witness-2')], 2],
    ['they differ in invalid alone', [aReport({ seq: 1, figures: figures({ invalid: 5, total: undefined }) }), aReading({ seq: 2 })], 2],
    [
      'two pairs, the last one confirmed counts',
      [
        other(1, 'witness-1'),
        other(2, 'operator-2', { source: 'desk', basis: 'photo' }),
        aReport({ seq: 3, by: 'witness-2' }),
        aReading({ seq: 4 }),
      ],
      4,
    ],
    [
      'two against two: the pair with a reading before a newer one without',
      [aReport({ seq: 1, by: 'witness-2' }), aReading({ seq: 2 }), other(3, 'witness-1'), other(4, 'kordes')],
      2,
    ],
    [
      'everybody otherwise',
      [
        aReading({ seq: 1, figures: figures({ votes: { '1': 1, '2': 2, '3': 3 } }) }),
        other(2, 'witness-1'),
        aReport({ seq: 3, by: 'kordes' }),
      ],
      1,
    ],
    ['two of three alike, but nobody read it', [aReport({ seq: 1 }), aReport({ seq: 2, by: 'kordes' }), other(3, 'witness-2')], 3],
    [
      'an agreed pair whose sums break, and somebody newer',
      [
        aReport({ seq: 1, figures: broken }),
        aReading({ seq: 2, figures: broken }),
        other(3, 'witness-2', { source: 'desk', basis: 'message', figures: figures({ votes: { '1': 7, '2': 7, '3': 7 }, valid: 700 }) }),
      ],
      2,
    ],
    [
      'one who left invalid out makes no three alike of two who differ in it',
      [
        aReading({ seq: 1, figures: figures({ invalid: 5, total: undefined }) }),
        aReport({ seq: 2, by: 'kordes', figures: figures({ invalid: undefined, total: undefined }) }),
        aReport({ seq: 3, figures: figures({ total: undefined }) }),
      ],
      1,
    ],
    [
      'one who left invalid out stands between two who differ in it',
      [
        aReport({ seq: 1, figures: figures({ invalid: undefined, valid: 1 }) }),
        aReport({ seq: 2, by: 'kordes', figures: figures({ valid: 1 }) }),
        aReading({ seq: 3, figures: figures({ invalid: 9, valid: 1 }) }),
      ],
      3,
    ],
  ] as const)('%s', (_name, reports, counted) => {
    expect(verdict(reports)).toEqual(['conflict', counted])
  })
})

describe('[ST10] the last settlement counts; a person who reports otherwise afterwards challenges it', () => {
  const before = [aReport({ seq: 1, figures: otherFigures() }), aReading({ seq: 2, figures: broken })]
  const typed = aSettlement({ seq: 3 })
  test.each([
    ['those who differed before do not challenge', before, [typed], ['settled', 3]],
    ['nothing but a settlement', [], [typed], ['settled', 3]],
    ['the last of two', before, [typed, aSettlement({ seq: 4, figures: otherFigures() })], ['settled', 4]],
    ['figures of a report it chose', before, [aSettlement({ seq: 3, form: idOf(1), figures: otherFigures() })], ['settled', 1]],
    ['a later person differs', [...before, aReport({ seq: 4, by: 'kordes', figures: otherFigures() })], [typed], ['challenged', 3]],
    ['a later person agrees', [...before, aReport({ seq: 4, by: 'kordes' })], [typed], ['settled', 3]],
    ['a later person without invalid', [aReport({ seq: 4, figures: figures({ invalid: undefined }) })], [typed], ['settled', 3]],
    [
      'a later machine differs',
      [...before, aReport({ seq: 4, by: 'feed', source: 'api', figures: otherFigures() })],
      [typed],
      ['settled', 3],
    ],
    ['a later sheet lacks a candidate', [...before, aReport({ seq: 4, figures: { votes: { '1': 1 } } })], [typed], ['settled', 3]],
    ['a later photo', [...before, aReport({ seq: 4, ...photosOnly })], [typed], ['settled', 3]],
    [
      'who challenged takes it back',
      [...before, aReport({ seq: 4, by: 'kordes', figures: otherFigures() }), aReport({ seq: 5, by: 'kordes' })],
      [typed],
      ['settled', 3],
    ],
    [
      'settled again after the challenge',
      [...before, aReport({ seq: 4, by: 'kordes', figures: otherFigures() })],
      [typed, aSettlement({ seq: 5 })],
      ['settled', 5],
    ],
    ['zeros, once settled, count', [aReport({ seq: 1, figures: zero })], [aSettlement({ seq: 3, figures: zero })], ['settled', 3]],
  ] as const)('%s', (_name, reports, settlements, expected) => {
    expect(verdict(reports, settlements)).toEqual(expected)
  })
  test('its figures are the ones that count and are confirmed', () => {
    expect(judged(before.slice(0, 1), [typed])).toMatchObject({ counted: { figures: typed.figures }, read: true, focus: { at: typed.at } })
    expect(judged(before, [typed]).focus?.at).toBe(typed.at)
  })
})
