import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountChanges } from '../../server/sign-in/account-changes.ts'
import { signInWith } from '../../server/sign-in/sign-in.ts'
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

type Devices = { readonly items: { readonly id: string; readonly device: object; readonly current?: true }[] }
const signInFrom = async (name: string, userAgent: string) => {
  const answer = await ask(undefined, 'POST', '/api/session', { name, password: PASSWORD }, { 'user-agent': userAgent })
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
const isIn = async (cookie: string) => (await ask(cookie, 'GET', '/api/session')).status === 200
/** A live socket of that session; `closed` resolves when the server closes it. */
async function watching(cookie: string): Promise<{ readonly closed: Promise<unknown> }> {
  const socket = io(server.base, { transports: ['websocket'], extraHeaders: { cookie }, reconnection: false, forceNew: true })
  await new Promise((resolve, reject) => socket.once('connect', () => resolve(undefined)).once('connect_error', reject))
  return { closed: new Promise((resolve) => socket.once('disconnect', resolve)) }
}

describe('[PE3] one sees where one is signed in, and ends one device or all of them', () => {
  test('each device with its words, the one that asks marked', async () => {
    const { cookie, name } = await server.signIn('analyst')
    const phone = await signInFrom(name, 'Mozilla/5.0 (Linux; Android 13) Chrome/141.0 Mobile Safari/537.36')
    const { items } = (await ask(phone, 'GET', '/api/devices')).body as Devices
    expect(items).toHaveLength(2)
    const mine = items.find(({ current }) => current)
    expect(mine?.device).toEqual({ browser: 'Chrome', system: 'Android' })
    const other = items.find(({ current }) => !current)
    expect((await ask(phone, 'DELETE', `/api/devices/${other?.id}`)).status).toBe(204)
    expect([await isIn(cookie), await isIn(phone)]).toEqual([false, true])
    expect((await ask(phone, 'DELETE', `/api/devices/${other?.id}`)).status).toBe(404)
  })
  test('a device of somebody else is not there', async () => {
    const [one, two] = [await server.signIn('analyst'), await server.signIn('analyst')]
    const { items } = (await ask(one.cookie, 'GET', '/api/devices')).body as Devices
    expect((await ask(two.cookie, 'DELETE', `/api/devices/${items[0]?.id}`)).status).toBe(404)
    expect(await isIn(one.cookie)).toBe(true)
  })
  test('everywhere at once, this device included', async () => {
    const { cookie, name } = await server.signIn('analyst')
    const other = await signInFrom(name, 'x')
    expect((await ask(cookie, 'DELETE', '/api/devices')).status).toBe(204)
    expect([await isIn(cookie), await isIn(other)]).toEqual([false, false])
  })
  test('a session that is used is seen again, to within some minutes', async () => {
    const { cookie, id } = await server.signIn('analyst')
    let now = Date.now()
    const signIn = signInWith(server.store.people, () => now)
    const lastSeen = async () => (await server.store.people.sessionsOf(id, now))[0]?.lastSeenAtMs ?? 0
    const first = await lastSeen()
    now += 60_000
    await signIn.principal({ cookie: cookie.split('=')[1] })
    expect(await lastSeen()).toBe(first)
    now += 300_000
    await signIn.principal({ cookie: cookie.split('=')[1] })
    expect(await lastSeen()).toBe(now)
  })
})

describe('[PE4] an administrator or head signs out whom he looks after, and that closes sockets', () => {
  test.each([
    ['administrator', 204],
    ['head', 204],
    ['coordinator', 403],
    ['analyst', 403],
  ] as const)('%s: %i', async (role, status) => {
    const [by, who] = [await server.signIn(role), await server.signIn('operator', '6472')]
    expect((await ask(by.cookie, 'GET', `/api/accounts/${who.id}/devices`)).status).toBe(status === 204 ? 200 : 403)
    expect((await ask(by.cookie, 'DELETE', `/api/accounts/${who.id}/devices`)).status).toBe(status)
    expect(await isIn(who.cookie)).toBe(status !== 204)
  })
  test('a head neither sees nor signs out an administrator', async () => {
    const [head, admin] = [await server.signIn('head'), await server.signIn('administrator')]
    expect((await ask(head.cookie, 'DELETE', `/api/accounts/${admin.id}/devices`)).status).toBe(404)
    expect((await ask(head.cookie, 'GET', '/api/accounts')).text).not.toContain(admin.id)
    expect(await isIn(admin.cookie)).toBe(true)
  })
  test('the sockets of a person who is signed out, or disabled, are closed at once', async () => {
    const admin = await server.signIn('administrator')
    for (const end of [
      (id: string) => ask(admin.cookie, 'DELETE', `/api/accounts/${id}/devices`),
      (id: string) => ask(admin.cookie, 'PATCH', `/api/accounts/${id}`, { disabled: true }),
    ]) {
      const who = await server.signIn('analyst')
      const { closed } = await watching(who.cookie)
      expect((await end(who.id)).status).toBe(204)
      await closed
    }
  })
})

describe('[PE5] a password is changed by its own person with the one he has', () => {
  test('other devices are signed out, this one goes on with a new session', async () => {
    const { cookie, name } = await server.signIn('operator')
    const other = await signInFrom(name, 'x')
    const changed = await ask(cookie, 'POST', '/api/password', { current: PASSWORD, password: 'kata sandi yang baru' })
    expect(changed.status).toBe(204)
    const next = changed.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect([await isIn(next), await isIn(cookie), await isIn(other)]).toEqual([true, false, false])
    expect((await ask(undefined, 'POST', '/api/session', { name, password: PASSWORD })).status).toBe(401)
  })
  test('a wrong one changes nothing, and is not guessed at for ever', async () => {
    const { cookie } = await server.signIn('operator')
    const guess = () => ask(cookie, 'POST', '/api/password', { current: 'salah', password: 'kata sandi yang baru' })
    expect((await guess()).body).toMatchObject({ code: 'invalid', errors: [{ path: 'current', code: 'wrong' }] })
    const statuses: number[] = []
    for (let i = 0; i < 10; i++) statuses.push((await guess()).status)
    expect(statuses.at(-1)).toBe(429)
    expect(await isIn(cookie)).toBe(true)
  })
})

describe('[PE6] somebody who administers the whole province always remains', () => {
  test('two who disable each other at once: one is refused', async () => {
    const own = await startServer({ election: contractElection() })
    const askOwn = caller(own.base)
    const [one, two] = [await own.signIn('administrator'), await own.signIn('administrator')]
    const answers = await Promise.all([
      askOwn(one.cookie, 'PATCH', `/api/accounts/${two.id}`, { disabled: true }),
      askOwn(two.cookie, 'PATCH', `/api/accounts/${one.id}`, { disabled: true }),
    ])
    // Whoever comes second is refused as the last one, or has been signed out by the first.
    expect(answers.map(({ status }) => (status === 401 ? 403 : status)).toSorted()).toEqual([204, 403])
    expect((await own.store.people.accounts()).filter(({ disabled }) => !disabled)).toHaveLength(1)
    await own.stop()
  })
  test('the last one is neither cut down nor disabled, whoever asks', async () => {
    const own = await startServer({ election: contractElection() })
    const { id } = await own.signIn('administrator')
    await own.signIn('administrator', '6472')
    const changes = accountChanges(own.store.people)
    for (const change of [{ disabled: true }, { grants: [{ role: 'administrator' as const, region: '6472' }] }])
      expect(await changes.change(id, change)).toEqual({ ok: false, error: 'last-administrator' })
    expect((await changes.change(id, { passwordHash: 'other' })).ok).toBe(true)
    await own.stop()
  })
})

describe('[PE7] a grant names a region of the election and a role of a person', () => {
  const account = (grants: readonly object[]) => ({ name: `orang ${JSON.stringify(grants)}`, password: PASSWORD, grants })
  test.each([
    ['/api/accounts', account([{ role: 'operator', region: '6499' }]), 'grants.0.region'],
    ['/api/accounts', account([{ role: 'machine', region: '64' }]), 'grants.0.role'],
    ['/api/accounts', account([{ role: 'wall', region: '64' }]), 'grants.0.role'],
    ['/api/accounts', account([{ role: 'witness', region: '6472011001999' }]), 'grants.0.region'],
    ['/api/tokens', { label: 'uji', grants: [{ role: 'machine', region: '6499' }] }, 'grants.0.region'],
    ['/api/wall-links', { region: '6499' }, 'region'],
  ])('%s %j', async (path, body, field) => {
    const { cookie } = await server.signIn('administrator')
    expect((await ask(cookie, 'POST', path, body)).body).toMatchObject({ status: 422, code: 'invalid', errors: [{ path: field }] })
  })
  test('one TPS of the register will do', async () => {
    const { cookie } = await server.signIn('administrator')
    expect((await ask(cookie, 'POST', '/api/accounts', account([{ role: 'witness', region: '6472011001004' }]))).status).toBe(201)
  })
})
