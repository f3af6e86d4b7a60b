import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import { nextTick, ref } from 'vue'
import { useAnnouncement } from '../../client/src/composables/use-announcement.ts'
import BoardRow from '../../client/src/screens/wall/BoardRow.vue'
import FactsTable from '../../client/src/screens/wall/FactsTable.vue'
import { regionFacts, type RegionFacts } from '../../client/src/screens/wall/region-facts.ts'
import WallFooter from '../../client/src/screens/wall/WallFooter.vue'
import WallHeader from '../../client/src/screens/wall/WallHeader.vue'
import { takeWallToken } from '../../client/src/wall-credential.ts'
import { nightElection, roomRows, type Stage } from '../support/fake-night.ts'

const election = nightElection()
function facts(room: string, stage: Stage = 'half'): RegionFacts {
  const region = election.regions.find(({ code }) => code === room)
  if (!region) throw new Error(`no region ${room}`)
  const contest = election.contests.find((one) => one.region === room)
  return regionFacts({ region, contest, row: roomRows(election, room, stage, 0)[0] })
}
const row = (of: RegionFacts) => mount(BoardRow, { props: { facts: of } })

const header = {
  room: 'Samarinda',
  simulated: true,
  time: '19.42',
  zone: 'WITA',
  state: { kind: 'connected' } as const,
  freshness: 'fresh' as const,
  silentMs: 3_000,
}

describe('[WL12] the header always says room, clock, age of the newest form, connection and whose count it is', () => {
  test('while all is well', () => {
    const text = mount(WallHeader, { props: { ...header, newestAgeMs: 125_000 } }).text()
    for (const part of [
      'Samarinda',
      'SIMULASI',
      '19.42 WITA',
      'Masuk terakhir 2 mnt lalu',
      'Tersambung',
      'Hitungan internal, bukan hasil resmi KPU',
    ])
      expect(text).toContain(part)
  })
  test('it says for how long it heard nothing, and does not say connected then', () => {
    const text = mount(WallHeader, { props: { ...header, freshness: 'ageing', silentMs: 23_000 } }).text()
    expect(text).toContain('Tanpa kabar 23 dtk')
    expect(text).not.toContain('Tersambung')
  })
  test('no form for hours is not silence', () => {
    const text = mount(WallHeader, { props: { ...header, newestAgeMs: 7_200_000 } }).text()
    expect(text).toContain('Masuk terakhir 2 jam lalu')
    expect(text).toContain('Tersambung')
  })
  test('a real election carries no badge', () => {
    expect(mount(WallHeader, { props: { ...header, simulated: false } }).text()).not.toContain('SIMULASI')
  })
})

describe('[WL13] a row of the board says share, lead and coverage together, or that the result is held', () => {
  test('ours first and marked, then the strongest of the others', () => {
    const text = row(facts('6472')).text()
    expect(text).toMatch(/Samarinda.*2.*3\d,\d.*1.*3\d,\d.*\+\d\.\d{3}.*unggul.*\d\d\u00a0%/s)
  })
  test('below half of the TPS neither share nor lead, but how much is in', () => {
    const text = row(facts('6407')).text()
    expect(text).toMatch(/hasil ditahan.*< 50 % TPS, \d+ dari 390 TPS.*3\d\u00a0%/s)
    expect(text).not.toMatch(/\d,\d/)
  })
  test('before the first form it says so', () =>
    expect(row(facts('6472', 'empty')).text()).toMatch(/belum ada formulir.*0 dari 1\.962 TPS/s))
  test('against kolom kosong the other side is named and the 50 % line is drawn', () => {
    const board = row(facts('6471'))
    expect(board.text()).toContain('KK')
    expect(board.find('.half').exists()).toBe(true)
    expect(row(facts('6472')).find('.half').exists()).toBe(false)
  })
})

test('[WL14] a table holds the same facts for those who hear the wall', () => {
  const table = mount(FactsTable, { props: { rows: [facts('6472'), facts('6407')] } })
  expect(table.find('caption').text()).not.toBe('')
  expect(table.findAll('th[scope=col]')).toHaveLength(9)
  const [samarinda, kubar] = table.findAll('tbody tr').map((line) => line.text())
  expect(samarinda).toContain('unggul tipis')
  expect(kubar).toContain('hasil ditahan')
  expect(kubar).not.toMatch(/\d,\d/)
})

test('[WL15] the footer announces the next scene with its seconds, or that the wall is paused', () => {
  const props = {
    scene: { name: 'papan', page: 0, layer: 'hasil' } as const,
    next: { name: 'peta', page: 0, layer: 'cakupan' } as const,
    remainingMs: 11_200,
    findings: 41,
  }
  const running = mount(WallFooter, { props: { ...props, paused: false } }).text()
  expect(running).toContain('lalu: peta: cakupan 12 dtk')
  expect(running).toContain('perlu dicek 41')
  expect(mount(WallFooter, { props: { ...props, paused: true } }).text()).toContain('dijeda')
})

test('[WL16] totals are read aloud at most every 15 seconds, the newest then', async () => {
  const text = ref('a')
  const now = ref(0)
  const said = useAnnouncement(text, now)
  text.value = 'b'
  now.value = 14_000
  await nextTick()
  expect(said.value).toBe('a')
  text.value = 'c'
  now.value = 15_000
  await nextTick()
  expect(said.value).toBe('c')
})

test('[WL17] the token of a wall link leaves the address bar and is kept for this tab only', () => {
  window.history.replaceState(null, '', '/wall?adegan=papan#abc.def')
  expect(takeWallToken()).toBe('abc.def')
  expect(window.location.href).toMatch(/\/wall\?adegan=papan$/)
  expect(takeWallToken()).toBe('abc.def')
  expect(localStorage).toHaveLength(0)
})
