import { describe, expect, test } from 'vitest'
import type { RoomId } from '../../shared/ids.ts'
import type { TallyRow } from '../../shared/wire.ts'
import { insetCodes } from '../../client/src/screens/wall/insets.ts'
import { hatchId, mapFill, paintOf, ringRadius } from '../../client/src/screens/wall/map-fill.ts'
import { regionFacts, type RegionFacts } from '../../client/src/screens/wall/region-facts.ts'
import { figureOf, sentenceOf, standingWord } from '../../client/src/screens/wall/region-words.ts'
import { factsOf, wallScope, type WallScope } from '../../client/src/screens/wall/wall-scope.ts'
import { wallTotals } from '../../client/src/screens/wall/wall-totals.ts'
import { parseOutline } from '../../client/src/outline.ts'
import outline from '../../server/election/kaltim-outline.json' with { type: 'json' }
import { nightElection, registerAnswer, roomRows, type Stage } from '../support/fake-night.ts'

const election = nightElection()
const register = registerAnswer(election)
function scopeAt(code: string, contest?: string): WallScope {
  const scope = wallScope(register, code, contest)
  if (typeof scope !== 'object') throw new Error(`no wall: ${scope}`)
  return scope
}
function factsAt(stage: Stage, code = '64'): RegionFacts[] {
  const scope = scopeAt(code)
  const rooms = scope.rooms.map((room): [RoomId, Map<string, TallyRow>] => [
    room,
    new Map(roomRows(election, room, stage, 0).map((row) => [row.key, row])),
  ])
  return factsOf(scope, register, new Map(rooms))
}
const one = (stage: Stage, code: string): RegionFacts => {
  const found = factsAt(stage, code.slice(0, code.length - 2)).find((facts) => facts.code === code)
  if (!found) throw new Error(`${code} is not there`)
  return found
}

test('[WL2] a province wall shows its regencies and a regency wall its districts, in the order of their codes', () => {
  expect(factsAt('half').map(({ code }) => code)).toEqual(['6401', '6402', '6403', '6407', '6408', '6409', '6411', '6471', '6472', '6474'])
  expect(factsAt('half', '6474').map(({ short }) => short)).toEqual(['Bontang Utara', 'Bontang Selatan', 'Bontang Barat'])
  expect(scopeAt('64').rooms).not.toContain('6409')
})

describe('[WL28] the address may ask for one contest, and one that is not counted there is told', () => {
  const both = { ...register, contests: [{ ...register.contests[0]!, region: '64' as never, title: 'Gubernur' }, ...register.contests] }
  test.each([
    ['of the wall itself', '6472', '6472', '6472', '6472'],
    ['around it', '6472', '64', '6472', '64'],
    ['of a regency inside it, whose wall it then is', '64', '6472', '6472', '6472'],
  ])('%s', (_what, code, contest, region, single) => {
    const scope = wallScope(both, code, contest)
    expect(scope).toMatchObject({ region: { code: region }, single: { region: single }, rooms: [region] })
  })
  test.each([
    ['another regency', '6472', '6471'],
    ['a regency that does not vote', '64', '6409'],
    ['a governor nobody elects', '64', '64'],
    ['no code', '64', 'bupati'],
  ])('%s', (_what, code, contest) => expect(wallScope(register, code, contest)).toBe('no-contest'))
})

describe('[WL3] below half of the TPS no lead is called', () => {
  const held = one('half', '6407')
  test('the row says that the result is held, the map is hatched and shows the coverage', () => {
    expect(standingWord(held)).toBe('hasil ditahan')
    expect(mapFill(held, 'hasil', false).kind).toBe('hatch')
    expect(figureOf(held, 'hasil')).toMatch(/^3\d\u00a0%$/)
    expect(sentenceOf(held)).not.toContain('unggul')
  })
  test('above it the lead stands, ours minus the strongest other', () => {
    const open = one('half', '6472')
    expect(open.held).toBe(false)
    expect(open.first?.candidate.ours).toBe(true)
    expect(open.lead).toBe((open.first?.votes ?? 0) - (open.second?.votes ?? 0))
  })
  test('without any form it is neither held nor anything else', () => {
    expect([one('empty', '6472').held, one('empty', '6472').standing]).toEqual([false, 'belum-ada-data'])
  })
})

