import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDoor } from '../../server/http/app.ts'
import { doorLimits } from '../../server/http/door-limits.ts'
import { watchedLedger } from '../../server/room/watched-ledger.ts'
import type { Principal, Role } from '../../shared/roles.ts'
import { caller } from '../support/caller.ts'
import { aLedger, troubled } from '../support/count-room.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const who = (role: Role): Principal => ({ id: `token:${role}`, name: '', kind: 'token', grants: [{ role, region: '64' }], sources: [] })
const letIn = (times: number, ask: () => boolean): number => Array.from({ length: times }, ask).filter(Boolean).length

describe('[OP14] a flood is slowed by what it is, and forms go on', () => {
  test('when an address has used up what it may, its forms are taken all the same, and others do not notice', async () => {
    const limits = doorLimits(1, () => 0)
    const http = createServer(createDoor({ ...server.services, doorLimits: limits })).listen(0, '127.0.0.1')
    await once(http, 'listening')
    const ask = caller(`http://127.0.0.1:${(http.address() as AddressInfo).port}`)
    const from = { 'x-forwarded-for': '203.0.113.7' }
    const junk = { socket: { remoteAddress: '127.0.0.1' }, headers: from } as unknown as IncomingMessage
    expect(letIn(10_000, () => limits.admits(junk))).toBe(3000)
    const refused = await ask(undefined, 'GET', '/', undefined, from)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
    const machine = await server.tokenFor([{ role: 'machine', region: '64' }])
    const stations = server.rooms().election.tps.filter(({ tps }) => tps.startsWith('6472'))
    const { candidates } = server.rooms().election.contests.find(({ region }) => region === '6472') ?? { candidates: [] }
    const votes = Object.fromEntries(candidates.map(({ number }) => [number, 1]))
    const forms = await Promise.all(
      stations.map(({ tps }) => ask(machine, 'POST', '/api/forms', { id: ulid(), tps, contest: '6472', figures: { votes } }, from)),
    )
    expect(forms.filter(({ status }) => status !== 201)).toEqual([])
    for (const other of [{ 'x-forwarded-for': '203.0.113.8' }, {}] as Record<string, string>[])
      expect((await ask(undefined, 'GET', '/healthz', undefined, other)).status).toBe(200)
    http.closeAllConnections()
    http.close()
  })
  test('whoever types is held to what can be typed, in election time; machines are not', () => {
    let now = 0
    const limits = doorLimits(1, () => now)
    expect(letIn(1000, () => limits.lets(who('witness'), 'form:report'))).toBe(300)
    now = 1000
    expect(letIn(1000, () => limits.lets(who('witness'), 'form:report'))).toBe(10)
    expect(letIn(1000, () => limits.lets(who('machine'), 'form:report'))).toBe(1000)
    expect(letIn(1000, () => doorLimits(60, () => now).lets(who('witness'), 'form:report'))).toBe(1000)
  })
  test('whoever only looks is held by his credential', () => {
    const limits = doorLimits(1, () => 0)
    expect(letIn(5000, () => limits.lets(who('leader'), 'tally:read'))).toBe(3000)
    expect(limits.lets({ ...who('leader'), id: 'token:other' }, 'tally:read')).toBe(true)
  })
})

describe('[OP15] ready says no while the ledger takes nothing, and while the server stops', () => {
  const told = { appended: () => undefined, appendFailed: () => undefined }
  test.each(['disk-full', 'busy'] as const)('%s passes with the next success, or after a minute', async (kind) => {
    let now = 0
    const disk = troubled(aLedger())
    const watched = watchedLedger(disk.ledger, told, () => now)
    disk.failNext({ kind })
    await watched.ledger.append('6472' as never, 0, [])
    expect(watched.trouble()).toBe(kind)
    now = 59_999
    expect(watched.trouble()).toBe(kind)
    await watched.ledger.append('6472' as never, 0, [])
    expect(watched.trouble()).toBeUndefined()
    disk.failNext({ kind })
    await watched.ledger.append('6472' as never, 0, [])
    now += 60_000
    expect(watched.trouble()).toBeUndefined()
  })
  test('an unknown outcome stays until something is written', async () => {
    let now = 0
    const disk = troubled(aLedger())
    const watched = watchedLedger(disk.ledger, told, () => now)
    disk.failNext({ kind: 'unknown', reason: 'EIO' })
    await watched.ledger.append('6472' as never, 0, [])
    now = 1e9
    expect(watched.trouble()).toBe('unknown')
    disk.failNext({ kind: 'moved', head: { seq: 1, hash: '' } })
    await watched.ledger.append('6472' as never, 0, [])
    expect(watched.trouble()).toBe('unknown')
  })
  test('while it stops, /readyz is 503 and says so', async () => {
    const stopping = await startServer()
    const ask = caller(stopping.base)
    const before = await ask(undefined, 'GET', '/readyz')
    const stopped = stopping.stop()
    expect(stopping.services.notReady()).toMatchObject({ code: 'busy', detail: 'the server is stopping' })
    await stopped
    expect(before.status).toBe(200)
  })
})
