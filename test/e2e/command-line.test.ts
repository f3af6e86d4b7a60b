import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ulid } from 'ulid'
import { caller } from '../support/caller.ts'
import { CONTRACT_FILES } from '../support/contract-election.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const environment = (folder: string, more: Record<string, string> = {}) => ({
  ...process.env,
  KAMAR_DATA: folder,
  KAMAR_LOG: 'info',
  ...more,
})

type Ran = { readonly code: number | null; readonly out: string; readonly err: string }
function run(folder: string, args: readonly string[], input?: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...args], { env: environment(folder), stdio: 'pipe' })
    let [out, err] = ['', '']
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.stdin.end(input)
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

let [data, election] = ['', '']
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'kamar-cli-'))
  election = mkdtempSync(join(tmpdir(), 'kamar-election-'))
  for (const [name, text] of CONTRACT_FILES) writeFileSync(join(election, name), text)
})
afterAll(() => {
  for (const folder of [data, election]) rmSync(folder, { recursive: true, force: true })
})

describe('[CL2] a command ends with 0 when done, 1 when refused or broken, 2 when it cannot run', () => {
  test.each([
    [['--help'], 0],
    [['serve', '--help'], 0],
    [['replay', '--help'], 0],
    [['nonsense'], 2],
    [['serve', '--nonsense'], 2],
    [['replay', 'forms.csv', '--profile', 'sirekap-2029', '--token', 'x'], 2],
    [['token', 'add', '--role', 'king', '--region', '64'], 2],
    [['token', 'add', '--role', 'machine', '--region', '6'], 2],
    [['verify', '/nonexistent'], 2],
    [['election', 'load', '/nonexistent'], 1],
  ] as const)('%j: %i', async (args, code) => {
    const ran = await run(data, args)
    expect(ran.code).toBe(code)
    expect(code === 0 ? ran.out : ran.err).not.toBe('')
  })
})

test('[EL16] a stored election that cannot be opened any more is told, and loading one again mends the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kamar-unopenable-'))
  expect((await run(folder, ['election', 'load', election])).code).toBe(0)
  const database = new Database(join(folder, 'kamar.db'))
  database.exec("UPDATE elections SET election = replace(election, 'Asia/Makassar', 'Nowhere')")
  database.close()
  expect((await run(folder, ['serve'])).code).not.toBe(0)
  expect((await run(folder, ['election', 'load', election])).code).toBe(0)
  const verified = await run(folder, ['verify', '--json'])
  expect(JSON.parse(verified.out)).toMatchObject({ ok: true, damage: [] })
  rmSync(folder, { recursive: true })
})

