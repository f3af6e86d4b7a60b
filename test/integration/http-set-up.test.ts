import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { setupCode } from '../../server/sign-in/setup-code.ts'
import { caller } from '../support/caller.ts'
import { CONTRACT_FILES, contractElection } from '../support/contract-election.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

const files = (change: (name: string, text: string) => string = (_, text) => text) =>
  [...CONTRACT_FILES].map(([name, text]) => ({ name, text: change(name, text) }))

describe('[SI9] the first administrator is made once, with the code on the console', () => {
  let server: TestServer
  let ask: ReturnType<typeof caller>
  beforeAll(async () => {
    server = await startServer({ election: null })
    ask = caller(server.base)
  })
  afterAll(() => server.stop())

  test('of two at once one is first; afterwards the code opens nothing', async () => {
    const { code } = server.services.setupCode
    const make = (name: string) => ask(undefined, 'POST', '/api/setup', { code, name, password: PASSWORD })
    const answers = await Promise.all([make('Satu'), make('Dua')])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 403]))
    expect(await server.store.people.accounts()).toHaveLength(1)
    expect((await make('Tiga')).body).toMatchObject({ code: 'already-done' })
  })
  test('the code is read as people type it, and not guessed at for ever', () => {
    const code = setupCode('K7QM-2VXD')
    expect([code.matches('k7qm 2vxd'), code.matches('K7QM-2VXE'), code.matches('')]).toEqual([true, false, false])
    for (let i = 0; i < 50; i++) code.matches('AAAA-AAAA')
    expect([code.matches('K7QM-2VXD'), code.code]).toEqual([false, undefined])
  })
})

describe('[HT20] an administrator loads an election while the server runs, until forms exist', () => {
  let server: TestServer
  let ask: ReturnType<typeof caller>
  let admin: string
  beforeAll(async () => {
    server = await startServer({ election: null })
    ask = caller(server.base)
    admin = (await server.signIn('administrator', '64')).cookie
  })
  afterAll(() => server.stop())

  test('one error and nothing is changed; all errors come at once, where they stand', async () => {
    const broken = files((name, text) =>
      name === 'tps.csv' ? text.replace('290', 'banyak').replace('6471011001002', '6471011001001') : text,
    )
    const answer = await ask(admin, 'POST', '/api/election', { files: broken })
    const { errors } = answer.body as { errors: { path: string }[] }
    expect(answer.status).toBe(422)
    expect(errors.map(({ path }) => path)).toEqual(['tps.csv:2:2', 'tps.csv:6:1'])
    expect(await server.store.elections.election()).toBeUndefined()
  })
  test('the rooms open without a restart, and whoever loads another province administers that one too', async () => {
    const other = files((name, text) => text.replaceAll(/\b64(?=\d{0,11}\b)/g, (code) => (name === 'election.json' || code ? '63' : code)))
    const loaded = await ask(admin, 'POST', '/api/election', { files: other })
    expect(loaded.status).toBe(201)
    expect((await ask(admin, 'GET', '/api/session')).body).toMatchObject({ grants: [{ region: '64' }, { region: '63' }] })
    expect(server.rooms().election.province).toBe('63')
  })
  test('a first choice can be a wrong one: the election of that province takes its place, and the one before is administered still', async () => {
    expect((await ask(admin, 'POST', '/api/election', { files: files() })).status).toBe(201)
    expect(server.rooms().election.province).toBe('64')
    const elsewhere = await server.signIn('administrator', '63')
    expect((await ask(elsewhere.cookie, 'POST', '/api/election', { template: 'kaltim-2020' })).status).toBe(404)
    expect((await server.store.people.accountByName(elsewhere.name))?.account.grants).toEqual([{ role: 'administrator', region: '63' }])
  })
  test('an administrator of one regency loads nothing that reaches beyond it', async () => {
    const regional = await server.signIn('administrator', '6371')
    expect((await ask(regional.cookie, 'POST', '/api/election', { files: files() })).status).toBe(404)
  })
})

