import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TpsAnswer, WorkAnswer } from '../../shared/answers.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

const [HERE, BESIDE, UNLISTED, FAR] = ['6472011001004', '6472011001005', '6472011001077', '6471011001001'] as const
let server: TestServer
let ask: ReturnType<typeof caller>
let people: Readonly<Record<'witness' | 'desk' | 'head', { readonly cookie: string; readonly name: string; readonly id: string }>>

beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  people = {
    witness: await server.signIn('witness', '64'),
    desk: await server.signIn('operator', '64'),
    head: await server.signIn('head', '64'),
  }
})
afterAll(() => server.stop())

async function report(by: keyof typeof people, tps: string, votes: readonly number[], more: object = {}): Promise<void> {
  const figures = { votes: Object.fromEntries(votes.map((n, i) => [String(i + 1), n])), invalid: 4, ...more }
  const body = { id: ulid(), tps, contest: tps.slice(0, 4), figures }
  expect((await ask(people[by].cookie, 'POST', '/api/forms', body)).status).toBeLessThan(300)
}
const work = async (query: string, who = people.head.cookie) => WorkAnswer.parse((await ask(who, 'GET', `/api/work?${query}`)).body)
const listed = async (query: string) => (await work(query)).items.map(({ tps, stake }) => [tps, stake])

describe('the work list', () => {
  test('[WK1] who differs waits to be settled, the widest difference first', async () => {
    await report('witness', HERE, [83, 102, 40])
    await report('desk', HERE, [83, 110, 40])
    await report('witness', FAR, [100, 20])
    await report('desk', FAR, [100, 70])
    await report('witness', BESIDE, [0, 0, 0])
    expect(await listed('list=decide')).toEqual([
      [FAR, 50],
      [HERE, 8],
      [BESIDE, 0],
    ])
    expect((await work('list=decide')).items.map(({ standing }) => standing.knowledge)).toEqual(['conflict', 'conflict', 'held'])
  })
  test('[WK2] a TPS outside the register waits in a list of its own, one that was withdrawn too', async () => {
    await report('witness', UNLISTED, [1, 2, 3])
    const amend = { id: ulid(), tps: BESIDE, change: 'withdrawn', reason: 'tidak jadi dibuka' }
    expect((await ask(people.head.cookie, 'POST', '/api/register/amend', amend)).status).toBe(201)
    const { items, totals } = await work('list=parked')
    expect(items.map(({ tps, withdrawn }) => [tps, withdrawn])).toEqual([
      [BESIDE, true],
      [UNLISTED, undefined],
    ])
    expect(totals).toMatchObject({ decide: 2, parked: 2 })
  })
  test('[WK3] findings stand by TPS; the counts say how many are unconfirmed, and a severity narrows both', async () => {
    await report('witness', '6472012001001', [50, 60, 70], { valid: 190, total: 200, ballots: { received: 100, used: 200 } })
    const { items, totals } = await work('list=findings')
    expect(items[0]).toMatchObject({ tps: '6472012001001', stake: 100 })
    const found = items.flatMap(({ findings }) => findings)
    expect(totals.findings).toEqual({
      tps: items.length,
      findings: found.length,
      unconfirmed: found.filter(({ unconfirmed }) => unconfirmed).length,
    })
    expect(found.length).toBeGreaterThan(items.length)
    const critical = await work('list=findings&severity=critical')
    expect(critical.items.flatMap(({ findings }) => findings.map(({ check }) => check))).toEqual(['AR7'])
    expect(critical.totals.findings).toMatchObject({ tps: 1, findings: 1 })
  })
  test('[WK4] page by page the same list, within one region or ones own, with the counts of all pages', async () => {
    const first = await work('list=decide&limit=1')
    const second = await work(`list=decide&limit=1&cursor=${first.next}`)
    expect([...first.items, ...second.items].map(({ tps }) => tps)).toEqual([FAR, HERE])
    expect([first.totals.decide, second.next]).toEqual([2, undefined])
    const coordinator = await server.signIn('coordinator', '6472')
    expect((await work('list=decide', coordinator.cookie)).items.map(({ tps }) => tps)).toEqual([HERE])
    expect((await ask(coordinator.cookie, 'GET', '/api/work?list=decide&region=6471')).status).toBe(404)
    expect((await ask(people.head.cookie, 'GET', '/api/work?list=decide&cursor=x')).status).toBe(422)
  })
})

test('[TP4] authors are told by name, and who asks is told which one he is', async () => {
  const answer = TpsAnswer.parse((await ask(people.head.cookie, 'GET', `/api/tps/${HERE}`)).body)
  expect(answer.people).toEqual({ [people.witness.id]: people.witness.name, [people.desk.id]: people.desk.name })
  expect(answer.you).toBe(people.head.id)
})
