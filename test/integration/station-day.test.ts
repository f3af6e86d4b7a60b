import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TpsAnswer } from '../../shared/answers.ts'
import type { AttendanceAnswer, WitnessAnswer } from '../../shared/station-day-answers.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

const TPS = '6472011001004'
let server: TestServer
let ask: ReturnType<typeof caller>
let witness: { cookie: string; id: string }
let coordinator: { cookie: string; id: string }
beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  witness = await server.signIn('witness', TPS)
  coordinator = await server.signIn('coordinator', '6472')
})
afterAll(() => server.stop())
const dayOf = async () => ((await ask(coordinator.cookie, 'GET', `/api/tps/${TPS}`)).body as TpsAnswer).day

describe('[CI6] check-in, incident and copy are answered with a receipt, and the same once more with the same', () => {
  test.each([
    ['/api/check-ins', {}],
    ['/api/incidents', { kind: 'intimidation', note: 'ada ancaman' }],
    ['/api/copies', { contest: '6472', copy: 'not-yet' }],
  ])('%s', async (path, more) => {
    const body = { id: ulid(), tps: TPS, capturedAt: '2020-12-09T06:40:00+08:00', ...more }
    const first = await ask(witness.cookie, 'POST', path, body)
    const again = await ask(witness.cookie, 'POST', path, body)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect((await ask(witness.cookie, 'POST', path, { ...body, capturedAt: '2020-12-09T06:41:00+08:00' })).status).toBe(409)
    const before = await dayOf()
    await ask(witness.cookie, 'POST', path, body)
    expect(await dayOf()).toEqual(before)
  })
  test('a witness speaks for his TPS only', async () => {
    const elsewhere = { id: ulid(), tps: '6472011001005' }
    expect((await ask(witness.cookie, 'POST', '/api/check-ins', elsewhere)).status).toBe(404)
  })
  test('who is no witness of the TPS checks in on behalf of one', async () => {
    const body = { id: ulid(), tps: TPS, witness: 'account:01JDB3ZK7Q8M4V2N5X6Y9T1W3R' }
    expect((await ask(coordinator.cookie, 'POST', '/api/check-ins', body)).status).toBe(201)
    expect((await dayOf())?.checkIns.map(({ by, method }) => [by, method])).toEqual([
      [witness.id, 'self'],
      [coordinator.id, 'on-behalf'],
    ])
  })
})

test('[IN2] the note of an incident is read on the page of its TPS, and is in no entry of the ledger', async () => {
  expect((await dayOf())?.incidents).toMatchObject([{ kind: 'intimidation', note: 'ada ancaman', by: witness.id }])
  const [hash] =
    server
      .rooms()
      .room('6472' as never)
      ?.state.days.get(TPS as never)
      ?.incidents.map(({ reason }) => reason) ?? []
  expect(JSON.stringify(await server.rooms().entries('6472' as never, 0, 100))).not.toContain('ancaman')
  expect(await server.store.ledger.text(hash ?? '')).toBe('ada ancaman')
})

test('[CI7] attendance is counted for a region and for those right below it', async () => {
  const { body } = await ask(coordinator.cookie, 'GET', '/api/attendance?region=6472')
  const told = body as AttendanceAnswer
  expect(told).toMatchObject({ tps: 3, checkedIn: 1, incidents: 1, copies: { refused: 0, notYet: 1, received: 0 } })
  expect(told.rows.map(({ region, checkedIn }) => [region, checkedIn])).toEqual([['647201', 1]])
  const village = (await ask(coordinator.cookie, 'GET', '/api/attendance?region=6472011001')).body as AttendanceAnswer
  expect(village.rows.map(({ region, checkedIn }) => [region, checkedIn])).toEqual([
    [TPS, 1],
    ['6472011001005', 0],
  ])
  expect((await ask(coordinator.cookie, 'GET', '/api/attendance?region=647299')).status).toBe(404)
})

describe('[CI8] a witness is told what his phone needs and what of his own arrived, and nothing of others', () => {
  const told = async (who = witness) => (await ask(who.cookie, 'GET', '/api/witness')).body as WitnessAnswer
  const form = (figures = { votes: { '1': 83, '2': 102, '3': 40 }, valid: 225, invalid: 4 }) => ({
    id: ulid(),
    tps: TPS,
    contest: '6472',
    figures,
  })
  test('his TPS with its contest, candidates, form and closing time', async () => {
    const answer = await told()
    expect(answer.stations).toMatchObject([
      { tps: TPS, present: true, contests: [{ contest: '6472', round: 1, copy: 'not-yet' }], mine: [] },
    ])
    expect(answer.contests.map(({ region }) => region)).toEqual(['6472'])
    expect(answer.pollsClose).toBe('2020-12-09T05:00:00.000Z')
  })
  test('his form is his alone, and confirmed once the count room read the same', async () => {
    const mine = form()
    await ask(witness.cookie, 'POST', '/api/forms', mine)
    expect((await told()).stations[0]?.mine).toMatchObject([{ id: mine.id, confirmed: false }])
    await ask(coordinator.cookie, 'POST', '/api/forms', form())
    expect((await told()).stations[0]?.mine).toMatchObject([{ id: mine.id, confirmed: true }])
  })
  test('a field coordinator gets the TPS of his area', async () => {
    const field = await server.signIn('field-coordinator', '6472011001')
    expect((await told(field)).stations.map(({ tps }) => tps)).toEqual([TPS, '6472011001005'])
  })
})
