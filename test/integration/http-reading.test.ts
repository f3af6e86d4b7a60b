import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryHash } from '../../db/entry-hash.ts'
import { FindingsAnswer, LedgerAnswer, SearchAnswer, TpsAnswer } from '../../shared/answers.ts'
import { sumTallies } from '../../shared/sum-tallies.ts'
import { Tally } from '../../shared/tally.ts'
import type { Election } from '../../shared/election.ts'
import { caller } from '../support/caller.ts'
import { startServer, smallElection, type TestServer } from '../support/server.ts'

const pairs = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ number: i + 1, name: `Paslon ${i + 1}`, kind: 'pair' as const, ours: i === 0 }))

/** Kaltim with a governor beside the regents: two contests at every TPS. Mahakam Ulu has eleven pairs, so that numbers have two digits. */
const withGovernor = (): Election => {
  const election = smallElection()
  const regents = election.contests.map((contest) => (contest.region === '6411' ? { ...contest, candidates: pairs(11) } : contest))
  return { ...election, contests: [{ region: '64' as never, title: 'Gubernur', candidates: pairs(2) }, ...regents] }
}

let server: TestServer
let ask: ReturnType<typeof caller>
let head: string
let now = Date.parse('2020-12-09T06:00:00Z')
const clock = { now: () => now, speed: 1 }

beforeAll(async () => {
  server = await startServer({ election: withGovernor(), clock })
  ask = caller(server.base)
  head = await server.tokenFor([{ role: 'head', region: '64' }], ['desk'])
})
afterAll(() => server.stop())

const stationsOf = (room: string) =>
  server
    .rooms()
    .election.tps.filter((row) => row.tps.startsWith(room))
    .map((row) => row.tps)
const report = async (tps: string, contest: string, votes: Record<string, number>, more: object = {}) => {
  const answer = await ask(head, 'POST', '/api/forms', { id: ulid(), tps, contest, figures: { votes, invalid: 2, ...more } })
  expect(answer.status).toBe(201)
}
const tally = async (query: string) => Tally.parse((await ask(head, 'GET', `/api/tally?${query}`)).body)

describe('[HT13] a tally says where it was read, and a province is the sum of its rooms', () => {
  test('a governor is summed over the regencies that vote, with one position each', async () => {
    await report(stationsOf('6472')[0] ?? '', '64', { '1': 10, '2': 20 })
    await report(stationsOf('6471')[0] ?? '', '64', { '1': 5, '2': 1 })
    const province = await tally('contest=64&children=1')
    expect(province.votes).toEqual({ '1': 15, '2': 21 })
    expect(province.tps).toEqual({ expected: server.rooms().election.tps.length, counted: 2 })
    expect(province.rows?.map((row) => row.region)).toEqual(['6401', '6402', '6403', '6407', '6408', '6411', '6471', '6472', '6474'])
    const { at, rows, ...sum } = province
    expect(
      sumTallies(
        '64',
        (rows ?? []).map(({ at: _at, rows: _rows, ...row }) => row),
      ),
    ).toEqual(sum)
    expect(at).toEqual(Object.fromEntries((rows ?? []).flatMap((row) => Object.entries(row.at))))
    expect(at['6472']).toBe(server.rooms().room('6472' as never)?.head.seq)
  })
  test('children of a regency, a district and a village are the regions right below', async () => {
    let region = '6472'
    for (const length of [6, 10, 13]) {
      const { rows, tps } = await tally(`contest=6472&region=${region}&children=1`)
      expect(rows?.every((row) => row.region.startsWith(region) && row.region.length === length)).toBe(true)
      expect(rows?.reduce((sum, row) => sum + row.tps.expected, 0)).toBe(tps.expected)
      region = rows?.[0]?.region ?? ''
    }
  })
  test('the contest of a regency seen from the province is that regency', async () => {
    const [here, above] = [await tally('contest=6472'), await tally('contest=6472&region=64')]
    expect(above).toEqual({ ...here, region: '64' })
  })
})

describe('[HT14] a tally until an instant is what was on screen then, whatever came later', () => {
  test('each moment of a night is answered as it was', async () => {
    const seen: { until: string; tally: Tally }[] = []
    for (const [i, tps] of stationsOf('6474').entries()) {
      now += 60_000
      await report(tps, '6474', { '1': 100 + i, '2': 50 })
      if (i % 2 === 0) seen.push({ until: new Date(now).toISOString(), tally: await tally('contest=6474&children=1') })
    }
    expect(seen.length).toBeGreaterThan(3)
    for (const { until, tally: then } of seen)
      expect(await tally(`contest=6474&children=1&until=${encodeURIComponent(until)}`)).toEqual(then)
  })
  test('several at once are answered alike, and what comes after the first look back is in the next', async () => {
    const until = (): string => encodeURIComponent(new Date(now).toISOString())
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(head, 'GET', `/api/tally?contest=64&until=${until()}`)))
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1)
    now += 60_000
    await report(stationsOf('6401')[0] ?? '', '6401', { '1': 7, '2': 5 })
    expect(await tally(`contest=6401&children=1&until=${until()}`)).toEqual(await tally('contest=6401&children=1'))
  })
})

