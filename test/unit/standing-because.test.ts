import { describe, expect, test } from 'vitest'
import type { Report, Settlement } from '../../shared/report.ts'
import { judge } from '../../shared/standing.ts'
import { aCell, aReading, aReport, aSettlement, CANDIDATES, figures, otherFigures } from '../support/builders.ts'

const zero = figures({ votes: { '1': 0, '2': 0, '3': 0 }, valid: 0, invalid: 0, total: 0 })
const broken = figures({ valid: 235 })
const misread = (number: string, votes: number) => figures({ votes: { ...figures().votes, [number]: votes } })
const witness = aReport({ seq: 1 })
const desk = aReading({ seq: 2 })

describe('[TP2] a judgement names its rule and the reports it rests on', () => {
  const cells: readonly (readonly [string, readonly Report[], readonly Settlement[], readonly number[]])[] = [
    ['nothing', [], [], []],
    ['incomplete', [aReport({ seq: 1, figures: { votes: { '1': 5 } } })], [], [1]],
    ['all-zero', [aReport({ seq: 1, figures: zero })], [], [1]],
    ['hearsay', [aReport({ seq: 1, source: 'sms' })], [], [1]],
    ['one-person', [witness, aReport({ seq: 3, by: 'feed', source: 'api' })], [], [1]],
    ['machine', [aReport({ seq: 3, by: 'feed', source: 'api' })], [], [3]],
    ['alike-unread', [witness, aReport({ seq: 2, by: 'witness-2' })], [], [1, 2]],
    ['alike-broken-sums', [aReport({ seq: 1, figures: broken }), aReading({ seq: 2, figures: broken })], [], [1, 2]],
    ['alike-with-reading', [witness, desk], [], [1, 2]],
    [
      'double-entry',
      [witness, aReading({ seq: 2, figures: misread('1', 88) }), aReading({ seq: 3, by: 'operator-2', figures: misread('2', 112) })],
      [],
      [1, 2, 3],
    ],
    ['differ-by-order', [witness, aReading({ seq: 2, figures: otherFigures() })], [], [1, 2]],
    [
      'differ-pair-first',
      [
        aReport({ seq: 1, figures: broken }),
        aReading({ seq: 2, figures: broken }),
        aReport({ seq: 3, by: 'witness-2', figures: otherFigures({ invalid: 9 }) }),
      ],
      [],
      [1, 2, 3],
    ],
    ['settlement', [witness], [aSettlement({ seq: 4 })], []],
    ['settlement-doubted', [witness, aReading({ seq: 5, figures: otherFigures() })], [aSettlement({ seq: 4 })], [5]],
  ]
  test.each(cells)('%s', (rule, reports, settlements, by) => {
    const { because } = judge(aCell(reports, settlements), CANDIDATES)
    expect([because.rule, because.by.map(({ seq }) => seq)]).toEqual([rule, by])
  })
})
