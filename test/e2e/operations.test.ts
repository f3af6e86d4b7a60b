import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { io, type Socket } from 'socket.io-client'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchForms } from '../bench/intake.ts'
import { caller } from '../support/caller.ts'
import { selfSigned } from '../support/certificate.ts'
import { kamar, newFolder, prepareFolder, removeFolder } from '../support/real-server.ts'
import { nothingSent, sendUntil } from '../support/sent-forms.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const place = newFolder()
let prepared: { folder: string; token: string }
beforeAll(() => {
  prepared = prepareFolder(60)
})
afterAll(() => {
  for (const folder of [place, prepared.folder]) removeFolder(folder)
})

type Running = { readonly child: ChildProcess; readonly url: string; said(): string; end(signal?: NodeJS.Signals): Promise<number | null> }
const start = (args: readonly string[], env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, KAMAR_DATA: prepared.folder, PORT: '0', KAMAR_HOST: '127.0.0.1', KAMAR_LOG: 'debug', ...env },
    stdio: 'pipe',
  })

async function serve(env: Record<string, string> = {}): Promise<Running> {
  const child = start(['serve'], env)
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (text: Buffer): void => {
      said += text.toString()
      const found = /kamar hitung: (https?:\/\/\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(said)))
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    url,
    said: () => said,
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

async function run(args: readonly string[], env: Record<string, string> = {}): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(args, env)
  let [out, err] = ['', '']
  child.stdout?.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}
const inPlace = (name: string, text: string): string => {
  const file = join(place, name)
  writeFileSync(file, text)
  return file
}
const opened = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('connect', resolve))

describe('[OP8] TLS by certificate and key', () => {
  const own = selfSigned()
  test('page, sign-in and socket over TLS with a certificate made here', async () => {
    const server = await serve({ KAMAR_TLS_CERT: inPlace('a.pem', own.cert), KAMAR_TLS_KEY: inPlace('a.key', own.key) })
    expect(server.url).toMatch(/^https:\/\//)
    const status = await new Promise((resolve, reject) => {
      request(`${server.url}/readyz`, { ca: own.cert }, (response) => resolve(response.statusCode))
        .once('error', reject)
        .end()
    })
    expect(status).toBe(200)
    const socket = io(server.url, { transports: ['websocket'], auth: { token: prepared.token }, ca: own.cert })
    await opened(socket)
    socket.close()
    expect(await server.end()).toBe(0)
  })
  test.each([
    [
      'a missing file',
      () => ({ KAMAR_TLS_CERT: '/nonexistent', KAMAR_TLS_KEY: inPlace('b.key', own.key) }),
      /KAMAR_TLS_CERT: .*no such file/,
    ],
    [
      'no certificate',
      () => ({ KAMAR_TLS_CERT: inPlace('c.pem', 'halo'), KAMAR_TLS_KEY: inPlace('c.key', own.key) }),
      /KAMAR_TLS_CERT: .*no certificate/,
    ],
    [
      'no key',
      () => ({ KAMAR_TLS_CERT: inPlace('d.pem', own.cert), KAMAR_TLS_KEY: inPlace('d.key', 'halo') }),
      /KAMAR_TLS_KEY: .*no private key/,
    ],
    [
      'the key of another',
      () => ({ KAMAR_TLS_CERT: inPlace('e.pem', own.cert), KAMAR_TLS_KEY: inPlace('e.key', selfSigned().key) }),
      /KAMAR_TLS_KEY: .*not the key of/,
    ],
    ['a folder', () => ({ KAMAR_TLS_CERT: place, KAMAR_TLS_KEY: inPlace('f.key', own.key) }), /KAMAR_TLS_CERT: .*cannot be read/],
  ])('%s is refused in words before anything is opened', async (_what, env, words) => {
    const refused = await run(['serve'], { ...env(), KAMAR_DATA: join(place, 'belum') })
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(words)])
    expect(existsSync(join(place, 'belum'))).toBe(false)
  })
  test('a certificate that has ended is warned of, and the count runs', async () => {
    const old = selfSigned('100101000000Z', '110101000000Z')
    const server = await serve({ KAMAR_TLS_CERT: inPlace('g.pem', old.cert), KAMAR_TLS_KEY: inPlace('g.key', old.key) })
    expect(server.said()).toContain('the certificate ended on')
    await server.end()
  })
})

