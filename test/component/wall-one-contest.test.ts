import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import MapLegend from '../../client/src/screens/wall/MapLegend.vue'
import { wallTotals } from '../../client/src/screens/wall/wall-totals.ts'
import WallHeader from '../../client/src/screens/wall/WallHeader.vue'
import { Contest } from '../../shared/election.ts'

const contestOf = (candidates: number) =>
  Contest.parse({
    region: '64',
    title: 'Gubernur',
    candidates: Array.from({ length: candidates }, (_, i) => ({ number: i + 1, name: `Paslon nomor ${i + 1} dengan nama panjang` })),
  })
const legend = (candidates: number) =>
  mount(MapLegend, { props: { layer: 'hasil', totals: wallTotals([]), single: contestOf(candidates), lead: 'ours', notVoting: false } })

test('[WL26] the legend names at most eight candidates, whole in the title, and counts the rest', () => {
  const names = legend(10).findAll('.word')
  expect(names).toHaveLength(8)
  expect(names[7]?.attributes('title')).toBe('8 Paslon nomor 8 dengan nama panjang')
  expect(legend(10).text()).toContain('+2 lainnya')
  expect(legend(8).findAll('.word')).toHaveLength(8)
  expect(legend(8).text()).not.toContain('lainnya')
})

test('[WL27] a wall of one contest says which', () => {
  const header = {
    room: 'Kalimantan Timur',
    simulated: false,
    time: '19.42',
    zone: 'WITA',
    state: { kind: 'connected' } as const,
    freshness: 'fresh' as const,
    silentMs: 0,
  }
  expect(mount(WallHeader, { props: { ...header, contest: 'Gubernur' } }).text()).toContain('Gubernur')
  expect(mount(WallHeader, { props: header }).find('.contest').exists()).toBe(false)
})
