import { describe, expect, test } from 'vitest'
import { explanationOf } from '../../shared/checks/all.ts'

const IDS = ['AR1', 'AR2', 'AR3', 'AR4', 'AR5', 'AR6', 'AR7', 'AR8', 'AR9', 'AR10', 'PG1', 'MA1', 'MA2', 'SX1', 'DT1', 'DB1', 'MX1', 'TM1']

describe('[TP3] every check says what to do next, in both languages, and its base rate is a share', () => {
  test.each(IDS)('%s', (check) => {
    const explained = explanationOf(check)
    expect(explained?.next.id).toMatch(/\.$/)
    expect(explained?.next.en).toMatch(/\.$/)
    expect(explained?.baseRate ?? 0.1).toBeGreaterThan(0)
    expect(explained?.baseRate ?? 0.1).toBeLessThan(0.2)
  })
  test('a check of another version has none', () => expect(explanationOf('ZZ9')).toBeUndefined())
})
