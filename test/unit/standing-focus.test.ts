import { describe, expect, test } from 'vitest'
import type { Report } from '../../shared/report.ts'
import { judge } from '../../shared/standing.ts'
import { aCell, aReading, aReport, CANDIDATES, figures, idOf, instantOf, otherFigures } from '../support/builders.ts'

const judged = (reports: readonly Report[]) => judge(aCell(reports), CANDIDATES)
const zero = figures({ votes: { '1': 0, '2': 0, '3': 0 }, valid: 0, invalid: 0, total: 0 })
const photosOnly = { figures: {}, photos: ['a'.repeat(64)] }

describe('[ST11] the checks look at the counted figures, completed by reports that agree with them', () => {
  const votesOnly = { votes: figures().votes, valid: 225, invalid: 4, total: 229 }
  test('of one report they are its own figures, as they stand', () => {
    const report = aReport()
    expect(judged([report]).focus).toEqual({ figures: report.figures, at: report.at })
    expect(judged([report]).focus?.figures).toBe(report.figures)
  })
  test('lines the reader left out come from the newest who agrees; his own lines stay as he wrote them', () => {
    const users = { dpt: { total: 200 }, all: { m: 1, f: 2 } }
    const reports = [
      aReport({ seq: 1, figures: figures({ disabled: { voters: { total: 2 } } }) }),
      aReport({ seq: 2, by: 'kordes', source: 'workbook', figures: { ...votesOnly, ballots: { used: 111 } } }),
      aReading({ seq: 3, figures: { ...votesOnly, valid: undefined, users } }),
    ]
    const focus = judged(reports).focus?.figures
    expect(focus?.users).toEqual({ ...figures().users, ...users })
    expect(focus?.ballots).toEqual({ ...figures().ballots, used: 111 })
    expect([focus?.voters, focus?.valid, focus?.disabled]).toEqual([figures().voters, 225, { voters: { total: 2 } }])
    expect(judged(reports).counted?.figures).toBe(reports[2]?.figures)
  })
  test('they come from a newer report too, when an older one counts', () => {
    const reports = [aReading({ seq: 1, figures: votesOnly }), aReport({ seq: 2 })]
    expect([judged(reports).counted?.form, judged(reports).focus?.figures]).toEqual([idOf(1), figures()])
  })
  test('reports stay as they were, and nothing is copied where nothing is lacking', () => {
    const reports = [
      aReport({ seq: 1 }),
      aReading({ seq: 2, figures: { ...votesOnly, ballots: { used: 229 } } }),
      aReading({ seq: 3, by: 'operator-2' }),
    ]
    const before = structuredClone(reports)
    const withGaps = judged(reports.slice(0, 2)).focus?.figures
    expect(withGaps?.ballots).toEqual(figures().ballots)
    expect(judged(reports).focus?.figures).toBe(reports[2]?.figures)
    expect(reports).toEqual(before)
  })
  test('nothing comes from somebody who differs', () => {
    const reports = [aReport({ seq: 1, figures: otherFigures() }), aReading({ seq: 2, figures: votesOnly })]
    expect(judged(reports).focus?.figures).toEqual(votesOnly)
  })
  test('an invalid that was filled in decides who agrees from then on', () => {
    const reports = [
      aReport({ seq: 1, figures: { ...votesOnly, invalid: 9, ballots: { used: 9 } } }),
      aReport({ seq: 2, by: 'kordes', source: 'workbook', figures: votesOnly }),
      aReading({ seq: 3, figures: { votes: votesOnly.votes } }),
    ]
    expect(judged(reports).focus?.figures).toEqual(votesOnly)
  })
  test('where nothing counts they are those of the newest report', () => {
    const partial = { votes: { '1': 3 } }
    expect(judged([aReport({ seq: 1, figures: { votes: { '1': 2 } } }), aReading({ seq: 2, figures: partial })]).focus?.figures).toEqual(
      partial,
    )
    expect(judged([aReport({ figures: zero })]).focus?.figures).toEqual(zero)
    expect(judged([aReport({ seq: 1, figures: partial }), aReading({ seq: 2, ...photosOnly })]).focus?.figures).toEqual(partial)
    expect(judged([]).focus).toBeUndefined()
  })
  test('their time is when figures like these first arrived, replaced ones included', () => {
    const reports = [
      aReport({ seq: 4, figures: otherFigures() }),
      aReport({ seq: 5 }),
      aReading({ seq: 7 }),
      aReport({ seq: 9, replaces: idOf(5) }),
    ]
    expect(judged(reports).focus?.at).toBe(instantOf(5))
  })
})

describe('[ST12] the figures in focus are confirmed by a live count-room reading of them, or a settlement', () => {
  test.each([
    ['a reading', [aReading()], true],
    ['a witness', [aReport()], false],
    ['a witness who sent the photo', [aReport({ basis: 'photo' })], false],
    ['a desk that was told by phone', [aReading({ basis: 'phone' })], false],
    ['a workbook made from the paper', [aReport({ source: 'workbook', basis: 'paper' })], false],
    ['a reading that agrees with the witness', [aReport({ seq: 1 }), aReading({ seq: 2 })], true],
    ['a reading of zeros beside other figures', [aReport({ seq: 1 }), aReading({ seq: 2, figures: zero })], false],
    ['a reading its reader has replaced', [aReading({ seq: 1 }), aReading({ seq: 2, basis: 'message', replaces: idOf(1) })], false],
    ['an incomplete sheet read from the photo', [aReading({ figures: { votes: { '1': 3 } } })], true],
    ['no report', [], false],
  ] as const)('%s', (_name, reports, read) => {
    expect(judged(reports).read).toBe(read)
  })
})
