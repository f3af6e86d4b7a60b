import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeInvitations } from '../../server/sign-in/invitations.ts'
import type { Grant } from '../../shared/roles.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ask: ReturnType<typeof caller>
beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
})
afterAll(() => server.stop())

type Made = { readonly id: string; readonly token: string; readonly code: string }
const operator: Grant = { role: 'operator', region: '6472' }
const invite = async (as: string, grants: readonly Grant[] = [operator], label = 'Rudi') => {
  const answer = await ask(as, 'POST', '/api/invitations', { label, grants })
  expect(answer.status).toBe(201)
  return answer.body as Made
}
const accept = (key: { token: string } | { code: string }, name = `orang ${ulid()}`) =>
  ask(undefined, 'POST', '/api/invited/accept', { ...key, name, password: PASSWORD })
const look = async (key: { token: string } | { code: string }) => (await ask(undefined, 'POST', '/api/invited', key)).body

describe('[IV3] a link or code becomes one account with the grants that were offered, signed in at once', () => {
  test.each(['token', 'code'] as const)('by %s; looking before uses nothing up', async (kind) => {
    const head = await server.signIn('coordinator', '6472')
    const made = await invite(head.cookie)
    const key = kind === 'token' ? { token: made.token } : { code: made.code.toLowerCase().replace('-', ' ') }
    for (let i = 0; i < 3; i++) expect(await look(key)).toMatchObject({ state: 'open', label: 'Rudi', by: head.name })
    const accepted = await accept(key, `rudi ${kind}`)
    expect(accepted.status).toBe(204)
    const cookie = accepted.headers.getSetCookie()[0]?.split(';')[0]
    expect((await ask(cookie, 'GET', '/api/session')).body).toEqual({ name: `rudi ${kind}`, grants: [operator] })
    expect(await look(key)).toEqual({ state: 'used' })
  })
  test('two people with one link at once: one comes in, the other is told', async () => {
    const { token, code } = await invite((await server.signIn('head')).cookie)
    const before = (await server.store.people.accounts()).length
    const answers = await Promise.all([accept({ token }), accept({ code }), accept({ token })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'already-done', errors: [{ code: 'used' }] })
    expect(await server.store.people.accounts()).toHaveLength(before + 1)
  })
  test('a name that is taken is told, and the link still opens', async () => {
    const { token } = await invite((await server.signIn('head')).cookie)
    const taken = (await server.signIn('analyst')).name
    expect((await accept({ token }, taken)).body).toMatchObject({ code: 'invalid', errors: [{ path: 'name', code: 'taken' }] })
    expect((await accept({ token })).status).toBe(204)
  })
})

test('[IV13] the invited is told the zone of the election beside the end', async () => {
  const { token } = await invite((await server.signIn('head')).cookie)
  expect(await look({ token })).toMatchObject({ timezone: 'Asia/Makassar' })
})

describe('[IV4] what is over says what became of it and makes nothing', () => {
  const isOver = async (token: string, state: string) => {
    expect(await look({ token })).toEqual({ state })
    expect((await accept({ token })).body).toMatchObject({ status: 409, errors: [{ code: state }] })
  }
  test('expired', async () => {
    const { id } = await server.signIn('head')
    const grants = [operator]
    const made = { invitedBy: id, createdAtMs: 1000, expiresAtMs: Date.now() - 1 }
    const [old] = await makeInvitations(server.store.people, [{ label: 'Lama', grants }], made)
    await isOver(old?.token ?? '', 'expired')
  })
  test('withdrawn, once', async () => {
    const { cookie } = await server.signIn('head')
    const { id, token } = await invite(cookie)
    expect((await ask(cookie, 'DELETE', `/api/invitations/${id}`)).status).toBe(204)
    expect((await ask(cookie, 'DELETE', `/api/invitations/${id}`)).status).toBe(409)
    await isOver(token, 'withdrawn')
  })
  test('whoever could no longer grant it himself has withdrawn it', async () => {
    const admin = await server.signIn('administrator')
    const inviters = await Promise.all([server.signIn('coordinator', '6472'), server.signIn('coordinator', '6472')])
    const [disabled, cut] = await Promise.all(inviters.map(({ cookie }) => invite(cookie)))
    await ask(admin.cookie, 'PATCH', `/api/accounts/${inviters[0].id}`, { disabled: true })
    await ask(admin.cookie, 'PATCH', `/api/accounts/${inviters[1].id}`, { grants: [{ role: 'coordinator', region: '6471' }] })
    for (const one of [disabled, cut]) await isOver(one?.token ?? '', 'withdrawn')
  })
})

