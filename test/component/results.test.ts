import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import FourNumbers from '../../client/src/screens/results/FourNumbers.vue'
import OverviewTable from '../../client/src/screens/results/OverviewTable.vue'
import { rowOf, sorted, USUAL } from '../../client/src/screens/results/result-rows.ts'
import { tallyFacts } from '../../client/src/screens/results/tally-facts.ts'
import { Contest, type Region } from '../../shared/election.ts'
import { nightElection, roomRows } from '../support/fake-night.ts'

const alone = Contest.parse({ region: '6472', title: 'Wali Kota', candidates: [{ number: 1, name: 'Andi dan Sari' }] })
function aloneTally() {
  const row = roomRows(nightElection(), '6472', 'half', 0)[0]
  if (!row) throw new Error('the night has no Samarinda')
  return { ...row.tally, votes: { '1': 1_234 }, valid: { ...row.tally.valid, computed: 1_234 } }
}

beforeEach(() => setActivePinia(createPinia()))

describe('[TB5] below half of the TPS no lead is called', () => {
  const contest = { ...alone, candidates: [...alone.candidates, { number: 2, name: 'Budi dan Wati', kind: 'pair' as const, ours: false }] }
  const { votes: _, ...rest } = aloneTally()
  const early = {
    ...rest,
    votes: { '1': 700, '2': 300 },
    valid: { ...rest.valid, computed: 1_000 },
    tps: { ...rest.tps, expected: 10, counted: 4 },
  }
  const half = { ...early, tps: { ...early.tps, counted: 5 } }
  const overview = (tally: typeof early) =>
    mount(OverviewTable, {
      props: { rows: [rowOf(contest, tally, 'Samarinda')], notVoting: [], regions: [], mode: 'reported', sort: USUAL },
      global: { stubs: { RouterLink: true } },
    })
      .find('tbody')
      .text()
  test('a list says that the result is withheld, and neither who nor by how much', () => {
    expect(overview(early)).toContain('hasil ditahan (<50 %)')
    expect(overview(early)).not.toMatch(/Andi|400|70,0/)
    expect(overview(half)).toMatch(/Andi dan Sari.*70,0.*\+400/s)
  })
  test('the own page of the region gives the figures as not yet representative', () => {
    const own = (tally: typeof early) =>
      mount(FourNumbers, { props: { facts: tallyFacts(contest, tally), contest, where: 'Samarinda' } })
        .find('.four')
        .text()
    expect(own(early)).toMatch(/\+400.*hasil ditahan.*angka sementara, belum mewakili/s)
    expect(own(early)).not.toContain('unggul atas')
    expect(own(half)).toContain('unggul atas')
  })
  test('nor does an order tell it', () => {
    const rows = [rowOf(contest, early, 'early'), rowOf(contest, { ...half, region: '6473' as never }, 'half')]
    for (const down of [true, false]) expect(sorted(rows, { key: 'lead', down }).map(({ name }) => name)).toEqual(['half', 'early'])
  })
})

describe('[TB14] a contest with a single candidate shows him and his votes, and no rival', () => {
  test('in the overview', () => {
    const regions: Region[] = []
    const rows = [rowOf(alone, aloneTally(), 'Samarinda')]
    const table = mount(OverviewTable, {
      props: { rows, notVoting: [], regions, mode: 'reported', sort: USUAL },
      global: { stubs: { RouterLink: true } },
    })
    expect(table.find('tbody').text()).toMatch(/Andi dan Sari.*100,0.*\+1\.234/s)
    expect(table.text()).not.toContain('belum masuk')
  })
  test('in the four numbers', () => {
    const text = mount(FourNumbers, { props: { facts: tallyFacts(alone, aloneTally()), contest: alone, where: 'Samarinda' } })
      .find('.four')
      .text()
    expect(text).toMatch(/\+1\.234.*Andi dan Sari.*100,0/s)
    expect(text).not.toContain('unggul atas')
  })
})
