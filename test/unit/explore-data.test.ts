import { describe, expect, test } from 'vitest'
import type { Row } from '../../shared/wire.ts'
import type { Tally } from '../../shared/tally.ts'
import { askedFacts } from '../../client/src/screens/explore/asked-tally.ts'
import { detailsFor, exploreScope, rootsOf } from '../../client/src/screens/explore/explore-scope.ts'
import { baseOf, regionRows } from '../../client/src/screens/explore/region-rows.ts'
import { rememberRooms, roomFacts } from '../../client/src/screens/explore/room-facts.ts'
import { nightElection, registerAnswer, roomRows } from '../support/fake-night.ts'

const election = nightElection()
const register = registerAnswer(election)
const clock = { now: 0, pollsClose: 0 }
const contestIn = (region: string) => election.contests.find((contest) => contest.region === region) as (typeof election.contests)[number]
const rowsIn = (room: string): ReadonlyMap<string, Row> => new Map(roomRows(election, room, 'half', 0).map((row) => [row.key, row]))
const stationsIn = (room: string) => election.tps.filter(({ tps }) => tps.startsWith(room)) as never

describe('[XP8] where one may explore', () => {
  test('each person sees his regions only; a region inside another of his opens nothing new', () => {
    expect(rootsOf(['64', '6472'])).toEqual(['64'])
    expect(rootsOf(['6472', '6474', '6471031001004'])).toEqual(['6472', '6474'])
    expect(exploreScope(register, ['6472'], {})?.region.code).toBe('6472')
    expect(exploreScope(register, ['6472'], { region: '6474' })).toBeUndefined()
    expect(exploreScope(register, ['6472'], { region: '64' })).toBeUndefined()
    expect(exploreScope(register, ['6472', '6474'], { region: '6474' })).toMatchObject({ root: '6474', rooms: ['6474'] })
  })
  test('nine contests at once are no single one; inside a regency its own is', () => {
    const province = exploreScope(register, ['64'], {})
    expect([province?.single, province?.rooms.length]).toEqual([undefined, 9])
    expect(exploreScope(register, ['64'], { region: '647201' })?.single?.region).toBe('6472')
    expect(exploreScope(register, ['64'], { region: '6409' })?.notVoting).toBe(true)
  })
  test('with a governor too the province asks for him, a regency for its own, and each may be changed', () => {
    const both = { ...register, contests: [...register.contests, { ...contestIn('6472'), region: '64' as never, title: 'Gubernur' }] }
    const single = (region: string, contest?: string) => exploreScope(both, ['64'], { region, contest })?.single?.region
    expect([single('64'), single('64', 'kabkota'), single('6472'), single('6472', '64')]).toEqual(['64', undefined, '6472', '64'])
  })
  test('as finely as there are figures: whole feeds down to the TPS, others step by step', () => {
    expect(detailsFor('64', { whole: true, tps: true })).toEqual(['kabupaten', 'kecamatan', 'desa', 'tps'])
    expect(detailsFor('64', { whole: false, tps: false })).toEqual(['kabupaten', 'kecamatan'])
    expect(detailsFor('647201', { whole: false, tps: false })).toEqual(['desa'])
    expect(detailsFor('6472011001', { whole: false, tps: true })).toEqual(['tps'])
    expect(detailsFor('6472011001', { whole: false, tps: false })).toEqual([])
  })
})