describe('[HT15] the page of a TPS has its reports side by side and its history with the reasons', () => {
  const texts = async (tps: string) => TpsAnswer.parse((await ask(head, 'GET', `/api/tps/${tps}`)).body)
  test('a settlement, its reason, and the reason once it is erased', async () => {
    const tps = stationsOf('6403')[0] ?? ''
    await report(tps, '6403', { '1': 10, '2': 20 })
    const other = await server.tokenFor([{ role: 'operator', region: '6403' }])
    await ask(other, 'POST', '/api/forms', { id: ulid(), tps, contest: '6403', figures: { votes: { '1': 11, '2': 20 }, invalid: 2 } })
    const before = await texts(tps)
    expect(before.reports.map(({ figures }) => figures.votes?.['1'])).toEqual([10, 11])
    expect(before.standings.find(({ contest }) => contest === '6403')?.standing.knowledge).toBe('conflict')
    const third = await server.tokenFor([{ role: 'coordinator', region: '6403' }])
    const body = { id: ulid(), contest: '6403', form: before.reports[1]?.id, reason: 'angka 11 terbaca jelas', seen: before.seq }
    expect((await ask(third, 'POST', `/api/tps/${tps}/settle`, body)).status).toBe(201)
    const after = await texts(tps)
    expect(after.settlements).toMatchObject([{ form: body.form, contest: '6403', round: 1 }])
    expect(after.history.map(({ type, reason }) => [type, reason])).toEqual([
      ['form.reported', undefined],
      ['form.reported', undefined],
      ['form.settled', 'angka 11 terbaca jelas'],
    ])
    const kept = { ...server.store.ledger }
    Object.assign(server.store.ledger, { text: () => Promise.resolve(undefined) })
    expect((await texts(tps)).history.at(-1)?.reason).toBe('[dihapus]')
    Object.assign(server.store.ledger, kept)
  })
  test('both contests and every round are told, also without a report', async () => {
    const tps = stationsOf('6407')[0] ?? ''
    const order = { id: ulid(), tps, contest: '6407', kind: 'PSU', reason: 'rekomendasi Bawaslu' }
    expect((await ask(head, 'POST', '/api/rounds', order)).status).toBe(201)
    const { standings } = await texts(tps)
    expect(standings.map(({ contest, round, current }) => [contest, round, current])).toEqual([
      ['64', 1, true],
      ['6407', 1, false],
      ['6407', 2, true],
    ])
  })
})

test('[PM5] a move between districts names each reader the TPS of his own regions only', async () => {
  const [from = ''] = stationsOf('6402')
  const to = stationsOf('6402').find((tps) => tps.slice(0, 6) !== from.slice(0, 6)) ?? ''
  await report(from, '6402', { '1': 31, '2': 20 })
  const form = TpsAnswer.parse((await ask(head, 'GET', `/api/tps/${from}`)).body).reports[0]?.id ?? ''
  expect((await ask(head, 'POST', `/api/forms/${form}/move`, { id: ulid(), to, reason: 'salah TPS' })).status).toBe(201)
  const moveAt = async (who: string, tps: string) => {
    const { history } = TpsAnswer.parse((await ask(who, 'GET', `/api/tps/${tps}`)).body)
    const { tps: left, to: reached } = history.find(({ type }) => type === 'form.moved')?.fact ?? {}
    return [left, reached]
  }
  for (const [here, there, told] of [
    [from, to, [from, undefined]],
    [to, from, [undefined, to]],
  ] as const) {
    const analyst = await server.tokenFor([{ role: 'analyst', region: here.slice(0, 6) }])
    expect(await moveAt(analyst, here)).toEqual(told)
    const changes = await ask(
      analyst,
      'GET',
      `/api/changes?contest=6402&region=${here.slice(0, 6)}&since=${new Date(now - 1000).toISOString()}`,
    )
    for (const body of [(await ask(analyst, 'GET', `/api/tps/${here}`)).body, changes.body])
      expect(JSON.stringify(body)).not.toContain(there)
    expect(await moveAt(head, here)).toEqual([from, to])
  }
})

describe('[HT16] findings come by votes at stake, page by page, without a gap or a double', () => {
  test('all pages together are the whole list', async () => {
    for (const [i, tps] of stationsOf('6408').entries())
      await report(tps, '6408', { '1': 20, '2': 30, '3': 40 }, { valid: 90 + (i % 4) * 10 })
    const whole = FindingsAnswer.parse((await ask(head, 'GET', '/api/findings?region=6408&limit=500')).body)
    expect(whole.items.length).toBeGreaterThan(8)
    const stakes = whole.items.map(({ stake }) => stake)
    expect(stakes).toEqual(stakes.toSorted((a, b) => b - a))
    const paged: typeof whole.items = []
    let cursor: string | undefined
    do {
      const page = FindingsAnswer.parse(
        (await ask(head, 'GET', `/api/findings?region=6408&limit=3${cursor ? `&cursor=${cursor}` : ''}`)).body,
      )
      expect(page.items.length).toBeLessThanOrEqual(3)
      paged.push(...page.items)
      cursor = page.next
    } while (cursor !== undefined)
    expect(paged).toEqual(whole.items)
  })
  test('filters narrow it', async () => {
    const { items } = FindingsAnswer.parse((await ask(head, 'GET', '/api/findings?check=AR1&severity=high&contest=6408')).body)
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) expect(item).toMatchObject({ check: 'AR1', severity: 'high', contest: '6408' })
  })
})