describe('[HT24] a load and forms at the same time: either the election is new and empty, or it stays with its forms', () => {
  const form = (n: number) => ({
    id: `01HZZZZZZZZZZZZZZZZZZZ${String(n).padStart(4, '0')}`,
    tps: '6472011001004',
    contest: '6472',
    figures: { votes: { '1': 100, '2': 90, '3': 10 }, invalid: 5 },
  })
  const reload = files((name, text) => (name === 'election.json' ? text.replace('contoh-2020', 'lain-2020') : text))

  test('forms that arrive while the load waits are kept or told to come again, and the folder opens afterwards', async () => {
    const server = await startServer({ election: contractElection() })
    const ask = caller(server.base)
    const admin = (await server.signIn('administrator')).cookie
    const token = await server.tokenFor([{ role: 'machine', region: '64' }], ['api'])
    const saveElection = server.store.elections.saveElection.bind(server.store.elections)
    const during: number[] = []
    server.store.elections.saveElection = async (...given) => {
      const answers = [await ask(token, 'POST', '/api/forms', form(1)), await ask(admin, 'GET', '/api/tally?contest=6472')]
      during.push(...answers.map(({ status }) => status), Number(answers[0]?.headers.get('retry-after')))
      await saveElection(...given)
    }
    expect((await ask(admin, 'POST', '/api/election', { files: reload })).status).toBe(201)
    expect(during).toEqual([503, 200, 1])
    expect((await ask(token, 'POST', '/api/forms', form(1))).status).toBe(201)
    await server.stop({ keepFolder: true })
    const again = await startServer({ folder: server.folder })
    expect(again.rooms().election.id).toBe('lain-2020')
    await again.stop({ removeFolder: true })
  })
  test('a form that became durable after the first look keeps the election, and its rooms go on', async () => {
    const server = await startServer({ election: contractElection() })
    const ask = caller(server.base)
    const admin = (await server.signIn('administrator')).cookie
    const token = await server.tokenFor([{ role: 'machine', region: '64' }], ['api'])
    expect((await ask(token, 'POST', '/api/forms', form(1))).status).toBe(201)
    const refused = await server.services.openElection({ election: { ...contractElection(), id: 'lain-2020' }, boundaries: {} })
    expect(refused).toMatchObject({ ok: false, error: { code: 'already-done' } })
    expect((await ask(token, 'POST', '/api/forms', form(2))).status).toBe(201)
    expect((await ask(admin, 'GET', '/api/register')).status).toBe(200)
    await server.stop()
  })
  test('an amendment keeps the election too: told, not a failure', async () => {
    const server = await startServer({ election: contractElection() })
    const ask = caller(server.base)
    const admin = (await server.signIn('administrator')).cookie
    const coordinator = (await server.signIn('coordinator')).cookie
    const amendment = { id: form(9).id, tps: '6472011001004', change: 'dpt-corrected', dpt: 291, reason: 'salinan DPT' }
    expect((await ask(coordinator, 'POST', '/api/register/amend', amendment)).status).toBe(201)
    expect(await ask(admin, 'POST', '/api/election', { files: reload })).toMatchObject({ status: 409, body: { code: 'already-done' } })
    expect(server.errors).toEqual([])
    await server.stop()
  })
  test('a save that fails leaves the election before at work', async () => {
    const server = await startServer({ election: contractElection() })
    const ask = caller(server.base)
    const token = await server.tokenFor([{ role: 'machine', region: '64' }], ['api'])
    const broken = { ...contractElection(), name: 'nama \uD800' }
    await expect(server.services.openElection({ election: broken, boundaries: {} })).rejects.toThrow()
    expect(await server.store.elections.election()).toEqual(contractElection())
    expect((await ask(token, 'POST', '/api/forms', form(1))).status).toBe(201)
    await server.stop()
  })
})

test.skipIf(inject('pgUrl') as string | undefined)(
  '[SI10] neither the data folder nor the log holds a secret that opens anything',
  async () => {
    const server = await startServer({ election: contractElection() })
    const ask = caller(server.base)
    const admin = await server.signIn('administrator')
    const link = (await ask(admin.cookie, 'POST', '/api/wall-links', { region: '64' })).body as { token: string }
    const token = await server.tokenFor([{ role: 'machine', region: '64' }])
    await ask(undefined, 'POST', '/api/session', { name: admin.name, password: 'wrong password' })
    await ask(token, 'GET', '/api/tally?contest=6472')
    const secrets = [admin.cookie.split('=')[1] ?? '', link.token, token, PASSWORD]
    await server.stop({ keepFolder: true })
    for (const file of readdirSync(server.folder, { withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name }) => name)) {
      const bytes = readFileSync(join(server.folder, file), 'latin1')
      for (const secret of secrets) expect(bytes.includes(secret)).toBe(false)
    }
    for (const secret of secrets) expect(JSON.stringify(server.errors)).not.toContain(secret)
    const again = await startServer({ folder: server.folder })
    await again.stop({ removeFolder: true })
  },
)
