import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../shared/report.ts'
import { liveReports } from '../../shared/standing.ts'
import { aCell, aReading, aReport, idOf } from '../support/builders.ts'

const liveSeqs = (reports: readonly Report[]) => liveReports(aCell(reports)).map(({ seq }) => seq)
const photosOnly = { figures: {}, photos: ['a'.repeat(64)] }

describe('[ST1] of every author the newest unreplaced report is live', () => {
  test('a later report of the same author takes the place of the earlier, others stay', () => {
    expect(liveSeqs([aReport({ seq: 1 }), aReading({ seq: 2 }), aReport({ seq: 3 })])).toEqual([2, 3])
  })
  test('what its own author replaced is not live, also when the replaced one arrives last', () => {
    expect(liveSeqs([aReport({ seq: 1, replaces: idOf(2) }), aReport({ seq: 2 })])).toEqual([1])
    expect(liveSeqs([aReport({ seq: 1 }), aReport({ seq: 2, replaces: idOf(1) })])).toEqual([2])
  })
  test('nobody replaces the report of another', () => {
    expect(liveSeqs([aReport({ seq: 1 }), aReading({ seq: 2, replaces: idOf(1) })])).toEqual([1, 2])
  })
  test('a report that names itself stays', () => {
    expect(liveSeqs([aReport({ seq: 1, replaces: idOf(1) }), aReading({ seq: 2 })])).toEqual([1, 2])
  })
  test('photos sent later do not step before the figures of the same author, unless they replace them', () => {
    expect(liveSeqs([aReport({ seq: 1 }), aReport({ seq: 2, ...photosOnly })])).toEqual([1])
    expect(liveSeqs([aReport({ seq: 1 }), aReport({ seq: 2, ...photosOnly }), aReading({ seq: 3 })])).toEqual([1, 3])
    expect(liveSeqs([aReport({ seq: 1 }), aReport({ seq: 2, ...photosOnly, replaces: idOf(1) })])).toEqual([2])
  })
  test('whatever the order of a row of corrections, only the one that nobody replaced is live', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }), (seqs) => {
        const chain = seqs.map((seq, i) => aReport({ seq, replaces: i === 0 ? undefined : idOf(seqs[i - 1] as number) }))
        expect(liveSeqs(chain)).toEqual([seqs.at(-1)])
      }),
    )
  })
})
