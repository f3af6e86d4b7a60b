import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, test } from 'vitest'
import FourNumbers from '../../client/src/screens/results/FourNumbers.vue'
import OverviewTable from '../../client/src/screens/results/OverviewTable.vue'
import { rowOf, USUAL } from '../../client/src/screens/results/result-rows.ts'
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
