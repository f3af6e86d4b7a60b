import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BatchAnswer, FormAnswer } from '../../shared/answers.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

const [TPS, UNREGISTERED, ELSEWHERE] = ['6472011001004', '6472011001777', '6471011001001']

let server: TestServer
let ask: ReturnType<typeof caller>

beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
})
afterAll(() => server.stop())

const aForm = (more: object = {}) => ({
  id: ulid(),
  tps: TPS,
  contest: '6472',
  figures: { votes: { '1': 83, '2': 102, '3': 40 }, valid: 225, invalid: 4 },
  ...more,
})
const factOf = async (answer: { body: unknown }) => {
  const { receipt } = FormAnswer.parse(answer.body)
  const [entry] = await server.rooms().entries(receipt.room, receipt.seq - 1, 1)
  return { entry, fact: JSON.parse(entry?.fact ?? '{}') as Record<string, unknown> }
}

test('[HT1] a form is answered 201 with its receipt once it is durable, and 200 with the same receipt on repeat', async () => {
  const coordinator = await server.tokenFor([{ role: 'coordinator', region: '6472' }])
  const form = aForm()
  const first = await ask(coordinator, 'POST', '/api/forms', form)
  const { entry } = await factOf(first)
  expect(first.status).toBe(201)
  expect(entry).toMatchObject({ id: form.id, hash: FormAnswer.parse(first.body).receipt.hash })
  const again = await ask(coordinator, 'POST', '/api/forms', form)
  expect(again.status).toBe(200)
  expect(FormAnswer.parse(again.body).receipt).toEqual(FormAnswer.parse(first.body).receipt)
})

describe('[HT4] who is to type blind gets the receipt only, also on repeat and for a parked form', () => {
  test.each(['operator', 'witness', 'field-coordinator'] as const)('%s', async (role) => {
    const token = await server.tokenFor([{ role, region: '6472' }])
    const form = aForm()
    for (const status of [201, 200]) {
      const answer = await ask(token, 'POST', '/api/forms', form)
      expect(answer.status).toBe(status)
      expect(Object.keys(answer.body as object)).toEqual(['receipt'])
    }
    const parked = await ask(token, 'POST', '/api/forms', aForm({ tps: UNREGISTERED }))
    expect(parked.status).toBe(202)
    expect(Object.keys(parked.body as object)).toEqual(['receipt', 'problem'])
    const batch = BatchAnswer.parse((await ask(token, 'POST', '/api/forms/batch', { forms: [aForm()] })).body)
    expect(Object.keys(batch.answers[0] ?? {}).toSorted()).toEqual(['receipt', 'status'])
  })
})

describe('[HT5] source and basis follow from the credential unless the form names what it allows', () => {
  test.each([
    ['witness', {}, { source: 'witness', basis: 'counted' }],
    ['operator', {}, { source: 'desk', basis: 'photo' }],
    ['operator', { basis: 'paper' }, { source: 'desk', basis: 'paper' }],
    ['operator', { source: 'workbook' }, { source: 'workbook', basis: 'paper' }],
    ['machine', {}, { source: 'api', basis: 'message' }],
  ] as const)('%s with %j', async (role, named, expected) => {
    const answer = await ask(await server.tokenFor([{ role, region: '6472' }]), 'POST', '/api/forms', aForm(named))
    expect((await factOf(answer)).fact).toMatchObject(expected)
  })
  test('a token that names its own sources has those and no others', async () => {
    const token = await server.tokenFor([{ role: 'machine', region: '6472' }], ['sms'])
    expect((await factOf(await ask(token, 'POST', '/api/forms', aForm()))).fact).toMatchObject({ source: 'sms', basis: 'message' })
    expect((await ask(token, 'POST', '/api/forms', aForm({ source: 'api' }))).body).toMatchObject({ code: 'source-not-allowed' })
  })
  test('a role lends its source only where it reaches', async () => {
    const { id, cookie } = await server.signIn('operator', '6472')
    await server.store.people.changeAccount(id, {
      grants: [
        { role: 'operator', region: '6472' },
        { role: 'witness', region: ELSEWHERE },
      ],
    })
    server.services.signIn.ended(id)
    expect((await ask(cookie, 'POST', '/api/forms', aForm({ source: 'witness' }))).body).toMatchObject({ code: 'source-not-allowed' })
    const there = aForm({ tps: ELSEWHERE, contest: '6471', figures: { votes: { '1': 1, '2': 2 }, invalid: 0 } })
    expect((await factOf(await ask(cookie, 'POST', '/api/forms', there))).fact).toMatchObject({ source: 'witness' })
  })
})

test('[HT6] the author is the credential: a form cannot name another', async () => {
  const { id, cookie } = await server.signIn('operator', '6472')
  expect((await factOf(await ask(cookie, 'POST', '/api/forms', aForm()))).entry?.by).toBe(id)
  expect((await ask(cookie, 'POST', '/api/forms', aForm({ by: 'account:someone' }))).status).toBe(422)
})

describe('[HT7] a batch is at most 500 forms, each judged on its own, answered in order', () => {
  test('500 are taken in one go and repeated as the same', async () => {
    const token = await server.tokenFor([{ role: 'machine', region: '64' }])
    const forms = Array.from({ length: 500 }, (_, i) =>
      i % 5 === 4 ? aForm({ contest: '6471' }) : aForm({ figures: { votes: { '1': i, '2': 1, '3': 0 }, invalid: 0 } }),
    )
    const first = BatchAnswer.parse((await ask(token, 'POST', '/api/forms/batch', { forms })).body)
    expect(first.answers.map(({ status }) => status)).toEqual(forms.map((_, i) => (i % 5 === 4 ? 422 : 201)))
    const again = BatchAnswer.parse((await ask(token, 'POST', '/api/forms/batch', { forms })).body)
    expect(again.answers.map(({ receipt }) => receipt)).toEqual(first.answers.map(({ receipt }) => receipt))
    for (const [i, { receipt }] of first.answers.entries()) {
      if (!receipt) continue
      const [entry] = await server.rooms().entries(receipt.room, receipt.seq - 1, 1)
      expect(entry?.id).toBe(forms[i]?.id)
    }
  })
  test.each([[501], [0]])('%i are refused whole', async (length) => {
    const token = await server.tokenFor([{ role: 'machine', region: '64' }])
    const before = server.rooms().room('6472' as never)?.head.seq
    const answer = await ask(token, 'POST', '/api/forms/batch', { forms: Array.from({ length }, () => aForm()) })
    expect(answer.body).toMatchObject({ status: 422, code: 'invalid' })
    expect(server.rooms().room('6472' as never)?.head.seq).toBe(before)
  })
})

test('[HT9] a refused form leaves nothing behind: no entry, and the id is free', async () => {
  const token = await server.tokenFor([{ role: 'coordinator', region: '6472' }])
  const room = () => server.rooms().room('6472' as never)?.head.seq
  const before = room()
  const form = aForm({ contest: '6471' })
  expect((await ask(token, 'POST', '/api/forms', form)).body).toMatchObject({ code: 'unknown-contest' })
  expect(room()).toBe(before)
  expect((await ask(token, 'POST', '/api/forms', { ...form, contest: '6472' })).status).toBe(201)
})
