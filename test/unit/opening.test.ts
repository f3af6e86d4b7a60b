import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ElectionOpened } from '../../shared/facts.ts'
import { openings, registerByRoom, registerDigest, roomsOf } from '../../server/election/opening.ts'
import { instantOf, isTimezone } from '../../shared/poll-time.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'

const election = templateElection('kaltim-2020', { seed: 1, tps: 60 })
let made = 0
const newId = () => `01JDB3ZK7Q8M4V2N5X6Y9T${String((made += 1)).padStart(4, '0')}`
const facts = openings(election, newId)

describe('[EL4] every room opens with what it counts', () => {
  test('the province and all ten regencies open, each with an id of its own, as facts the catalogue knows', () => {
    expect(facts.map((fact) => fact.room)).toEqual(roomsOf(election))
    expect(facts).toHaveLength(11)
    expect(new Set(facts.map((fact) => fact.id)).size).toBe(11)
    for (const fact of facts) expect(ElectionOpened.parse(fact)).toEqual(fact)
  })
  test('a room opens with its own contest; the province and a regency that does not vote with none', () => {
    const contests = Object.fromEntries(facts.map((fact) => [fact.room, fact.contests.map((contest) => contest.region)]))
    expect(contests).toMatchObject({ '64': [], '6409': [], '6472': ['6472'] })
  })
  test('a governor contest is counted in every voting room and named in the province room', () => {
    const governor = { ...election.contests[0]!, region: '64' as (typeof election.contests)[0]['region'] }
    const both = openings({ ...election, contests: [...election.contests, governor] }, newId)
    const contests = Object.fromEntries(both.map((fact) => [fact.room, fact.contests.map((contest) => contest.region)]))
    expect(contests).toMatchObject({ '64': ['64'], '6409': [], '6472': ['6472', '64'] })
  })
})

describe('[EL5] the register digest is the SHA-256 of the rows in a fixed shape and order', () => {
  const rows = [{ tps: '6472011001002', dpt: 290, dptM: 140, dptF: 150, signal: false }, { tps: '6472011001001' }]
  test('the bytes are these', () => {
    const bytes = '[{"tps":"6472011001001"},{"dpt":290,"dptF":150,"dptM":140,"signal":false,"tps":"6472011001002"}]'
    expect(registerDigest(rows)).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
  test('the order of the rows does not matter, any figure does', () => {
    expect(registerDigest(rows.toReversed())).toBe(registerDigest(rows))
    expect(registerDigest([{ ...rows[0]!, dpt: 291 }, rows[1]!])).not.toBe(registerDigest(rows))
  })
  test('each room opens with the digest of its own rows, an empty list where it has none', () => {
    const own = registerByRoom(election.tps)
    for (const fact of facts) expect(fact.register).toBe(registerDigest(own.get(fact.room) ?? []))
    expect(facts.find((fact) => fact.room === '6409')?.register).toBe(registerDigest([]))
  })
})

describe('[EL6] the end of voting is an instant computed from local time and zone', () => {
  test('13:00 in Kalimantan Timur is 05:00 UTC', () => {
    expect(new Set(facts.map((fact) => fact.pollsClose))).toEqual(new Set(['2020-12-09T05:00:00.000Z']))
  })
  test.each([
    ['2024-02-14T13:00', 'Asia/Jakarta', '2024-02-14T06:00:00.000Z'],
    ['2024-02-14T13:00', 'Asia/Jayapura', '2024-02-14T04:00:00.000Z'],
    ['2024-02-14T20:32:57', 'Asia/Makassar', '2024-02-14T12:32:57.000Z'],
    ['2024-07-01T21:00', 'Europe/Amsterdam', '2024-07-01T19:00:00.000Z'],
    ['2024-03-31T01:30', 'Europe/Amsterdam', '2024-03-31T00:30:00.000Z'],
    ['2024-03-31T02:30', 'Europe/Amsterdam', '2024-03-31T01:30:00.000Z'], // skipped by the clocks: as if they had not moved
    ['2024-10-27T02:30', 'Europe/Amsterdam', '2024-10-27T00:30:00.000Z'], // twice: the first
    ['2024-10-27T12:00', 'Europe/Amsterdam', '2024-10-27T11:00:00.000Z'],
  ])('%s in %s is %s', (local, zone, instant) => {
    expect(instantOf(local, zone)).toBe(instant)
  })
  test('only zones the runtime knows are zones', () => {
    expect([isTimezone('Asia/Makassar'), isTimezone('WITA'), isTimezone('')]).toEqual([true, false, false])
  })
})
