import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

const [TPS, OTHER] = ['6472011001004', '6472011001005']
const reason = 'dua orang sekaligus'
let server: TestServer
let ask: ReturnType<typeof caller>
let two: string[]

beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  two = [(await server.signIn('head')).cookie, (await server.signIn('coordinator', '6472')).cookie]
})
afterAll(() => server.stop())

const both = (path: string, body: (i: number) => unknown): Promise<Answer[]> =>
  Promise.all(two.map((who, i) => ask(who, 'POST', path, body(i))))
const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).toSorted((a, b) => a - b)
async function reported(tps: string): Promise<string> {
  const id = ulid()
  const machine = await server.tokenFor([{ role: 'head', region: '64' }], ['witness'])
  const figures = { votes: { '1': 10, '2': 5, '3': 1 }, invalid: 0 }
  expect((await ask(machine, 'POST', '/api/forms', { id, tps, contest: '6472', figures })).status).toBe(201)
  return id
}
const head = (): number => server.rooms().room('6472' as never)?.head.seq ?? 0

describe('[HX8] of two people who decide the same at once one decides, and the other is told so', () => {
  test('settling', async () => {
    await reported(TPS)
    const [seen, before] = [head(), head()]
    const answers = await both(`/api/tps/${TPS}/settle`, (i) => ({
      id: ulid(),
      contest: '6472',
      figures: { votes: { '1': 10 + i, '2': 5, '3': 1 } },
      reason,
      seen,
    }))
    expect(statuses(answers)).toEqual([201, 409])
    expect(head()).toBe(before + 1)
  })
  test('moving a form, to the same place or to two', async () => {
    const form = await reported(TPS)
    expect(
      statuses(await both(`/api/forms/${form}/move`, () => ({ id: ulid(), to: OTHER, reason }))).filter((status) => status === 201),
    ).toHaveLength(1)
    const tally = await ask(two[0], 'GET', `/api/tps/${OTHER}`)
    expect((tally.body as { reports: unknown[] }).reports).toHaveLength(1)
  })
  test('adding a TPS', async () => {
    expect(
      statuses(await both('/api/register/amend', () => ({ id: ulid(), tps: '6472011001099', change: 'added', dpt: 100, reason }))),
    ).toEqual([201, 409])
  })
  test('ordering a round', async () => {
    const round = { tps: OTHER, contest: '6472', kind: 'PSU', reason }
    const answers = await both('/api/rounds', () => ({ id: ulid(), ...round }))
    expect(statuses(answers).filter((status) => status === 201)).toHaveLength(1)
    const page = await ask(two[0], 'GET', `/api/tps/${OTHER}`)
    expect((page.body as { standings: { round: number; current: boolean }[] }).standings.find(({ current }) => current)?.round).toBe(2)
  })
  test('the same id from two people is one of theirs', async () => {
    const id = ulid()
    expect(statuses(await both('/api/register/amend', () => ({ id, tps: TPS, change: 'dpt-corrected', dpt: 123, reason })))).toEqual([
      201, 409,
    ])
  })
  test('making a person of one name', async () => {
    const who = [(await server.signIn('administrator')).cookie, (await server.signIn('administrator')).cookie]
    const person = { name: 'Zoe\u0308 Rahmawati', password: 'kata sandi panjang', grants: [{ role: 'operator', region: '64' }] }
    const spelled = ['Zoe\u0308 Rahmawati', 'Zo\u00EB Rahmawati']
    expect(statuses(await Promise.all(who.map((one, i) => ask(one, 'POST', '/api/accounts', { ...person, name: spelled[i] }))))).toEqual([
      201, 422,
    ])
  })
})
