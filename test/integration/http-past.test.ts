import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ulid } from 'ulid'
import { TpsAnswer } from '../../shared/answers.ts'
import { ChangesAnswer, MomentAnswer, TimelineAnswer } from '../../shared/moments.ts'
import type { Tally } from '../../shared/tally.ts'
import { caller } from '../support/caller.ts'
import { smallElection, startServer, type TestServer } from '../support/server.ts'

const START = Date.parse('2020-12-09T06:00:00Z')
let now = START
let server: TestServer
let head: string
let leader: string
let ask: ReturnType<typeof caller>
const election = smallElection()
const stationsOf = (room: string) => election.tps.filter(({ tps }) => tps.startsWith(room)).map(({ tps }) => tps)
const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString())
const read = async (path: string, who = head) => (await ask(who, 'GET', path)).body

beforeAll(async () => {
  server = await startServer({ election, clock: { now: () => now, speed: 1 } })
  ask = caller(server.base)
  head = await server.tokenFor([{ role: 'head', region: '64' }], ['desk', 'witness'])
  leader = await server.tokenFor([{ role: 'leader', region: '64' }])
  for (const room of ['6474', '6471', '6403']) {
    for (const [i, tps] of stationsOf(room).entries()) {
      now += 90_000
      await report(tps, room, { '1': 100 + i, '2': 50 })
    }
  }
})
afterAll(() => server.stop())

const report = (tps: string, contest: string, votes: Record<string, number>) =>
  ask(head, 'POST', '/api/forms', { id: ulid(), tps, contest, source: 'witness', figures: { votes, invalid: 2 } })

describe('[KF5] one answer holds what the wall shows of a moment, for a room or all of them', () => {
  test.each(['64', '6474'])('%s: every row is the tally until then', async (region) => {
    for (const ms of [START - 1, START + 20 * 60_000, now]) {
      const { rooms } = MomentAnswer.parse(await read(`/api/moment?region=${region}&at=${iso(ms)}`))
      expect(rooms.map(({ room }) => room)).toEqual(region === '64' ? election.contests.map((one) => one.region).toSorted() : [region])
      for (const { room, seq, rows } of rooms) {
        const { at, rows: below, ...tally } = (await read(`/api/tally?contest=${room}&children=1&until=${iso(ms)}`)) as Tally
        expect(at).toEqual({ [room]: seq })
        expect(rows.find((row) => row.tally.region === room)?.tally).toEqual(tally)
        expect(rows.filter((row) => row.tally.region !== room)).toHaveLength(below?.length ?? -1)
      }
    }
  })
  test('a district is no room, and what does not vote has no moments', async () => {
    expect(await read(`/api/moment?region=647401&at=${iso(now)}`)).toMatchObject({ code: 'invalid' })
    expect(await read(`/api/moment?region=6409&at=${iso(now)}`)).toMatchObject({ code: 'not-found' })
  })
})

test('[KF6] the timeline counts the forms of a region by when they arrived, from the first to the newest', async () => {
  const { from, to, bucketMs, arrivals, at } = TimelineAnswer.parse(await read('/api/moments?contest=6474&region=6474'))
  const stations = stationsOf('6474').length
  expect(arrivals.reduce((sum, n) => sum + n, 0)).toBe(stations)
  expect(at).toEqual({ '6474': stations + 1 })
  expect([Date.parse(from), Date.parse(to)]).toEqual([START + 60_000, START + stations * 90_000])
  const all = TimelineAnswer.parse(await read('/api/moments?region=64'))
  expect(all.arrivals.reduce((sum, n) => sum + n, 0)).toBe(['6474', '6471', '6403'].flatMap(stationsOf).length)
  expect(arrivals.length).toBe(Math.floor((Date.parse(to) - Date.parse(from)) / bucketMs) + 1)
})

describe('[WY4] why a figure changed is told page by page, and single forms only to those who may read them', () => {
  const path = '/api/changes?contest=6474&region=6474&limit=5&since='
  test('pages hold still while forms arrive', async () => {
    const since = START + 5 * 90_000
    const first = ChangesAnswer.parse(await read(path + iso(since)))
    await report(stationsOf('6474')[0] ?? '', '6474', { '1': 333, '2': 50 })
    const ids = (first.items ?? []).map(({ id }) => id)
    let { next } = first
    while (next) {
      const page = ChangesAnswer.parse(await read(`${path}${iso(since)}&cursor=${next}`))
      expect([page.at, page.now, page.kinds]).toEqual([first.at, first.now, first.kinds])
      ids.push(...(page.items ?? []).map(({ id }) => id))
      next = page.next
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(stationsOf('6474').length - 5)
    const anew = ChangesAnswer.parse(await read(path + iso(since)))
    expect(anew.items?.[0]).toMatchObject({
      kind: 'corrected',
      type: 'form.reported',
      cells: [{ before: { valid: 150 }, after: { valid: 383 } }],
    })
  })
  test('who sees no single form is told the sums alone', async () => {
    const { items, next, kinds } = ChangesAnswer.parse(await read(path + iso(START), leader))
    expect([items, next]).toEqual([undefined, undefined])
    expect(kinds.map(({ kind }) => kind)).toEqual(['new', 'corrected'])
    expect(await read(`/api/changes?contest=6474&region=${stationsOf('6474')[0]}&since=0`, leader)).toMatchObject({ code: 'forbidden' })
  })
  test('a province has no entry numbers of its own, and a cursor is sent back as it came', async () => {
    expect(await read('/api/changes?contest=6474&region=6474&since=soon')).toMatchObject({ code: 'invalid', errors: [{ path: 'since' }] })
    expect(await read(`${path}0&cursor=abc`)).toMatchObject({ code: 'invalid', detail: expect.stringContaining('cursor') })
    expect(await read('/api/changes?contest=6474&region=647499&since=0')).toMatchObject({ code: 'not-found' })
  })
})

test('[WY6] a change names its entry and that of the report it chose', async () => {
  const tps = stationsOf('6403')[0] ?? ''
  const { reports, seq } = TpsAnswer.parse(await read(`/api/tps/${tps}`))
  const [chosen] = reports
  const third = await server.tokenFor([{ role: 'coordinator', region: '6403' }])
  await report(tps, '6403', { '1': 1, '2': 50 })
  const body = { id: ulid(), contest: '6403', form: chosen?.id, reason: 'terbaca jelas', seen: seq + 1 }
  expect((await ask(third, 'POST', `/api/tps/${tps}/settle`, body)).status).toBe(201)
  const { items } = ChangesAnswer.parse(await read(`/api/changes?contest=6403&region=${tps}&since=${seq}`))
  expect(items?.[0]).toMatchObject({ type: 'form.settled', seq: seq + 2, formSeq: chosen?.seq })
})