test('[HT17] the ledger goes out as it is stored: each entry rehashes and follows the one before', async () => {
  await report(stationsOf('6411')[0] ?? '', '6411', Object.fromEntries(pairs(11).map(({ number }) => [number, number])))
  const answer = await ask(head, 'GET', '/api/ledger/6411?limit=1000')
  const { entries, head: last } = LedgerAnswer.parse(answer.body)
  const stored = await server.rooms().entries('6411' as never, 0, 1000)
  expect(entries.map(({ hash }) => hash)).toEqual(stored.map(({ hash }) => hash))
  for (const { fact } of stored) expect(answer.text).toContain(fact)
  expect(last).toEqual({ seq: entries.length, hash: entries.at(-1)?.hash })
  expect(entries[1]?.previous).toBe(entries[0]?.hash)
  const rehashed = stored.map((entry) => entryHash('kaltim-2020', entry))
  expect(entries.map(({ hash }) => hash)).toEqual(rehashed)
})

describe('[HT18] a region or TPS is found by name or code, as people type it', () => {
  test.each([
    ['samarinda', '6472', 'Kota Samarinda'],
    ['Kota Samarinda', '6472', 'Kota Samarinda'],
    ['kab. kutai kartanegara', '6402', 'Kabupaten Kutai Kartanegara'],
    ['kutai kar', '6402', 'Kabupaten Kutai Kartanegara'],
    ['kec samarinda ulu', '647203', 'Samarinda Ulu'],
    ['64.72', '6472', 'Kota Samarinda'],
    ['6472', '6472', 'Kota Samarinda'],
  ])('%s', async (query, code, name) => {
    const { hits } = SearchAnswer.parse((await ask(head, 'GET', `/api/search?q=${encodeURIComponent(query)}`)).body)
    expect(hits[0]).toMatchObject({ code, name })
  })
  test('a TPS by its number and village, with the regions around it', async () => {
    const tps = stationsOf('6472')[0] ?? ''
    const names = new Map(server.rooms().election.regions.map((region) => [region.code, region.name]))
    const village = names.get(tps.slice(0, 10)) ?? ''
    const { hits } = SearchAnswer.parse(
      (await ask(head, 'GET', `/api/search?q=${encodeURIComponent(`TPS ${Number(tps.slice(10))} ${village}`)}`)).body,
    )
    const path = [2, 4, 6, 10].map((length) => names.get(tps.slice(0, length)))
    expect(hits.find((hit) => hit.code === tps)).toEqual({ code: tps, name: `TPS ${Number(tps.slice(10))}`, level: 'tps', path })
  })
  test('only within the regions one works in', async () => {
    const operator = await server.tokenFor([{ role: 'operator', region: '6472' }])
    const { hits } = SearchAnswer.parse((await ask(operator, 'GET', '/api/search?q=64')).body)
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.filter(({ code }) => !code.startsWith('6472'))).toEqual([])
    expect((await ask(operator, 'GET', '/api/search?q=balikpapan')).body).toEqual({ hits: [] })
  })
})

describe('[HT19] a monitor sees that the server lives, is ready, and what it took', () => {
  test('metrics count forms and refusals and hold no figure, name or credential', async () => {
    const before = (await ask(undefined, 'GET', '/metrics')).text
    const count = (text: string, line: string) => Number(new RegExp(`^${line} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
    await report(stationsOf('6411')[0] ?? '', '6411', { '1': 77, '2': 5 })
    await ask(head, 'POST', '/api/forms', { id: ulid(), tps: '6472999999001', contest: '6472', figures: { votes: { '1': 1 } } })
    const after = (await ask(undefined, 'GET', '/metrics')).text
    expect(count(after, 'kamar_hitung_forms_accepted_total') - count(before, 'kamar_hitung_forms_accepted_total')).toBe(1)
    const refused = 'kamar_hitung_forms_refused_total\\{code="unknown-tps"\\}'
    expect(count(after, refused) - count(before, refused)).toBe(1)
    expect(count(after, 'kamar_hitung_ledger_batch_entries_count')).toBeGreaterThan(
      count(before, 'kamar_hitung_ledger_batch_entries_count'),
    )
    for (const word of ['kamar_hitung_sockets', 'eventloop_lag']) expect(after).toContain(word)
    expect(after).not.toMatch(/account:|token:|"64\d{11}"/)
  })
  test('ready says whether an election is loaded', async () => {
    const empty = await startServer({ election: null })
    expect((await caller(empty.base)(undefined, 'GET', '/readyz')).body).toEqual({ ok: true, election: false })
    await empty.stop()
    expect((await ask(undefined, 'GET', '/readyz')).body).toEqual({ ok: true, election: true })
  })
})