describe('[XP9] the figures of a room', () => {
  const contest = contestIn('6472')
  const tps = stationsIn('6472')[0] as { tps: string }
  test('a TPS nothing has touched stands there all the same; a row gives it its standing and votes, findings its severity', () => {
    const rows = new Map<string, Row>([
      [
        'a',
        {
          kind: 'tps',
          key: 'a',
          seq: 1,
          cell: {
            tps: tps.tps as never,
            contest: '6472' as never,
            round: 1,
            standing: { knowledge: 'agreed', proof: 'none' },
            votes: { 1: 5, 2: 9, 3: 1 },
            reports: 2,
          },
        },
      ],
      [
        'b',
        {
          kind: 'finding',
          key: 'b',
          seq: 1,
          finding: {
            id: 'b',
            check: 'AR1',
            severity: 'high',
            contest: '6472' as never,
            round: 1,
            subjects: [tps.tps],
            stake: 12,
            unconfirmed: false,
            message: { id: '', en: '' },
            state: 'open',
            since: '2020-12-09T10:00:00Z',
          },
        },
      ],
    ])
    const facts = roomFacts(rows, { contest, stations: stationsIn('6472'), clock })
    expect(facts.tps).toHaveLength(1962)
    expect(facts.tps[0]).toMatchObject({ code: tps.tps, state: 'perlu-dicek', findings: 1, stake: 12, gravest: 'high' })
    expect(facts.tps[1]?.state).toBe('belum-dihitung')
  })
  test('rows of another contest of the same room are not its own', () => {
    expect(roomFacts(rowsIn('6472'), { contest: contestIn('6474'), stations: [], clock }).tallies.size).toBe(0)
  })
  test('a room in which nothing happened is not folded again, and a TPS that did not change stays the same', () => {
    const remembered = rememberRooms()
    const [rows, given] = [rowsIn('6472'), { contest, stations: stationsIn('6472'), clock }]
    const first = remembered('6472', rows, given)
    expect(remembered('6472', rows, { ...given })).toBe(first)
    const again = remembered('6472', new Map(rows), given)
    expect(again).not.toBe(first)
    expect(again.tps[0]).toBe(first.tps[0])
    const touched = {
      kind: 'tps',
      key: 't',
      seq: 9,
      cell: { tps: tps.tps, contest: '6472', round: 1, standing: { knowledge: 'conflict', proof: 'none' }, reports: 2 },
    }
    const after = remembered('6472', new Map([...rows, ['t', touched as Row]]), given)
    expect([after.tps[0]?.state, after.tps[1] === first.tps[1]]).toEqual(['beda-angka', true])
  })
  test('regions carry their tallies and count their TPS; a province is the sum of its rooms', () => {
    const scope = exploreScope(register, ['64'], {}) as NonNullable<ReturnType<typeof exploreScope>>
    const rooms = scope.rooms.map((room) => roomFacts(rowsIn(room), { contest: contestIn(room), stations: stationsIn(room), clock }))
    const tallies = new Map(rooms.flatMap((room) => [...room.tallies]))
    const all = rooms.flatMap((room) => room.tps)
    const rows = regionRows(register, scope, 4, { tallies, all, matching: all.slice(0, 10) })
    expect(rows).toHaveLength(10)
    expect(rows.find(({ code }) => code === '6409')?.facts.standing).toBe('tidak-ikut')
    expect(rows.reduce((sum, { matching }) => sum + matching, 0)).toBe(10)
    expect(baseOf(scope, tallies).tps.expected).toBe(7983)
    expect(baseOf(scope, tallies).tps.counted).toBe(rows.reduce((sum, { facts }) => sum + facts.tps.counted, 0))
  })
})

test('[XP10] whoever does not get the whole feed is told by the village what its lines say, and nothing is guessed', () => {
  const line = (region: string, more: Partial<Tally>): Tally => ({
    contest: '6472' as never,
    region: region as never,
    round: 1,
    mode: 'reported',
    tps: { expected: 1, counted: 0 },
    dpt: { expected: 300, counted: 0, unknownTps: 0 },
    votes: {},
    valid: { computed: 0, written: 0, tps: 0 },
    invalid: { n: 0, tps: 0 },
    composition: { none: 1 },
    findings: {},
    at: { '6472': 3 },
    ...more,
  })
  const village = line('6472011001', {
    rows: [
      line('6472011001001', {
        tps: { expected: 1, counted: 1 },
        composition: { conflict: 1 },
        votes: { 1: 4, 2: 6 },
        findings: { high: 1 },
      }),
      line('6472011001002', {}),
      line('6472011001003', { tps: { expected: 0, counted: 0 } }),
    ],
  })
  const { tallies, tps } = askedFacts(village, contestIn('6472'), { now: 9e9, pollsClose: 0 })
  expect([...tallies.keys()]).toEqual(['6472011001'])
  expect(tps.map(({ code, state, gravest, silentMs }) => [code, state, gravest, silentMs])).toEqual([
    ['6472011001001', 'beda-angka', 'high', undefined],
    ['6472011001002', 'belum-dihitung', undefined, undefined],
  ])
})
