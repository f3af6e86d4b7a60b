import { describe, expect, test } from 'vitest'
import { isBehind } from '../../client/src/composables/use-pulse.ts'
import { byUse, expiryAfter, stateOf } from '../../client/src/screens/administration/credential-state.ts'
import { listed } from '../../client/src/screens/administration/use-people.ts'
import { workPath } from '../../client/src/screens/findings/use-work.ts'
import { ledgerPage } from '../../client/src/screens/ledger/ledger-pages.ts'
import { crumbsOf, entrances, placeFrom, queryOf } from '../../client/src/screens/results/result-path.ts'
import { nextSort, rowOf, sorted, sortFrom, sortText, type ResultRow } from '../../client/src/screens/results/result-rows.ts'
import { compositionOf, coverageOf, knowledgeOf, tallyFacts } from '../../client/src/screens/results/tally-facts.ts'
import { oldest, questionsFor } from '../../client/src/screens/results/use-results.ts'
import { Contest } from '../../shared/election.ts'
import type { ContestId, RoomId } from '../../shared/ids.ts'
import type { RegionTally } from '../../shared/tally.ts'
import type { Row } from '../../shared/wire.ts'

const aContest = (region: string, title: string) =>
  Contest.parse({
    region,
    title,
    candidates: [
      { number: 1, name: 'Paslon 1', ours: true },
      { number: 2, name: 'Paslon 2' },
      { number: 3, name: 'Paslon 3' },
    ],
  })
const governor = aContest('64', 'Gubernur')
const mayor = aContest('6472', 'Wali Kota Samarinda')
const regent = aContest('6402', 'Bupati Kutai Kartanegara')
const regions = [
  { code: '64', name: 'Kalimantan Timur' },
  { code: '6402', name: 'Kabupaten Kutai Kartanegara' },
  { code: '6472', name: 'Kota Samarinda' },
  { code: '647201', name: 'Palaran' },
  { code: '6472011001', name: 'Rawa Makmur' },
]
const one = { contests: [mayor, regent], notVoting: ['6409'], regions }
const two = { contests: [mayor, governor, regent], notVoting: [], regions }

const aTally = (region: string, votes: readonly number[], more: Partial<RegionTally> = {}): RegionTally => ({
  contest: '6472' as ContestId,
  region,
  round: 1,
  mode: 'reported',
  tps: { expected: 10, counted: 6 },
  dpt: { expected: 3000, counted: 1800, unknownTps: 0 },
  votes: Object.fromEntries(votes.map((n, i) => [String(i + 1), n])),
  valid: { computed: votes.reduce((a, b) => a + b, 0), written: 0, tps: 0 },
  invalid: { n: 0, tps: 0 },
  composition: {},
  findings: {},
  ...more,
})

describe('[TB1] a person enters where his scope and a contest meet', () => {
  const told = (register: typeof one, ...scopes: string[]) =>
    entrances(register, scopes).map(({ contest, region }) => `${contest.region}:${region}`)
  test('the province sees every contest, the province-wide one first', () => {
    expect(told(two, '64')).toEqual(['64:64', '6402:6402', '6472:6472'])
  })
  test('a district sees its part of every contest that is held there', () => {
    expect(told(two, '647201')).toEqual(['64:647201', '6472:647201'])
  })
  test('a narrower scope inside a wider one opens nothing new, and where nobody votes there is nothing to enter', () => {
    expect(told(one, '6472', '647201', '6409')).toEqual(['6472:6472'])
  })
})

