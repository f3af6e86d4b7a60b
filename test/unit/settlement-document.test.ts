import { describe, expect, test } from 'vitest'
import { findingsOf, type SheetContext } from '../../shared/findings.ts'
import type { ContestId, TpsId } from '../../shared/ids.ts'
import type { Report, Settlement } from '../../shared/report.ts'
import { judge } from '../../shared/standing.ts'
import { aCell, aReading, aReport, aSettlement, CANDIDATES, figures, instantOf } from '../support/builders.ts'

const CONTEXT: SheetContext = {
  tps: '6472011001004' as TpsId,
  contest: '6472' as ContestId,
  round: 1,
  candidates: CANDIDATES,
  registerDpt: 290,
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  pollsClose: '2020-12-09T13:00:00+08:00',
}
const since = (reports: readonly Report[], settlements: readonly Settlement[] = [], context: Partial<SheetContext> = {}) =>
  findingsOf(judge(aCell(reports, settlements), CANDIDATES), { ...CONTEXT, ...context }).map((one) => [one.check, one.since])
const { votes } = figures()

describe("[SE1] a settlement's figures are judged as one document", () => {
  test('what it leaves out is unknown, though a report with the same votes holds it', () => {
    const witness = aReport({ seq: 1, figures: figures({ invalid: 4, total: 229 }) })
    const typed = aSettlement({ seq: 2, figures: { votes, valid: 500 } })
    expect(judge(aCell([witness], [typed]), CANDIDATES).focus).toEqual({ figures: typed.figures, at: instantOf(2) })
    expect(since([witness], [typed])).toEqual([['AR1', instantOf(2)]])
  })
  test('a chosen report is judged as its author wrote it, from when it came', () => {
    const lean = aReport({ seq: 2, by: 'kordes', source: 'workbook', figures: { votes, valid: 235 } })
    const settled = aSettlement({ seq: 4, figures: lean.figures, form: lean.id })
    expect(since([aReport({ seq: 1 }), lean], [settled])).toEqual([['AR1', instantOf(2)]])
  })
})

describe('[CK8] a finding dates from the entry that brought the last of the figures it takes', () => {
  const voters = { dpt: { total: 290 }, dpph: { total: 1 }, dptb: { total: 3 }, all: { total: 300 } }
  test('what an earlier report said keeps its date, what a later one added has the date of that one', () => {
    const first = aReport({ seq: 2, figures: { votes, valid: 235, invalid: 4 } })
    const second = aReading({ seq: 5, figures: { votes, valid: 235, invalid: 4, voters } })
    expect(since([first, second])).toEqual([
      ['AR1', instantOf(2)],
      ['AR9', instantOf(5)],
    ])
  })
  test('a corrected sum is another finding than the one before it', () => {
    const wrong = aReport({ seq: 1, figures: { votes, valid: 235 } })
    const worse = aReport({ seq: 3, replaces: wrong.id, figures: { votes, valid: 245 } })
    expect(since([wrong, worse])).toEqual([['AR1', instantOf(3)]])
  })
  test('the DPT of the register has the date of its amendment', () => {
    const sheet = aReport({ seq: 1, figures: { votes, voters: { dpt: { total: 290 } } } })
    expect(since([sheet], [], { registerDpt: 310, registeredAt: instantOf(6) })).toEqual([['MA1', instantOf(6)]])
    expect(since([sheet], [], { registerDpt: 310 })).toEqual([['MA1', instantOf(1)]])
  })
})
