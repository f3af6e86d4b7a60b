import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { io } from 'socket.io-client'
import { SESSION_MS, signInWith } from '../../server/sign-in/sign-in.ts'
import { guessLimits } from '../../server/sign-in/guess-limits.ts'
import { hashSecret } from '../../server/sign-in/secrets.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ask: ReturnType<typeof caller>
beforeAll(async () => {
  server = await startServer({ election: contractElection(), origins: ['https://hitung.example'] })
  ask = caller(server.base)
})
afterAll(() => server.stop())

const signIn = (name: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  ask(undefined, 'POST', '/api/session', { name, password }, headers)

describe('[SI1] signing in gives a cookie that no script reads and no other site sends', () => {
  test('a new secret each time, and the one this browser had before ends', async () => {
    const { cookie, name } = await server.signIn('head')
    const again = await ask(cookie, 'POST', '/api/session', { name, password: PASSWORD })
    const [header = ''] = again.headers.getSetCookie()
    expect(header).toMatch(/^kamar-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Strict$/)
    expect(header).not.toContain(cookie)
    expect((await ask(cookie, 'GET', '/api/session')).status).toBe(401)
    expect((await ask(header.split(';')[0], 'GET', '/api/session')).body).toEqual({ name, grants: [{ role: 'head', region: '64' }] })
  })
  test('behind TLS it is Secure too', async () => {
    const { name } = await server.signIn('head')
    const answer = await signIn(name, PASSWORD, { 'x-forwarded-proto': 'https' })
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure$/)
  })
})

test('[SI2] an unknown name and a wrong password are told apart by nothing, and a disabled person stays out', async () => {
  const { id, name } = await server.signIn('head')
  const [unknown, wrong] = [await signIn(`nobody ${ulid()}`), await signIn(name, 'not the password')]
  expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text])
  expect(wrong.status).toBe(401)
  await server.store.people.changeAccount(id, { disabled: true })
  expect((await signIn(name)).text).toBe(wrong.text)
})

describe('[SI3] guessing is slowed for account and address together, and nobody else is locked out', () => {
  test('the ninth wrong try waits, also with the right password; a colleague at the same address signs in', async () => {
    const [target, colleague] = [await server.signIn('head'), await server.signIn('analyst')]
    const tries = await Promise.all(Array.from({ length: 12 }, () => signIn(target.name, 'wrong')))
    expect(tries.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(8)
    const locked = await signIn(target.name)
    expect(locked.body).toMatchObject({ status: 429, code: 'too-many' })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await signIn(colleague.name)).status).toBe(204)
  })
  test('tries at one account from many addresses are held, but not for whoever signed in from his own before', async () => {
    const limits = guessLimits()
    await limits.tried('budi', 'his desk')
    await limits.succeeded('budi', 'his desk')
    const waits: (number | undefined)[] = []
    for (let i = 0; i < 100; i++) waits.push(await limits.tried('budi', `stranger ${i}`))
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(60)
    expect(await limits.tried('budi', 'his desk')).toBeUndefined()
  })
  test('10,000 guesses over many names from one address get 120 answers', async () => {
    const limits = guessLimits()
    let judged = 0
    for (let i = 0; i < 10_000; i++) if ((await limits.tried(`name ${i}`, 'one address')) === undefined) judged++
    expect(judged).toBe(120)
  })
})

