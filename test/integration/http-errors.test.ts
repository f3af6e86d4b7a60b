import { request } from 'node:http'
import Database from 'better-sqlite3'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import { failureKind, StoreFailure } from '../../db/store-failure.ts'
import { Problem } from '../../shared/refusal.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ask: ReturnType<typeof caller>
let head: string

beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  head = await server.tokenFor([{ role: 'head', region: '64' }])
})
afterAll(() => server.stop())

describe('[HT8] whatever goes wrong is told as a problem document', () => {
  test.each([
    ['no JSON', 'POST', '/api/forms', '{"id":', {}, 422, 'invalid'],
    ['no JSON type', 'POST', '/api/forms', '{}', { 'content-type': 'text/plain' }, 422, 'invalid'],
    ['compressed', 'POST', '/api/forms', '{}', { 'content-encoding': 'gzip' }, 422, 'invalid'],
    ['nothing', 'POST', '/api/forms', '', {}, 422, 'invalid'],
    ['65 KB for a form', 'POST', '/api/forms', `"${'x'.repeat(65 * 1024)}"`, {}, 413, 'too-large'],
    ['65 KB for a settlement', 'POST', '/api/tps/6472011001004/settle', `"${'x'.repeat(65 * 1024)}"`, {}, 413, 'too-large'],
    ['more than 2 MB for a batch', 'POST', '/api/forms/batch', `"${'x'.repeat(2 * 1024 * 1024)}"`, {}, 413, 'too-large'],
    ['an address that cannot be decoded', 'GET', '/api/tps/%E0%A4%A', undefined, {}, 422, 'invalid'],
    ['a code that is none', 'GET', '/api/tps/12', undefined, {}, 404, 'not-found'],
    ['no such request', 'GET', '/api/forms', undefined, {}, 404, 'not-found'],
    ['no such method', 'DELETE', '/api/forms', undefined, {}, 404, 'not-found'],
    ['an unknown parameter', 'GET', '/api/tally?contest=6472&regio=64', undefined, {}, 422, 'invalid'],
    ['a parameter twice', 'GET', '/api/tally?contest=6472&contest=6471', undefined, {}, 422, 'invalid'],
  ] as const)('%s', async (_, method, path, body, headers, status, code) => {
    const answer = await ask(head, method, path, body, headers)
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(Problem.parse(answer.body)).toMatchObject({ status, code })
    expect(answer.status).toBe(status)
  })

  test('a body that never says its length is cut at the limit too', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = request(`${server.base}/api/forms`, {
        method: 'POST',
        headers: { authorization: `Bearer ${head}`, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      })
      sending.once('response', (response) => resolve(response.resume().statusCode))
      sending.once('error', reject)
      for (let i = 0; i < 5; i++) sending.write('x'.repeat(32 * 1024))
      sending.end()
    })
    expect(status).toBe(413)
  })

  test('a stranger is refused before his body is read', async () => {
    const answer = await ask('nobody-knows-this', 'POST', '/api/forms', 'no JSON at all')
    expect(answer.body).toMatchObject({ status: 401, code: 'unauthenticated' })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  })
})

