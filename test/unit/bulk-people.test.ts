import { describe, expect, test } from 'vitest'
import { readBulk } from '../../client/src/screens/invitation/bulk-people.ts'
import { roleNames } from '../../client/src/screens/invitation/role-names.ts'
import { depthOf, onlyRegion, regionsToGive, rolesToGive } from '../../client/src/screens/administration/role-depth.ts'
import type { Grant } from '../../shared/roles.ts'

const REGIONS = [
  { code: '64', name: 'Kalimantan Timur' },
  { code: '6471', name: 'Kota Balikpapan', short: 'Balikpapan' },
  { code: '6472', name: 'Kota Samarinda', short: 'Samarinda' },
  { code: '6472011001', name: 'Sidodadi' },
  { code: '6472012004', name: 'Samarinda' },
  { code: '6472013001', name: 'Mawar' },
  { code: '6471013001', name: 'Mawar' },
]
const read = (text: string, own: readonly Grant[] = [{ role: 'head', region: '64' }]) =>
  readBulk(text, { roles: roleNames(), regions: REGIONS, own })

describe('[IV8] a pasted list is read as spreadsheets write it, and everything wrong in it is told at once', () => {
  test.each([
    ['tabs', 'Rudi\toperator\tSamarinda\tPartai A'],
    ['semicolons and headings', 'Nama;Peran;Daerah;Organisasi\nRudi;Operator kamar hitung;Kota Samarinda;Partai A'],
    ['commas and quotes', '"Rudi",Count room operator,64.72,"Partai A"'],
    ['empty lines and other letters', '\r\n  Rudi ; OPERATOR ; samarinda ; Partai A \r\n\r\n'],
  ])('%s', (_, text) => {
    const people = read(text).map(({ person }) => person)
    expect(people).toEqual([{ label: 'Rudi', role: 'operator', region: '6472', organisation: 'Partai A' }])
  })
  test('a quote inside quotes and a separator inside them belong to the name', () => {
    expect(read('"Rudi ""Bang"" H, S.H.",legal,64')[0]?.person).toEqual({ label: 'Rudi "Bang" H, S.H.', role: 'legal', region: '64' })
  })
  test('a TPS is a region of those who work at one, in a village of the election', () => {
    expect(read('Rudi;witness;64.72.01.1001.004')[0]?.person).toEqual({ label: 'Rudi', role: 'witness', region: '6472011001004' })
    expect(read('Rudi;operator;6472011001004')[0]?.problems).toEqual(['noTps'])
    expect(read('Rudi;witness;6499011001004')[0]?.problems).toEqual(['region'])
  })
  test('a name of several regions is the widest one; of two alike it is none', () => {
    expect(read('Rudi;operator;Samarinda')[0]?.region).toBe('6472')
    expect(read('Rudi;witness;Mawar')[0]?.problems).toEqual(['region'])
    expect(read('Rudi;witness;6471013001')[0]?.person).toBeDefined()
  })
  test('row by row: name, role, region, and what is beyond the inviter', () => {
    const own: Grant[] = [{ role: 'coordinator', region: '6472' }]
    const rows = read('x;raja;Atlantis\n\nSari;head;Samarinda\nSari;operator;Balikpapan\nTono;operator;Sidodadi', own)
    expect(rows.map(({ row, problems }) => [row, problems])).toEqual([
      [1, ['name', 'role', 'region']],
      [3, ['twice', 'roleNotYours']],
      [4, ['twice', 'regionNotYours']],
      [5, []],
    ])
    expect(rows.filter(({ person }) => person)).toHaveLength(1)
  })
})

test('[IV9] whoever invites is offered only roles and regions that he may give', () => {
  const both: Grant[] = [
    { role: 'head', region: '6471' },
    { role: 'coordinator', region: '6472' },
  ]
  expect(rolesToGive([{ role: 'operator', region: '64' }])).toEqual([])
  expect(rolesToGive([{ role: 'coordinator', region: '6472' }])).not.toContain('leader')
  expect(rolesToGive([{ role: 'administrator', region: '64' }])).toContain('administrator')
  expect([regionsToGive(both, 'leader'), regionsToGive(both, 'operator')]).toEqual([['6471'], ['6471', '6472']])
  expect([onlyRegion(both, 'operator'), onlyRegion([{ role: 'head', region: '64' }], 'operator')]).toEqual(['', ''])
  expect(onlyRegion([{ role: 'head', region: '64' }], 'head')).toBe('64')
  for (const role of rolesToGive(both)) expect(depthOf(role)).toBeLessThanOrEqual(10)
})
