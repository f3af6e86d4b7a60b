import { describe, expect, test } from 'vitest'
import type { Finding, Knowledge } from '../../shared/tally.ts'
import { countFiltered, isFiltered, type Filter } from '../../client/src/screens/explore/filters.ts'
import { tpsFacts, withFinding, type TpsFacts } from '../../client/src/screens/explore/tps-facts.ts'
import { NOT_KNOWN_YET, possibleStates, TPS_STATES, tpsState, type TpsState } from '../../client/src/screens/explore/tps-state.ts'
import { id as words } from '../../client/src/words/explore.id.ts'
import { columnsFor } from '../../client/src/screens/explore/table-columns.ts'
import { language } from '../../client/src/language.ts'
import { exploreWords } from '../../client/src/words/explore.ts'
import { resultWords } from '../../client/src/words/results.ts'
import { wordsIn } from '../../server/export/notes.ts'

const HOUR = 3_600_000
const NOW = 100 * HOUR
const cellOf = (knowledge: Knowledge, more: { round?: number; reports?: number } = {}) => ({
  standing: { knowledge, proof: 'none' as const },
  round: 1,
  reports: 1,
  ...more,
})
const stateOf = (
  knowledge: Knowledge,
  more: { round?: number; reports?: number } = {},
  confirmed?: 'critical' | 'high' | 'medium',
): TpsState => tpsState({ cell: cellOf(knowledge, more), ...(confirmed ? { confirmed } : {}) }, NOW)

test('[XP23] "temuan" counts findings and "TPS perlu dicek" counts TPS, in heads, filters, exports and help alike', () => {
  for (const [tongue, finding, station] of [
    ['id', /^Temuan/, /^TPS perlu dicek$/],
    ['en', /^Findings/, /^TPS to check$/],
  ] as const) {
    language.value = tongue
    for (const kind of ['tps', 'region'] as const) {
      const head = columnsFor(kind, { single: true, filtered: false, lead: 'mixed' }).find(({ name }) => name === 'findings')
      expect(head?.label).toMatch(finding)
      expect(head?.meaning).toMatch(/temuan|findings/)
    }
    const exported = wordsIn(tongue)
    for (const said of [exported.columns.findings, exported.findingsOf('x'), resultWords.columns.findings, resultWords.stations.findings])
      expect(said).toMatch(finding)
    expect(exploreWords.states['perlu-dicek']).toMatch(station)
  }
  language.value = 'id'
})

describe('[XP3] a TPS has one state, from what the server knows', () => {
  test.each<[Knowledge, TpsState]>([
    ['partial', 'menunggu-entri'],
    ['held', 'perlu-dicek'],
    ['claimed', 'angka-tanpa-foto'],
    ['provisional', 'menunggu-entri'],
    ['matching', 'menunggu-entri'],
    ['conflict', 'beda-angka'],
    ['agreed', 'cocok'],
    ['settled', 'cocok'],
    ['challenged', 'beda-angka'],
  ])('%s is %s', (knowledge, state) => expect(stateOf(knowledge)).toBe(state))

  test('a report without votes brought a photo only', () => {
    expect(stateOf('none', { reports: 1 })).toBe('foto-tanpa-angka')
    expect(stateOf('none', { reports: 0 })).toBe('belum-dihitung')
    expect(tpsState({}, NOW)).toBe('belum-dihitung')
  })
  test('a grave finding that a reading confirmed needs checking; a lesser one does not, and a difference is said first', () => {
    expect(stateOf('agreed', {}, 'high')).toBe('perlu-dicek')
    expect(stateOf('provisional', {}, 'critical')).toBe('perlu-dicek')
    expect(stateOf('agreed', {}, 'medium')).toBe('cocok')
    expect(stateOf('conflict', {}, 'critical')).toBe('beda-angka')
  })
  test('nothing heard: without signal it is fetched, past its time it is late, else it is not counted yet', () => {
    expect(tpsState({ signal: false, expectedAt: NOW - 1 }, NOW)).toBe('tanpa-sinyal')
    expect(tpsState({ signal: true, expectedAt: NOW - 1 }, NOW)).toBe('terlambat')
    expect(tpsState({ expectedAt: NOW + 1 }, NOW)).toBe('belum-dihitung')
    expect(tpsState({ expectedAt: NOW - 1 }, undefined)).toBe('belum-dihitung')
  })
  test('nothing heard yet: a witness who is there is told, unless he is late; a copy that was refused is told before both', () => {
    const there = { ...cellOf('none', { reports: 0 }), present: true as const }
    expect(tpsState({ cell: there, expectedAt: NOW + 1 }, NOW)).toBe('saksi-hadir')
    expect(tpsState({ cell: there, expectedAt: NOW - 1 }, NOW)).toBe('terlambat')
    expect(tpsState({ cell: { ...there, copy: 'refused' }, expectedAt: NOW - 1 }, NOW)).toBe('salinan-ditolak')
    expect(tpsState({ cell: { ...there, copy: 'not-yet' } }, NOW)).toBe('saksi-hadir')
  })
  test('a round that was ordered is outstanding until its figures are in', () => {
    expect([stateOf('none', { round: 2, reports: 0 }), stateOf('partial', { round: 2 }), stateOf('agreed', { round: 2 })]).toEqual([
      'psu',
      'psu',
      'cocok',
    ])
  })
  test('what no fact says yet is never claimed, and never in the legend; what the register rules out neither', () => {
    const all = possibleStates({ withoutSignal: true, withExpectedTime: true })
    expect([...all, ...NOT_KNOWN_YET].toSorted()).toEqual(TPS_STATES.toSorted())
    expect(possibleStates({ withoutSignal: false, withExpectedTime: false })).not.toContain('tanpa-sinyal')
    expect(possibleStates({ withoutSignal: false, withExpectedTime: false })).not.toContain('terlambat')
    for (const state of TPS_STATES) expect(words.states[state] && words.stateMeaning[state]).toBeTruthy()
  })
})