test('[OP9] a stop answers what was taken, tells screens why, and ends in time whatever hangs', async () => {
  const server = await serve({ KAMAR_LOG: 'info' })
  const socket = io(server.url, { transports: ['websocket'], auth: { token: prepared.token }, reconnection: false })
  await opened(socket)
  const gone = new Promise<{ reason: string; code: unknown }>((resolve) => {
    socket.once('disconnect', (reason, details) => {
      const context = details !== undefined && 'context' in details ? (details.context as { code?: unknown }) : {}
      resolve({ reason, code: context.code })
    })
  })
  // Somebody who never finishes his request must not hold it up.
  const hanging = connect(Number(new URL(server.url).port), '127.0.0.1')
  hanging.on('error', () => undefined)
  hanging.write(
    `POST /api/forms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${prepared.token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{`,
  )
  const sent = nothingSent()
  const sending = sendUntil(server.url, prepared.token, benchForms(60), 0, 16, sent, () => false)
  while (sent.acknowledged.size < 200) await new Promise((resolve) => setImmediate(resolve))
  const asked = performance.now()
  expect(await server.end()).toBe(0)
  expect(performance.now() - asked).toBeLessThan(9000)
  await sending
  expect(await gone).toEqual({ reason: 'transport close', code: 1001 })
  const lines = server
    .said()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { msg: string }).msg)
  expect(lines).toEqual(['serving', 'stopping', 'stopped'])
  const report = JSON.parse(kamar(prepared.folder, 'verify', '--json')) as { ok: boolean; rooms: { room: string; entries: number }[] }
  expect(report.ok).toBe(true)
  const ends = new Map(report.rooms.map(({ room, entries }) => [room, entries]))
  for (const { room, seq } of sent.acknowledged.values()) expect(seq).toBeLessThanOrEqual(ends.get(room) ?? 0)
})

test('[OP10] the log of a run that uses everything holds no person, secret or figure', async () => {
  const [name, phone, password] = ['Siti Nurhaliza', '081234567890', 'kata sandi yang panjang']
  kamar(prepared.folder, 'account', 'add', '--name', 'kepala', '--role', 'administrator', '--region', '64')
  const admin = JSON.parse(kamar(prepared.folder, 'account', 'add', '--name', name, '--role', 'head', '--region', '64', '--json')) as {
    password: string
  }
  const server = await serve()
  const ask = caller(server.url)
  const signedIn = await ask(undefined, 'POST', '/api/session', { name, password: admin.password })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect(signedIn.status).toBe(204)
  for (let i = 0; i < 12; i++) await ask(undefined, 'POST', '/api/session', { name: phone, password })
  const wall = await ask(cookie, 'POST', '/api/wall-links', { region: '6472', label: phone })
  const wallToken = (wall.body as { token: string }).token
  const [form] = benchForms(60)
  await ask(prepared.token, 'POST', '/api/forms', { id: ulid(), ...form })
  await ask(prepared.token, 'POST', '/api/forms', `{"name":"${name}",`)
  await ask(prepared.token, 'POST', '/api/forms', { id: ulid(), ...form, [phone]: 1 })
  for (const path of [
    `/api/search?q=${encodeURIComponent(name)}`,
    `/api/${phone}`,
    `/%E0%A4%A?token=${wallToken}`,
    `/hasil?t=${wallToken}`,
  ])
    await ask(cookie, 'GET', path)
  const csv = await ask(cookie, 'GET', '/api/exports/tps?contest=6472&region=6472&format=csv')
  expect(csv.text).toContain(name)
  const socket = io(server.url, { transports: ['websocket'], auth: { token: wallToken }, reconnection: false })
  await opened(socket)
  const cut = new Promise((resolve) => socket.once('disconnect', resolve))
  for (let i = 0; i < 200; i++) socket.emit('hello', { name, phone }, () => undefined)
  await cut
  await server.end()
  const log = server.said()
  expect(log).toContain('a table was exported')
  expect(log).toContain('sent more than it may')
  const secrets = [
    name,
    phone,
    password,
    admin.password,
    cookie.split('=')[1] ?? cookie,
    wallToken,
    prepared.token,
    'votes',
    form?.tps ?? '',
  ]
  expect(secrets.filter((one) => log.includes(one))).toEqual([])
})