describe('[TB2] the address holds region, contest and mode', () => {
  const province = entrances(two, ['64'])
  const at = (query: Record<string, string>, entered = province) => placeFrom(two, entered, query)
  test('without any, several entrances are an overview and one is entered at once', () => {
    expect(at({})).toEqual({ kind: 'overview', mode: 'reported' })
    expect(at({}, entrances(one, ['6472']))).toMatchObject({ kind: 'region', region: '6472', mode: 'reported' })
  })
  test('a region alone is seen in its most local contest; the contest may be chosen', () => {
    expect(at({ wilayah: '647201' })).toMatchObject({ kind: 'region', contest: mayor, region: '647201', root: '6472' })
    expect(at({ wilayah: '647201', pemilihan: '64', mode: 'checked' })).toMatchObject({ contest: governor, root: '64', mode: 'checked' })
  })
  test('an address from elsewhere is called unknown, a mode that does not exist is the usual one', () => {
    expect(at({ wilayah: '6599' })).toEqual({ kind: 'unknown' })
    expect(at({ wilayah: '6402', pemilihan: '6472' })).toEqual({ kind: 'unknown' })
    expect(placeFrom(two, entrances(two, ['647201']), { wilayah: '6472' })).toEqual({ kind: 'unknown' })
    expect(at({ mode: 'guessed' })).toMatchObject({ mode: 'reported' })
  })
  test('what is written is read back, and what is usual is left out', () => {
    expect(queryOf({ region: '647201', contest: '6472', mode: 'reported' })).toEqual({ wilayah: '647201', pemilihan: '6472' })
    expect(at(queryOf({ region: '6472', contest: '64', mode: 'claimed' }))).toMatchObject({
      contest: governor,
      region: '6472',
      mode: 'claimed',
    })
  })
})

test('[TB3] crumbs lead from where one entered down to where one is, each with its own address', () => {
  const place = placeFrom(two, entrances(two, ['6472']), { wilayah: '6472011001', pemilihan: '6472' })
  if (place.kind !== 'region') throw new Error('no region')
  expect(crumbsOf(two, place).map(({ name, query }) => [name, query['wilayah']])).toEqual([
    ['Kota Samarinda', '6472'],
    ['Palaran', '647201'],
    ['Rawa Makmur', '6472011001'],
  ])
})

describe('[TB4] rows are sorted by any column and never by arrival', () => {
  const rows: ResultRow[] = [
    rowOf(mayor, aTally('647203', [10, 50, 40], { findings: { high: 2 } }), 'Ulu 2'),
    rowOf(mayor, aTally('647201', [60, 30, 10]), 'Ulu 10'),
    { key: 'x', code: '647202', name: 'Ilir', contest: mayor },
    rowOf(mayor, aTally('647204', [60, 30, 10]), 'Seberang'),
  ]
  const by = (text: string) => sorted(rows, sortFrom(text)).map(({ code }) => code.slice(-1))
  test('largest first for figures, equal ones by code, rows without figures last either way', () => {
    expect(by('-votes-1')).toEqual(['1', '4', '3', '2'])
    expect(by('votes-1')).toEqual(['3', '1', '4', '2'])
    expect(by('-findings')).toEqual(['3', '1', '4', '2'])
    expect(by('')).toEqual(['1', '2', '3', '4'])
  })
  test('names as people read them, and the same head again turns the order', () => {
    expect(by('name')).toEqual(['2', '4', '3', '1'])
    expect(sortText(nextSort(sortFrom(undefined), 'lead'))).toBe('-lead')
    expect(sortText(nextSort(sortFrom('-lead'), 'lead'))).toBe('lead')
    expect(sortText(nextSort(sortFrom('-lead'), 'name'))).toBe('name')
    expect(sortFrom('constructor')).toEqual(sortFrom(undefined))
  })
})

describe('[TB5] lead, share and both coverages come from one tally', () => {
  test('the leader of all pairs, ours or not, and the votes from ours to the best other', () => {
    const facts = tallyFacts(mayor, aTally('6472', [300, 500, 200]))
    expect(facts.leader).toMatchObject({ votes: 500, share: 0.5 })
    expect(facts.leader?.candidate.number).toBe(2)
    expect([facts.lead, facts.standing, facts.held]).toEqual([-200, 'tertinggal-jelas', false])
  })
  test('before the first vote there is neither leader nor share', () => {
    const facts = tallyFacts(mayor, aTally('6472', [0, 0, 0], { tps: { expected: 10, counted: 0 } }))
    expect([facts.leader, facts.lead, facts.held]).toEqual([undefined, 0, false])
  })
  test('below half of the TPS it is held; coverage counts voters, and TPS where no DPT is known', () => {
    expect(tallyFacts(mayor, aTally('6472', [3, 2, 1], { tps: { expected: 10, counted: 4 } })).held).toBe(true)
    expect(coverageOf({ dpt: { expected: 0, counted: 0, unknownTps: 10 }, tps: { expected: 10, counted: 4 } })).toBe(0.4)
    expect(coverageOf({ dpt: { expected: 0, counted: 0, unknownTps: 0 }, tps: { expected: 0, counted: 0 } })).toBeUndefined()
  })
})