const contest = { region: '6472', title: 'Wali Kota', candidates: [] } as never
const clock = { now: NOW, pollsClose: NOW - 5 * HOUR }
const aStation = (changed: Partial<Parameters<typeof tpsFacts>[0]> = {}): TpsFacts =>
  tpsFacts({ contest, station: { tps: '6472011001004' as never }, clock, ...changed })

describe('[XP4] silence is the time since the last sign of a TPS that still owes its figures', () => {
  test('since the end of voting when nothing came, since the newest report when figures are missing in it', () => {
    expect(aStation().silentMs).toBe(5 * HOUR)
    const at = new Date(NOW - 2 * HOUR).toISOString()
    expect(aStation({ cell: { ...cellOf('partial'), at } }).silentMs).toBe(2 * HOUR)
  })
  test('a TPS with figures is not silent, nor is one before the end of voting or while the time is unknown', () => {
    expect(aStation({ cell: cellOf('provisional') }).silentMs).toBeUndefined()
    expect(aStation({ clock: { now: clock.pollsClose - 1, pollsClose: clock.pollsClose } }).silentMs).toBeUndefined()
    expect(aStation({ clock: { pollsClose: clock.pollsClose } }).silentMs).toBeUndefined()
  })
})

const aFinding = (severity: Finding['severity'], unconfirmed: boolean) => ({ severity, unconfirmed, stake: 10 }) as Finding
const all: TpsFacts[] = [
  aStation(),
  aStation({ cell: cellOf('agreed') }),
  aStation({ cell: cellOf('agreed'), findings: withFinding(undefined, aFinding('high', false)) }),
  aStation({
    cell: cellOf('conflict'),
    findings: withFinding(withFinding(undefined, aFinding('medium', false)), aFinding('critical', true)),
  }),
]
const NONE: Filter = { states: [], severities: [], silent: undefined }

describe('[XP5] filters', () => {
  test('every filter has to be met; within one any chosen value will do', () => {
    const matching = (filter: Partial<Filter>) => countFiltered(all, { ...NONE, ...filter }).matching.map(({ state }) => state)
    expect(matching({})).toHaveLength(4)
    expect(matching({ states: ['cocok', 'beda-angka'] })).toEqual(['cocok', 'beda-angka'])
    expect(matching({ states: ['perlu-dicek', 'beda-angka'], severities: ['critical'] })).toEqual(['beda-angka'])
    expect(matching({ silent: 240 })).toEqual(['belum-dihitung'])
    expect(matching({ silent: 480 })).toEqual([])
    expect([isFiltered(NONE), isFiltered({ ...NONE, silent: 60 })]).toEqual([false, true])
  })
  test('the gravest finding counts, confirmed or not; only a confirmed one changes the state', () => {
    expect(all[3]).toMatchObject({ gravest: 'critical', findings: 2, stake: 20, state: 'beda-angka' })
    expect(aStation({ cell: cellOf('agreed'), findings: withFinding(undefined, aFinding('critical', true)) }).state).toBe('cocok')
  })
  test('beside each value stands how many TPS it leaves beside the other filters', () => {
    const counts = countFiltered(all, { ...NONE, severities: ['critical'], states: ['cocok'] })
    expect(counts.matching).toEqual([])
    expect(Object.fromEntries(counts.states)).toEqual({ 'beda-angka': 1 })
    expect(Object.fromEntries(counts.severities)).toEqual({})
    const free = countFiltered(all, NONE)
    expect(Object.fromEntries(free.states)).toEqual({ 'belum-dihitung': 1, cocok: 1, 'perlu-dicek': 1, 'beda-angka': 1 })
    expect(Object.fromEntries(free.silent)).toEqual({ 60: 1, 120: 1, 240: 1 })
  })
})