describe('[CL3] a data folder is made, filled, served and verified from the command line', () => {
  const json = <T>(ran: Ran): T => JSON.parse(ran.out) as T
  let token = ''

  test('election load tells every error where it stands and changes nothing', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'kamar-broken-'))
    for (const [name, text] of CONTRACT_FILES) writeFileSync(join(broken, name), text.replace('290', 'banyak'))
    const refused = await run(data, ['election', 'load', broken])
    rmSync(broken, { recursive: true })
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/^tps\.csv:2:2 \S+ .+$/m)
    expect((await run(data, ['verify', '--json'])).code).toBe(2)
    expect(json(await run(data, ['election', 'load', election, '--json']))).toMatchObject({
      id: 'contoh-2020',
      rooms: 4,
      contests: 2,
      tps: 5,
    })
  })

  test('account add and token add print what was made up, once', async () => {
    const made = json<{ password: string }>(
      await run(data, ['account', 'add', '--name', 'Budi', '--role', 'head', '--region', '64', '--json']),
    )
    expect(made.password).toMatch(/^[\w-]{16}$/)
    const typed = await run(
      data,
      ['account', 'add', '--name', 'Sari', '--role', 'analyst', '--region', '64', '--password-stdin', '--json'],
      'kata sandi panjang\n',
    )
    expect(json(typed)).not.toHaveProperty('password')
    expect((await run(data, ['account', 'add', '--name', 'Budi', '--role', 'head', '--region', '64'])).code).toBe(1)
    const added = await run(data, [
      'token',
      'add',
      '--role',
      'machine',
      '--region',
      '64',
      '--source',
      'api,sms',
      '--label',
      'uji',
      '--expires',
      '2099-01-01T00:00:00Z',
    ])
    token = added.out.trim()
    expect(token).toMatch(/^[\w-]{43}$/)
  })

  test('serve holds the folder, answers, and ends with 0 on SIGTERM; nobody else opens it meanwhile', async () => {
    const child = spawn(process.execPath, [MAIN, 'serve'], { env: environment(data, { PORT: '0' }), stdio: 'pipe' })
    const url = await new Promise<string>((resolve) =>
      child.stdout.on('data', (text: Buffer) => {
        const found = /http:\/\/\S+/.exec(text.toString())?.[0]
        if (found) resolve(found)
      }),
    )
    let log = ''
    child.stderr.on('data', (text: Buffer) => (log += text.toString()))
    const second = await run(data, ['token', 'add', '--role', 'machine', '--region', '64'])
    expect([second.code, second.err]).toEqual([2, expect.stringContaining(`process ${child.pid}`)])

    const ask = caller(url)
    const figures = { votes: { '1': 83, '2': 102, '3': 40 }, valid: 225, invalid: 4 }
    const waiting = Array.from({ length: 50 }, () =>
      ask(token, 'POST', '/api/forms', { id: ulid(), tps: '6472011001004', contest: '6472', figures }),
    )
    await Promise.all(waiting)
    expect((await ask(undefined, 'POST', '/api/session', { name: 'Sari', password: 'kata sandi panjang' })).status).toBe(204)
    child.kill('SIGTERM')
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
    expect(log).not.toContain(token)
    expect(log).not.toMatch(/6472011001004|Sari/)
  })

  test('verify counts everything again; an election with forms stays', async () => {
    const verified = await run(data, ['verify', data, '--json'])
    const report = json<{
      ok: boolean
      rooms: { room: string; entries: number; head: { hash: string } }[]
      totals: { contest: string; votes: object }[]
    }>(verified)
    expect([verified.code, report.ok]).toEqual([0, true])
    expect(report.rooms.find(({ room }) => room === '6472')?.entries).toBe(51)
    expect(report.totals.find(({ contest }) => contest === '6472')?.votes).toEqual({ '1': 83, '2': 102, '3': 40 })
    const again = await run(data, ['election', 'load', 'kaltim-2020'])
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('forms have been reported')])
  })

  test('[CL5] verify holds what is here against heads known from elsewhere', async () => {
    const heads = json<{ rooms: { room: string; head: { seq: number; hash: string } }[] }>(await run(data, ['verify', '--json'])).rooms
    const known = heads.map(({ room, head }) => `${room}:${head.seq}:${head.hash}`)
    const verified = (...wanted: string[]) => run(data, ['verify', ...wanted.flatMap((head) => ['--head', head])])
    expect((await verified(...known)).code).toBe(0)
    const hash = 'f'.repeat(64)
    const behind = await verified(...known, `6472:52:${hash}`)
    expect([behind.code, behind.out]).toEqual([1, expect.stringMatching(/^6472 .*WRONG at entry 52: .*entry 52 was known/m)])
    const other = await verified(`6472:30:${hash}`, ...known)
    expect([other.code, other.out]).toEqual([1, expect.stringMatching(/^6472 .*WRONG at entry 30: another entry was known/m)])
    expect((await verified('6472:30')).code).toBe(2)
  })

  test('verify names the first wrong entry and ends with 1', async () => {
    const database = new Database(join(data, 'kamar.db'))
    for (const name of database.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all())
      database.exec(`DROP TRIGGER "${String(name)}"`)
    database.exec(`UPDATE entries SET fact = replace(fact, '"1":83', '"1":84') WHERE room = '6472' AND seq = 30`)
    database.close()
    const verified = await run(data, ['verify', '--json'])
    const report = json<{ ok: boolean; rooms: { room: string; firstWrong?: { seq: number } }[] }>(verified)
    expect([verified.code, report.ok]).toEqual([1, false])
    expect(report.rooms.find(({ room }) => room === '6472')?.firstWrong?.seq).toBe(30)
    expect((await run(data, ['verify'])).out).toContain('WRONG at entry 30')
  })
})