describe('[HT21] a write that the disk does not take is told as `disk-full` or `busy`', () => {
  const ACCOUNT = { name: 'ani', password: 'kata sandi panjang', grants: [{ role: 'operator', region: '64' }] }
  const WRITES = [
    ['POST', '/api/accounts', ACCOUNT],
    ['POST', '/api/tokens', { label: 'uji', grants: [{ role: 'operator', region: '64' }] }],
    ['POST', '/api/wall-links', { region: '64' }],
  ] as const
  test.each([
    ['disk-full', 507],
    ['busy', 503],
  ] as const)('%s', async (kind, status) => {
    const own = await startServer({ election: contractElection() })
    const { cookie, name } = await own.signIn('administrator')
    const fails = () => Promise.reject(new StoreFailure(kind, 'no room'))
    Object.assign(own.store.people, { addAccount: fails, addCredential: fails, openSession: fails })
    const asks = caller(own.base)
    for (const [method, path, body] of WRITES) {
      expect((await asks(cookie, method, path, body)).body).toMatchObject({ status, code: kind })
    }
    expect((await asks(undefined, 'POST', '/api/session', { name, password: PASSWORD })).body).toMatchObject({ status, code: kind })
    expect(own.errors).toEqual([])
    await own.stop()
  })
  test('a database that may not grow is full', () => {
    const database = new Database(':memory:')
    database.exec('CREATE TABLE t (x)')
    database.pragma('max_page_count = 2')
    let met: unknown
    try {
      database.prepare('INSERT INTO t VALUES (zeroblob(100000))').run()
    } catch (error) {
      met = error
    }
    expect(failureKind(met)).toBe('disk-full')
  })
  test('another program holds the file', { timeout: 20_000 }, async () => {
    const own = await startServer({ election: contractElection() })
    const token = await own.tokenFor([{ role: 'administrator', region: '64' }])
    const other = new Database(dataFolder(own.folder).people)
    other.exec('BEGIN IMMEDIATE')
    const answer = await caller(own.base)(token, 'POST', '/api/tokens', WRITES[1][2])
    other.close()
    expect(answer.body).toMatchObject({ status: 503, code: 'busy' })
    await own.stop()
  })
})

describe('[HT22] an address that climbs out of the client leads nowhere and leaves no line in the log', () => {
  test.each(['/assets/..%2f..%2fx', '/assets/%2e%2e%2f%2e%2e%2fx'])('%s', async (path) => {
    const before = server.errors.length
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(server.base)
      request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
        .once('error', reject)
        .end()
    })
    expect({ status, logged: server.errors.length - before }).toEqual({ status: 404, logged: 0 })
  })
})

describe('[HT23] a key `__proto__` is an unknown key, wherever it stands and however it is written', () => {
  const form = (votes: string) => `{"id":"${ulid()}","tps":"6472011001004","contest":"6472","figures":{"votes":${votes}}}`
  test.each([
    ['among the votes', '/api/forms', form('{"1":83,"__proto__":5}'), 'figures.votes.__proto__'],
    ['escaped', '/api/forms', form(String.raw`{"1":83,"\u005f_proto__":5}`), 'figures.votes.__proto__'],
    ['beside the forms of a batch', '/api/forms/batch', `{"forms":[${form('{"1":83}')}],"__proto__":{}}`, '__proto__'],
  ])('%s', async (_, path, body, at) => {
    expect((await ask(head, 'POST', path, body)).body).toMatchObject({ status: 422, code: 'invalid', errors: [{ path: at }] })
  })
  test('in one form of a batch: that form is refused and the others are taken', async () => {
    const body = `{"forms":[${form('{"1":83}')},${form('{"1":83,"__proto__":{}}')},${form('{"1":84}')}]}`
    const { answers } = (await ask(head, 'POST', '/api/forms/batch', body)).body as { answers: { status: number; problem?: object }[] }
    expect(answers.map(({ status }) => status)).toEqual([201, 422, 201])
    expect(answers[1]?.problem).toMatchObject({ code: 'invalid', errors: [{ path: 'figures.votes.__proto__' }] })
  })
})

describe('[HT25] a body is JSON in UTF-8 and says so; no character of it is replaced on the way in', () => {
  const text = () => `{"id":"${ulid()}","tps":"6472011001004","contest":"6472","figures":{"votes":{"1":1}}}`
  const post = async (body: BodyInit, type?: string) => {
    const headers = { authorization: `Bearer ${head}`, ...(type ? { 'content-type': type } : {}) }
    const answer = await fetch(`${server.base}/api/forms`, { method: 'POST', headers, body })
    return [answer.status, ((await answer.json()) as { detail?: string }).detail]
  }
  test.each(['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'])('%s', async (type) => {
    expect((await post(text(), type))[0]).toBe(201)
  })
  test.each([undefined, 'text/plain', 'application/jsonx', 'application/json-patch+json', 'application/json; charset=utf-16'])(
    'not %s',
    async (type) => expect(await post(text(), type)).toEqual([422, expect.stringMatching(/application\/json, in UTF-8/)]),
  )
  test('not Latin-1', async () => {
    const bytes = Buffer.from(text().replace('{', '{"cause":"é",'), 'latin1')
    expect(await post(bytes, 'application/json')).toEqual([422, 'the body is not UTF-8'])
  })
})