describe('[IV5] many people are invited at once, all or none', () => {
  const many = (as: string, people: readonly object[]) => ask(as, 'POST', '/api/invitations/batch', { people })
  test('each gets a link and a code of his own', async () => {
    const { cookie } = await server.signIn('head')
    const people = Array.from({ length: 120 }, (_, i) => ({ label: `saksi ${i}`, role: 'witness', region: '6472011001004' }))
    const { items } = (await many(cookie, people)).body as { items: Made[] }
    expect(items).toHaveLength(120)
    for (const kind of ['id', 'token', 'code'] as const) expect(new Set(items.map((one) => one[kind])).size).toBe(120)
    expect(await look({ code: items[77]?.code ?? '' })).toMatchObject({ label: 'saksi 77' })
  })
  test('every error is told with its row, and nothing is made', async () => {
    const { cookie } = await server.signIn('head')
    const before = (await server.store.people.invitations()).length
    const row = { label: 'Sari', role: 'operator', region: '6472' }
    const words = await many(cookie, [row, { ...row, label: 'x' }, { ...row, role: 'machine' }, { ...row, region: '99' }])
    expect((words.body as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual(['people.1.label', 'people.2.role'])
    const regions = await many(cookie, [row, { ...row, region: '6499' }, { ...row, region: '6472011001999' }])
    expect((regions.body as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual(['people.1.region', 'people.2.region'])
    expect(await server.store.people.invitations()).toHaveLength(before)
  })
})

describe('[IV6] the list shows what one could have made oneself', () => {
  test('a coordinator sees those of his regency and not the analysts of the head', async () => {
    const [head, own] = [await server.signIn('head'), await server.signIn('coordinator', '6472')]
    await invite(head.cookie, [{ role: 'operator', region: '6471' }], 'jauh')
    await invite(head.cookie, [{ role: 'legal', region: '6472' }], 'hukum')
    const { id } = await invite(head.cookie, [operator], 'dekat')
    const { items } = (await ask(own.cookie, 'GET', '/api/invitations')).body as { items: { label: string; by?: string; id: string }[] }
    const labels = items.map(({ label }) => label)
    expect([labels.includes('dekat'), labels.includes('jauh'), labels.includes('hukum')]).toEqual([true, false, false])
    expect(items.find((one) => one.id === id)?.by).toBe(head.name)
  })
  test('link and code are in neither list nor database', async () => {
    const { cookie } = await server.signIn('head')
    const { token, code } = await invite(cookie)
    const listed = (await ask(cookie, 'GET', '/api/invitations')).text
    for (const secret of [token, code, code.replace('-', '')]) expect(listed).not.toContain(secret)
    expect(JSON.stringify(await server.store.people.invitations())).not.toContain(code)
  })
})

// Last: afterwards this address waits a quarter of an hour.
test('[IV7] codes cannot be guessed at: the thirty-first wrong one waits, also with the right one; links go on', async () => {
  const { token, code } = await invite((await server.signIn('head')).cookie)
  const wrong = Array.from({ length: 40 }, (_, i) => `AAAA-AA${String.fromCharCode(65 + (i % 8))}${2 + (i % 8)}`)
  const statuses: number[] = []
  for (const guess of wrong) statuses.push((await ask(undefined, 'POST', '/api/invited', { code: guess })).status)
  expect(statuses.filter((status) => status === 404)).toHaveLength(30)
  const held = await accept({ code })
  expect(held.body).toMatchObject({ status: 429, code: 'too-many' })
  expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await accept({ token })).status).toBe(204)
})