test('[TB6] a total says which TPS it is made of, the surest first, and which stand outside it', () => {
  const composition = { none: 3, provisional: 2, agreed: 4, claimed: 1 } as const
  expect(compositionOf({ composition, mode: 'checked' }).map(({ knowledge, counted }) => [knowledge, counted])).toEqual([
    ['agreed', true],
    ['provisional', false],
    ['claimed', false],
    ['none', false],
  ])
  expect(compositionOf({ composition, mode: 'claimed' }).filter(({ counted }) => counted)).toHaveLength(3)
  expect(knowledgeOf({ composition: { conflict: 1 } })).toBe('conflict')
  expect(knowledgeOf({ composition: {} })).toBe('none')
})

describe('[TB7] figures are read again when the feed is ahead of them, and only then', () => {
  const row = (seq: number) => ({ kind: 'tally', key: `t${seq}`, seq }) as unknown as Row
  const rooms = new Map([
    [
      '6472' as RoomId,
      new Map([
        ['a', row(7)],
        ['b', row(9)],
      ]),
    ],
  ])
  test('a room that moved on is behind; one that is not followed says nothing', () => {
    expect(isBehind({ '6472': 8 }, rooms)).toBe(true)
    expect(isBehind({ '6472': 9 }, rooms)).toBe(false)
    expect(isBehind({ '6402': 1 }, rooms)).toBe(false)
  })
  test('a page of several answers is as old as its oldest', () => {
    expect(oldest([{ '6472': 9, '6402': 3 }, { '6472': 7 }])).toEqual({ '6472': 7, '6402': 3 })
  })
  test('an overview asks for every contest alone, a region for what lies right below it', () => {
    const entered = entrances(one, ['64'])
    expect(questionsFor({ kind: 'overview', mode: 'checked' }, entered)).toHaveLength(2)
    expect(questionsFor(placeFrom(one, entered, { wilayah: '6472' }), entered)).toEqual([
      { contest: '6472', region: '6472', mode: 'reported', children: true },
    ])
  })
})

test('[TB9] what has to be checked is asked for by severity and region, page by page', () => {
  expect(workPath({ list: 'findings', severity: 'high', region: '6472' }, { limit: 100, cursor: 'abc' })).toBe(
    '/api/work?list=findings&region=6472&severity=high&limit=100&cursor=abc',
  )
})

test('[TB10] a ledger is paged from its head downwards; the head moves, a page does not', () => {
  expect(ledgerPage(0)).toBeUndefined()
  expect(ledgerPage(120)).toEqual({ first: 71, last: 120, earlier: 70 })
  expect(ledgerPage(125, 70)).toEqual({ first: 21, last: 70, earlier: 20, later: 120 })
  expect(ledgerPage(125, 20)).toEqual({ first: 1, last: 20, later: 70 })
  expect(ledgerPage(30, 9999)).toEqual({ first: 1, last: 30 })
})

test('[TB11] links and tokens that still open something stand first, people who may sign in before those who may not', () => {
  const now = Date.parse('2020-12-09T10:00:00Z')
  const link = (id: string, more: object = {}) => ({
    id,
    label: id,
    grants: [],
    sources: [],
    createdAt: '2020-12-08T10:00:00Z',
    revoked: false,
    ...more,
  })
  const links = [
    link('old'),
    link('gone', { revoked: true }),
    link('over', { expiresAt: '2020-12-09T10:00:00Z' }),
    link('new', { createdAt: '2020-12-09T09:00:00Z' }),
  ]
  expect(
    byUse(links, now)
      .map(({ id }) => id)
      .slice(0, 2),
  ).toEqual(['new', 'old'])
  expect(links.map((one_) => stateOf(one_, now))).toEqual(['valid', 'revoked', 'expired', 'valid'])
  expect(expiryAfter(24, now)).toBe('2020-12-10T10:00:00.000Z')
  expect(expiryAfter(0, now)).toBeUndefined()
  const person = (name: string, disabled = false) => ({ id: name, name, grants: [], disabled })
  expect(listed([person('saksi 10'), person('Budi', true), person('saksi 9')], '').map(({ name }) => name)).toEqual([
    'saksi 9',
    'saksi 10',
    'Budi',
  ])
  expect(listed([person('saksi 10'), person('Budi')], 'BU').map(({ name }) => name)).toEqual(['Budi'])
})