test('[WL4] a region that does not vote is diagonal with its words on every layer, one without data dotted', () => {
  const away = one('half', '6409')
  for (const layer of ['hasil', 'cakupan', 'dicek'] as const) expect(paintOf(mapFill(away, layer, false))).toBe('url(#not-voting)')
  expect(figureOf(away, 'hasil')).toBe('tidak ikut')
  expect(paintOf(mapFill(one('empty', '6472'), 'hasil', false))).toBe('url(#no-data)')
})

describe('[WL5] with nine contests at once the colour is our standing, with one it is the leading candidate by margin', () => {
  const bontang = one('half', '6474')
  test('our standing', () => expect(paintOf(mapFill(bontang, 'hasil', false))).toBe('var(--behind-narrow)'))
  test('the leading candidate', () => expect(paintOf(mapFill(bontang, 'hasil', true))).toContain('#E69F00'))
  test('a hatch exists for exactly the colour it names', () => expect(hatchId('var(--ahead-narrow)')).toBe('hatch-var-ahead-narrow'))
})

test('[WL6] the area of a ring follows the votes at stake, and its figure always fits', () => {
  const size = { smallest: 30, largest: 80 }
  expect(ringRadius(400, 400, size)).toBe(80)
  expect(ringRadius(100, 400, size)).toBe(40)
  expect([ringRadius(1, 400, size), ringRadius(0, 0, size)]).toEqual([30, 30])
})

test('[WL24] only grave findings reach a wall; slips of administration are work for the desk', () => {
  const row = roomRows(election, '6472' as RoomId, 'full', 0).find(({ key }) => key === 'tally/6472/6472')
  if (!row) throw new Error('no row of Samarinda')
  const contest = register.contests.find((one) => one.region === '6472')
  const region = { code: '6472', name: 'Kota Samarinda' }
  const told = (findings: TallyRow['tally']['findings']) =>
    regionFacts({ region, contest, row: { ...row, tally: { ...row.tally, findings } } }).findings
  expect(told({ critical: 1, high: 2, medium: 40, info: 50 })).toMatchObject({ total: 3, gravest: 'critical' })
  expect(told({ medium: 40 })).toMatchObject({ total: 0, gravest: undefined })
})

describe('[WL7] the totals are the sum of the regions that vote, and name where most voters are still to come', () => {
  test('half a night', () => {
    const totals = wallTotals(factsAt('half'))
    expect(totals.tps.expected).toBe(7_983)
    expect(totals.dpt.expected).toBe(2_351_214)
    expect(totals.ahead + totals.close + totals.behind + totals.waiting).toBe(9)
    expect(totals.waiting).toBe(2)
    expect(totals.awaited.map(({ region }) => region.short)).toEqual(['Samarinda', 'Kukar', 'Balikpapan'])
  })
  test('where everything is in nothing is awaited', () => {
    expect(wallTotals(factsAt('full', '6474'))).toMatchObject({ awaited: [], allIn: true })
    expect(wallTotals([])).toMatchObject({ awaited: [], allIn: false })
  })
  test('a TPS whose DPT is unknown is awaited too', () => {
    const unknown = factsAt('half').map((facts) => ({ ...facts, dpt: { expected: 0, counted: 0, checked: 0 } }))
    const { awaited, allIn } = wallTotals(unknown)
    expect([awaited.map(({ region, voters }) => [region.short, voters]), allIn]).toEqual([
      [
        ['Samarinda', 0],
        ['Kukar', 0],
        ['Balikpapan', 0],
      ],
      false,
    ])
  })
  test('an empty one expects the same and has no newest form', () => {
    const totals = wallTotals(factsAt('empty'))
    expect([totals.tps.counted, totals.tps.expected, totals.waiting, totals.newest]).toEqual([0, 7_983, 9, undefined])
  })
})

test('[WL8] the three cities are enlarged, from north to south', () => {
  expect(insetCodes(parseOutline(outline as unknown as Parameters<typeof parseOutline>[0]))).toEqual(['6474', '6472', '6471'])
})