describe('[OP11] what the server tells a monitor', () => {
  test('metrics only from this machine, or with the token of KAMAR_METRICS_TOKEN from anywhere', async () => {
    const server = await serve()
    const ask = caller(server.url)
    const far = { 'x-forwarded-for': '203.0.113.7' }
    expect((await ask(undefined, 'GET', '/metrics')).status).toBe(200)
    expect((await ask(undefined, 'GET', '/metrics', undefined, far)).status).toBe(401)
    expect((await ask(undefined, 'GET', '/healthz', undefined, far)).status).toBe(200)
    const text = (await ask(undefined, 'GET', '/metrics')).text
    for (const metric of [
      'forms_total',
      'forms_waiting',
      'ledger_append_seconds_bucket',
      'sockets',
      'ready 1',
      'nodejs_eventloop_lag_p99_seconds',
      'last_backup_timestamp_seconds 0',
    ])
      expect(text).toContain(`kamar_hitung_${metric}`)
    await server.end()
    const token = 'rahasia-untuk-prometheus'
    const closed = await serve({ KAMAR_METRICS_TOKEN: token })
    const again = caller(closed.url)
    expect((await again(undefined, 'GET', '/metrics')).status).toBe(401)
    expect((await again(token, 'GET', '/metrics', undefined, far)).status).toBe(200)
    expect((await again(prepared.token, 'GET', '/metrics')).status).toBe(401)
    await closed.end()
  })
  test('the data folder and its files are for their own user alone', () => {
    const names = readdirSync(prepared.folder)
    expect(names).toEqual(expect.arrayContaining(['kamar.db', 'people.db', 'lock.db', 'lock.json']))
    for (const name of names) expect([name, statSync(join(prepared.folder, name)).mode & 0o077]).toEqual([name, 0])
  })
})

describe('[OP12] the command line refuses in words, or in JSON, and prints nothing a terminal would obey', () => {
  test.each([
    [['demo', '--tps', '0'], /a whole number from 30 to 7,983/],
    [['demo', '--tps', '99999'], /a whole number from 30 to 7,983/],
    [['demo', '--tps', 'abc'], /a whole number from 30 to 7,983/],
    [['demo', '--speed', '0.5'], /a whole number from 1 to 3,600/],
    [['demo', '--seed', '-1'], /a whole number from 0/],
    [['election', 'load', 'kaltim-2020', '--tps', '1e3'], /a whole number from 1 to 7,983/],
  ] as const)('%j', async (args, words) => {
    const refused = await run(args)
    expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(words)])
  })
  test.each([
    [['verify', '/nonexistent', '--json'], 2, /no data folder/],
    [['election', 'load', '/nonexistent', '--json'], 1, /nonexistent|election\.json/],
    [['account', 'add', '--name', 'kepala', '--role', 'head', '--region', '64', '--json'], 1, /kepala/],
    [['token', 'add', '--role', 'king', '--region', '64', '--json'], 2, /role/],
    [['restore', '/nonexistent', '--json'], 2, /is no backup/],
    [['backup', '/tmp', '--json'], 1, /is there already/],
    [['replay', '/nonexistent', '--profile', 'count', '--token', 'x', '--json'], 2, /nonexistent/],
  ] as const)('%j', async (args, code, words) => {
    const refused = await run(args)
    expect(refused.code).toBe(code)
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, message: expect.stringMatching(words) })
  })
  test('a name with escape sequences stays text, in JSON too', async () => {
    const election = join(place, 'pemilihan')
    mkdirSync(election)
    const evil = '\u001b]0;judul\u0007\u009b31mMerah'
    writeFileSync(join(election, 'tps.csv'), `tps,dpt\n6472011001001,"${evil}"\n`)
    writeFileSync(join(election, 'election.json'), JSON.stringify({ id: evil }))
    for (const more of [[], ['--json']]) {
      const { out, err } = await run(['election', 'load', election, ...more])
      expect(out + err).not.toBe('')
      // oxlint-disable-next-line no-control-regex -- control characters are what it is about
      expect(out + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
    }
  })
})

test('[OP13] a demo whose reader leaves (| head) ends and leaves no folder behind', async () => {
  const temporary = join(place, 'sementara')
  mkdirSync(temporary)
  const child = start(['demo', '--tps', '60', '--speed', '3600'], { TMPDIR: temporary, KAMAR_LOG: 'silent' })
  const code = new Promise((resolve) => child.once('exit', (...ended) => resolve(ended)))
  await new Promise((resolve) => child.stdout?.once('data', resolve))
  child.stdout?.destroy()
  child.stderr?.resume()
  expect(await code).toEqual([0, null])
  expect(readdirSync(temporary).filter((name) => name.startsWith('kamar-hitung-demo-'))).toEqual([])
})
