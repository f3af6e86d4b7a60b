import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROUTES } from '../../server/http/routes/table.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ask: ReturnType<typeof caller>
let head: string
let administrator: string

beforeAll(async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  head = await server.tokenFor([{ role: 'head', region: '64' }], ['desk'])
  administrator = await server.tokenFor([{ role: 'administrator', region: '64' }])
})
afterAll(() => server.stop())

const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const VALUES = [
  '',
  "' OR 1=1 --",
  '\0',
  '%00',
  '../../etc/passwd',
  '64',
  '6472',
  '9'.repeat(5000),
  '-1',
  '1e400',
  'NaN',
  '0x10',
  '1.5',
  ' 64',
  '64\n',
  '__proto__',
  'constructor',
  '[]',
  '2020-02-30T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '275761-01-01T00:00:00Z',
  '2020-12-09T00:00:00+99:99',
  '9007199254740993',
  '99-98',
  cursor({ to: { 6472: 9e15 }, after: { at: 1e308, room: '6472', seq: 0 } }),
  cursor({ to: { 6472: 0 }, after: { at: -1e308, room: '6471', seq: 9e15 } }),
  cursor([1e308, 'x']),
]
/** Every parameter of every request with a query, each with a value that is right. */
const QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/api/tally': { contest: '6472', region: '6472', mode: 'reported', round: '1', children: '1', until: '2099-01-01T00:00:00Z' },
  '/api/attendance': { region: '6472' },
  '/api/workbooks': { contest: '6472', region: '6472', language: 'id' },
  '/api/moments': { contest: '6472', region: '6472' },
  '/api/moment': { region: '6472', at: '2099-01-01T00:00:00Z' },
  '/api/changes': {
    contest: '6472',
    region: '6472',
    mode: 'reported',
    figure: '1-2',
    since: '0',
    until: '2099-01-01T00:00:00Z',
    limit: '5',
    cursor: cursor({ to: { 6472: 1 }, after: { at: 0, room: '6472', seq: 1 } }),
  },
  '/api/exports/tally': {
    contest: '6472',
    region: '6472',
    mode: 'reported',
    round: '1',
    until: '2099-01-01T00:00:00Z',
    format: 'csv',
    language: 'id',
  },
  '/api/exports/tps': { contest: '6472', region: '6472', mode: 'reported', round: '1', format: 'xlsx', language: 'id' },
  '/api/findings': { region: '6472', contest: '6472', severity: 'high', check: 'AR1', state: 'open', limit: '5', cursor: '' },
  '/api/work': { list: 'decide', region: '6472', contest: '6472', severity: 'high', limit: '5', cursor: '' },
  '/api/ledger/{room}': { after: '0', limit: '10' },
  '/api/session': { nobody: '204' },
  '/api/search': { q: 'tps' },
  '/api/register/tps': { region: '6472' },
  '/api/boundaries': { level: 'regency' },
}
const filled = (params: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))

describe('[HX4] no value of any parameter or body makes the server err', () => {
  test('every request with a query is walked', () => {
    // An address with its key in it answers nobody else: its own test asks it.
    const walked = new Set(ROUTES.filter(({ query, keyInQuery }) => query && !keyInQuery).map(({ path }) => path))
    expect(Object.keys(QUERIES).toSorted()).toEqual([...walked].toSorted())
  })
  test.each(Object.keys(QUERIES))('%s', async (path) => {
    const params = QUERIES[path] ?? {}
    const at = path.replace('{room}', '6472')
    expect((await ask(head, 'GET', `${at}?${new URLSearchParams(filled(params))}`)).status).toBe(200)
    for (const key of Object.keys(params)) {
      const queries = VALUES.map((value) => new URLSearchParams({ ...filled(params), [key]: value }))
      const nested = new URLSearchParams(filled(params))
      nested.append(`${key}[x]`, '1')
      const asked = [...queries, nested].map(async (query) => {
        const { status, text } = await ask(head, 'GET', `${at}?${query}`)
        // Files at once are few: a 429 would hide what the request does.
        return status === 429 ? (await ask(head, 'GET', `${at}?${query}`)).status : text === '' ? 599 : status
      })
      for (const status of await Promise.all(asked)) expect(status).toBeLessThan(500)
    }
  })
  const named = ROUTES.filter(({ path, method }) => path.includes('{') && method === 'get')
  test.each(named.map(({ path }) => path))('%s with any name', async (path) => {
    for (const value of VALUES) {
      const at = path.replaceAll(/\{\w+\}/g, encodeURIComponent(value))
      expect({ at, broke: (await ask(administrator, 'GET', at)).status >= 500 }).toEqual({ at, broke: false })
    }
  })
  const written = ROUTES.filter(({ body }) => body)
  test.each(written.map(({ method, path }) => [method.toUpperCase(), path]))('%s %s with any body', async (method, path) => {
    const at = path.replaceAll(/\{\w+\}/g, '01JDB3ZK7Q8M4V2N5X6Y9T1W3R')
    for (const body of [
      'null',
      '[]',
      '{}',
      '"x"',
      '1',
      '{"__proto__":1}',
      `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    ]) {
      for (const who of [head, administrator]) expect((await ask(who, method, at, body)).status).toBeLessThan(500)
    }
  })
  test('and nothing was logged as an error', () => {
    expect(server.errors).toEqual([])
  })
})

describe('[HX1] a key that stands twice is refused by its path, for nobody can say which of the two was meant', () => {
  const text = (id: string): string =>
    `{"id":"${id}","tps":"6472011001004","contest":"6472","figures":{"votes":{"1":10,"2":5,"3":1,"1":999},"valid":16}}`
  const twice = { status: 422, code: 'invalid', errors: [{ path: 'figures.votes.1', code: 'key-twice' }] }
  test('in a form, which leaves nothing behind', async () => {
    const id = ulid()
    expect((await ask(head, 'POST', '/api/forms', text(id))).body).toMatchObject(twice)
    expect((await ask(head, 'POST', '/api/forms', text(id).replace(',"1":999', ''))).status).toBe(201)
  })
  test('in a batch, which is refused whole', async () => {
    const answer = await ask(head, 'POST', '/api/forms/batch', `{"forms":[${text(ulid())}]}`)
    expect(answer.body).toMatchObject({ status: 422, errors: [{ path: 'forms.0.figures.votes.1' }] })
  })
  test('in election.json, at its place', async () => {
    const files = [{ name: 'election.json', text: '{"id":"uji",\n "name":"A", "name":"B"}' }]
    const answer = await ask(administrator, 'PATCH', '/api/election', { files, check: true })
    expect(answer.body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ code: 'key-twice' })]) })
  })
})