describe('[HT10] a bug of ours is told without details and logged with its stack', () => {
  test.each([
    ['a form', 'POST', '/api/forms'],
    ['anything else', 'GET', '/api/accounts'],
  ])('%s', async (_, method, path) => {
    const own = await startServer({ election: contractElection() })
    const breaks = () => Promise.reject(new Error('secret detail'))
    Object.assign(own.store.people, { accounts: breaks })
    Object.assign(own.rooms(), { submit: breaks })
    const token = await own.tokenFor([
      { role: 'administrator', region: '64' },
      { role: 'head', region: '64' },
    ])
    const form = { id: ulid(), tps: '6472011001004', contest: '6472', figures: { votes: { '1': 1 } } }
    const answer = await caller(own.base)(token, method, path, method === 'POST' ? form : undefined)
    expect(answer.body).toMatchObject({ status: 500, code: 'internal' })
    expect(answer.text).not.toContain('secret detail')
    expect(own.errors).toHaveLength(1)
    expect(JSON.stringify(own.errors)).not.toContain(token)
    await own.stop()
  })
})

describe('[HT11] no parameter reaches a database as anything but a value', () => {
  const payloads = [
    `' OR 1=1 --`,
    `'; DROP TABLE entries; --`,
    `64" UNION SELECT *`,
    '../../etc/passwd',
    '\u0000',
    '%',
    '_',
    '{{7*7}}',
    '__proto__',
  ]
  test.each(payloads)('%j', async (payload) => {
    const text = encodeURIComponent(payload)
    const paths = [
      `/api/tally?contest=${text}`,
      `/api/tally?contest=6472&region=${text}`,
      `/api/findings?check=${text}`,
      `/api/findings?cursor=${text}`,
      `/api/search?q=${text}xx`,
      `/api/ledger/${text}`,
      `/api/tps/${text}`,
      `/api/register/tps?region=${text}`,
      `/api/boundaries?level=${text}`,
    ]
    for (const path of paths) {
      const answer = await ask(head, 'GET', path)
      const { items = [], hits = [] } = answer.body as { items?: unknown[]; hits?: unknown[] }
      expect([200, 404, 422]).toContain(answer.status)
      expect([...items, ...hits]).toEqual([])
    }
    expect((await ask(undefined, 'POST', '/api/session', { name: payload, password: payload })).status).toBeOneOf([401, 422])
    expect(server.errors).toEqual([])
  })
})

describe('[HT12] pages run nothing but our own files, and nothing is kept that is about now', () => {
  test('the policy has no inline script or style and does not lock out plain http', async () => {
    const page = "default-src 'self';script-src 'self';style-src 'self'"
    const policies = {
      '/': page,
      '/hasil': page,
      '/api/docs': page,
      '/healthz': "default-src 'none'",
      '/api/nothing': "default-src 'none'",
    }
    for (const [path, expected] of Object.entries(policies)) {
      const { headers } = await ask(undefined, 'GET', path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain(expected)
      expect(policy).not.toMatch(/unsafe|upgrade-insecure/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers.get('strict-transport-security')).toBeNull()
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })
  test('nothing in an answer to a form runs either, taken or refused', async () => {
    for (const token of [head, undefined]) {
      const { headers } = await ask(token, 'POST', '/api/forms', {})
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    }
  })
  test('answers are not stored, those to a form either', async () => {
    const form = { id: ulid(), tps: '6472011001004', contest: '6472', figures: { votes: { '1': 1 } } }
    for (const answer of [await ask(head, 'GET', '/api/tally?contest=6472'), await ask(head, 'POST', '/api/forms', form)]) {
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})