describe('[SI4] a page of another origin can neither write nor use the cookie', () => {
  const origins: [string, number][] = [
    ['https://elsewhere.example', 403],
    ['null', 403],
    ['https://hitung.example', 204],
  ]
  test.each(origins)('%s', async (origin, status) => {
    const { cookie, name } = await server.signIn('head')
    expect((await ask(cookie, 'DELETE', '/api/session', undefined, { origin })).status).toBe(status)
    expect((await signIn(name, PASSWORD, { origin })).status).toBe(status)
  })
  test('its own host is no other origin, a program without one neither, a hint of the browser counts', async () => {
    const { name } = await server.signIn('head')
    expect((await signIn(name, PASSWORD, { origin: server.base })).status).toBe(204)
    expect((await signIn(name)).status).toBe(204)
    expect((await signIn(name, PASSWORD, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })
  test('a token is no cookie: machines write from anywhere', async () => {
    const token = await server.tokenFor([{ role: 'machine', region: '64' }])
    const form = { id: ulid(), tps: '6472011001004', contest: '6472', figures: { votes: { '1': 1 } } }
    expect((await ask(token, 'POST', '/api/forms', form, { origin: 'https://elsewhere.example' })).status).toBe(201)
  })
})

describe('[SI5] what ends a session ends it everywhere at once, its sockets within two seconds', () => {
  const changes: [string, (admin: string, who: { id: string; cookie: string }) => Promise<unknown>][] = [
    ['signing out', (_, { cookie }) => ask(cookie, 'DELETE', '/api/session')],
    ['disabled by an administrator', (admin, { id }) => ask(admin, 'PATCH', `/api/accounts/${id}`, { disabled: true })],
    ['a new password', (admin, { id }) => ask(admin, 'PATCH', `/api/accounts/${id}`, { password: 'kata sandi yang lain' })],
    ['other grants', (admin, { id }) => ask(admin, 'PATCH', `/api/accounts/${id}`, { grants: [{ role: 'press', region: '64' }] })],
  ]
  test.each(changes)('%s', async (_, change) => {
    const [admin, who] = [await server.signIn('administrator'), await server.signIn('analyst')]
    expect((await ask(who.cookie, 'GET', '/api/tally?contest=6472')).status).toBe(200)
    const socket = io(server.base, { transports: ['websocket'], extraHeaders: { cookie: who.cookie }, reconnection: false, forceNew: true })
    await new Promise((resolve, reject) => socket.once('connect', () => resolve(undefined)).once('connect_error', reject))
    const closed = new Promise((resolve) => socket.once('disconnect', () => resolve(performance.now())))
    const changedAt = performance.now()
    await change(admin.cookie, who)
    expect(Number(await closed) - changedAt).toBeLessThan(2000)
    expect((await ask(who.cookie, 'GET', '/api/tally?contest=6472')).status).toBe(401)
  })
  test.each(['token', 'wall'] as const)('a revoked %s', async (kind) => {
    const admin = await server.signIn('administrator')
    const made = kind === 'token' ? { label: 'uji', grants: [{ role: 'machine', region: '64' }] } : { region: '64', profile: 'dalam' }
    const path = kind === 'token' ? '/api/tokens' : '/api/wall-links'
    const { id, token } = (await ask(admin.cookie, 'POST', path, made)).body as { id: string; token: string }
    expect((await ask(token, 'GET', '/api/tally?contest=6472')).status).toBe(200)
    expect((await ask(admin.cookie, 'DELETE', `${path}/${id}`)).status).toBe(204)
    expect((await ask(token, 'GET', '/api/tally?contest=6472')).status).toBe(401)
  })
})

describe('[SI6] a session lives 8 hours at most, also over a restart', () => {
  test('the clock ends it', async () => {
    const { id } = await server.signIn('head')
    let now = Date.now()
    const signedIn = signInWith(server.store.people, () => now)
    const cookie = await signedIn.open(id, {}, SESSION_MS)
    now += SESSION_MS - 60_000
    expect(await signedIn.principal({ cookie })).toMatchObject({ id })
    now += 60_001
    expect(await signedIn.principal({ cookie })).toBeUndefined()
  })
  test('a token ends at its time, also while it is remembered', async () => {
    const admin = await server.signIn('administrator')
    const expiresAt = new Date(Date.now() + 5_000).toISOString()
    const body = { label: 'uji', grants: [{ role: 'machine', region: '64' }], expiresAt }
    const { token } = (await ask(admin.cookie, 'POST', '/api/tokens', body)).body as { token: string }
    let now = Date.now()
    const signedIn = signInWith(server.store.people, () => now)
    expect(await signedIn.principal({ token })).toBeDefined()
    now += 5_001
    expect(await signedIn.principal({ token })).toBeUndefined()
  })
  test('the server restarts and people stay signed in', async () => {
    const first = await startServer({ election: contractElection() })
    const { cookie, name } = await first.signIn('leader')
    const keep = first.folder
    await first.stop({ keepFolder: true })
    const second = await startServer({ folder: keep })
    expect((await caller(second.base)(cookie, 'GET', '/api/session')).body).toMatchObject({ name })
    await second.stop({ removeFolder: true })
  })
})

test('[SI7] a change while somebody is looked up is not remembered as it was before', async () => {
  const { id } = await server.signIn('head')
  const { people } = server.store
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => (release = resolve))
  const slow = {
    ...people,
    accountOfSession: async (hash: string, at: number) => (await held, (found ??= await people.accountOfSession(hash, at))),
  }
  let found: Awaited<ReturnType<typeof people.accountOfSession>>
  const signedIn = signInWith(slow)
  const cookie = await signedIn.open(id, {}, SESSION_MS)
  found = await people.accountOfSession(hashSecret(cookie), Date.now())
  const looking = signedIn.principal({ cookie })
  signedIn.ended(id)
  release()
  await looking
  found = undefined
  await people.closeSessionsOf(id)
  expect(await signedIn.principal({ cookie })).toBeUndefined()
})

test('[SI8] a remembered credential costs no look into the database', async () => {
  const token = await server.tokenFor([{ role: 'machine', region: '64' }])
  let looks = 0
  const { people } = server.store
  const signedIn = signInWith({ ...people, credentialByHash: (hash, at) => (looks++, people.credentialByHash(hash, at)) })
  for (let i = 0; i < 5; i++) expect(await signedIn.principal({ token })).toBeDefined()
  expect(looks).toBe(1)
})

describe('[SI11] nothing is made that has ended already, and a wall link ends after seven days unless it says when', () => {
  const grants = [{ role: 'machine', region: '64' }]
  test.each([
    ['/api/tokens', { label: 'uji', grants }],
    ['/api/wall-links', { region: '64' }],
  ])('%s', async (path, body) => {
    const token = await server.tokenFor([{ role: 'administrator', region: '64' }])
    const answer = await ask(token, 'POST', path, { ...body, expiresAt: '2020-12-09T10:00:00Z' })
    expect(answer.body).toMatchObject({ status: 422, code: 'invalid', errors: [{ path: 'expiresAt' }] })
  })
  test('seven days', async () => {
    const token = await server.tokenFor([{ role: 'administrator', region: '64' }])
    const before = Date.now()
    const made = await ask(token, 'POST', '/api/wall-links', { region: '64' })
    const { items } = (await ask(token, 'GET', '/api/wall-links')).body as { items: { id: string; expiresAt: string }[] }
    const ends = Date.parse(items.find(({ id }) => id === (made.body as { id: string }).id)?.expiresAt ?? '')
    expect(ends).toBeGreaterThanOrEqual(before + 7 * 24 * 3600_000)
    expect(ends).toBeLessThanOrEqual(Date.now() + 7 * 24 * 3600_000)
  })
})
