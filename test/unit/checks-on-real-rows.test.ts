import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkSheet, checkUnsilenced } from '../../shared/checks/all.ts'
import type { Sheet } from '../../shared/checks/check.ts'
import { aSheet } from '../support/builders.ts'
import { csvRows } from '../support/csv-rows.ts'

const file = new URL('../../../shared/data/tps-2024-five-regencies.csv', import.meta.url)

/** An empty cell is a missing figure. The lists of 2024 are named otherwise: DPTb moved in (our DPPh), DPK came with a card (our DPTb). */
function sheetOf(row: Readonly<Record<string, string>>): Sheet {
  const n = (column: string) => (row[column] ? Number(row[column]) : undefined)
  const line = (name: string) => ({ m: n(`${name}_l`), f: n(`${name}_p`), total: n(`${name}_t`) })
  const votes = [1, 2, 3].flatMap((number) => (n(`votes_${number}`) === undefined ? [] : [[number, n(`votes_${number}`) ?? 0]]))
  return aSheet({
    tps: row['tps_code'],
    figures: {
      votes: Object.fromEntries(votes) as Record<string, number>,
      valid: n('valid'),
      invalid: n('invalid'),
      total: n('total'),
      voters: { dpt: line('dpt') },
      users: { dpt: line('used_dpt'), dpph: line('used_dptb'), dptb: line('used_dpk'), all: line('used') },
    },
    registerDpt: undefined,
    maxVotersPerTps: 300,
    pollsClose: '2024-02-14T13:00:00+08:00',
    reportedAt: '2024-02-14T12:00:00Z',
  })
}

/**
 * A row counts for a check when it holds every figure the check needs, other figures missing or not. AR1 so looks at the 3,184
 * complete rows; the others also at the 53 rows that hold the sums and the users but no candidate's votes, and nothing at the 3,780
 * rows without sums.
 */
test('[CK7] on the real rows of 2024, before PG1 silences, the checks find what an independent count found', ({ skip }) => {
  if (!existsSync(file)) return skip(`no real rows at ${file.pathname}: base rates not measured`)
  const sheets = csvRows(file).map(sheetOf)
  const count = (checks: (sheet: Sheet) => readonly { check: string }[]) => {
    const counts: Record<string, number> = {}
    for (const { check } of sheets.flatMap(checks)) counts[check] = (counts[check] ?? 0) + 1
    return counts
  }
  const before = count(checkUnsilenced)
  const after = count(checkSheet)
  expect(sheets).toHaveLength(7017)
  expect(before).toMatchObject({ AR1: 109, AR2: 26, AR4: 132, AR5: 199, AR8: 30 })
  expect(before['PG1']).toBeLessThanOrEqual(67)
  expect(after['PG1']).toBe(before['PG1'])
  for (const check of ['AR1', 'AR4', 'AR5', 'AR8']) expect(after[check]).toBeLessThan(before[check] ?? 0)
  expect([before['AR3'], before['AR6'], before['AR7'], before['AR9'], before['TM1']]).toEqual(Array(5).fill(undefined))
})
