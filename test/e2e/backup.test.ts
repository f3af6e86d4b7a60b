import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchForms } from '../bench/intake.ts'
import { kamar, newFolder, prepareFolder, type RealServer, removeFolder, startServer } from '../support/real-server.ts'
import { nothingSent, sendUntil } from '../support/sent-forms.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

const start = (folder: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, KAMAR_DATA: folder, ...env }, stdio: 'pipe' })

function run(folder: string, args: readonly string[], env?: Record<string, string>): Promise<Ran> {
  return new Promise((resolve) => {
    const child = start(folder, args, env)
    let [out, err] = ['', '']
    child.stdout?.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr?.on('data', (text: Buffer) => (err += text.toString()))
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

const idsIn = (folder: string): Set<string> => {
  const database = new Database(join(folder, 'kamar.db'), { readonly: true })
  const ids = database.prepare('SELECT id FROM entries').pluck().all() as string[]
  database.close()
  return new Set(ids)
}
const partialsOf = (target: string): string[] =>
  readdirSync(dirname(target)).filter((name) => name.startsWith(`${basename(target)}.partial-`))

const place = newFolder()
const backup = join(place, 'cadangan')
const forms = benchForms(100)
const sent = nothingSent()
let prepared: { folder: string; token: string }
let server: RealServer
let made: Ran
let acknowledgedBefore: string[]
let acknowledgedMeanwhile = 0
let over = false
let sending: Promise<number>

beforeAll(async () => {
  prepared = prepareFolder(100)
  const account = JSON.parse(kamar(prepared.folder, 'account', 'add', '--name', 'ani', '--role', 'head', '--region', '64', '--json')) as {
    password: string
  }
  server = await startServer(prepared.folder, prepared.token)
  const { status } = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'ani', password: account.password }),
  })
  if (status !== 204) throw new Error(`the sign-in answered ${status}`)
  sending = sendUntil(server.url, prepared.token, forms, 0, 16, sent, () => over)
  while (sent.acknowledged.size < 800) await new Promise((resolve) => setImmediate(resolve))
  acknowledgedBefore = [...sent.acknowledged.keys()]
  made = await run(prepared.folder, ['backup', backup, '--json'])
  acknowledgedMeanwhile = sent.acknowledged.size - acknowledgedBefore.length
})
afterAll(async () => {
  over = true
  await server.stop()
  await sending
  for (const folder of [prepared.folder, place]) removeFolder(folder)
})

const headsOf = (): string[] =>
  (JSON.parse(made.out) as { heads: { room: string; seq: number; hash: string }[] }).heads.map(
    ({ room, seq, hash }) => `${room}:${seq}:${hash}`,
  )

describe('[OP1] a backup under load holds every form that was acknowledged before it began', () => {
  test('the server took forms all the while, and all from before are in it', () => {
    expect([made.code, made.err]).toEqual([0, ''])
    expect(JSON.parse(made.out)).toMatchObject({ ok: true, folder: backup, people: true, election: { id: 'kaltim-2020' } })
    expect(acknowledgedMeanwhile).toBeGreaterThan(50)
    const copied = idsIn(backup)
    expect(acknowledgedBefore.filter((id) => !copied.has(id))).toEqual([])
  })
  test('what was acknowledged meanwhile is in it up to one moment of every room', () => {
    const copied = idsIn(backup)
    const heads = new Map(headsOf().map((head) => [head.split(':')[0], Number(head.split(':')[1])]))
    for (const [id, { room, seq }] of sent.acknowledged) expect(copied.has(id)).toBe(seq <= (heads.get(room) ?? 0))
  })
})

describe('[OP2] a backup is verified before it is told, and its heads prove later that nothing was lost', () => {
  test('verify is green with the heads it printed', async () => {
    const verified = await run(backup, ['verify', backup, '--json', ...headsOf().flatMap((head) => ['--head', head])])
    expect([verified.code, JSON.parse(verified.out)]).toMatchObject([0, { ok: true, damage: [], differences: [] }])
  })
  test('the server says how old its newest backup is', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    const at = Number(/^kamar_hitung_last_backup_timestamp_seconds (\S+)$/m.exec(text)?.[1])
    expect(Math.abs(at - Date.parse((JSON.parse(made.out) as { madeAt: string }).madeAt) / 1000)).toBeLessThan(1)
  })
})

describe('[OP3] a backup carries no session, and with --without-people no person', () => {
  test('accounts and tokens come along, sessions do not', async () => {
    const database = new Database(join(backup, 'people.db'), { readonly: true })
    expect(database.prepare('SELECT count(*) FROM credentials').pluck().get()).toBe(1)
    expect(database.prepare('SELECT count(*) FROM sessions').pluck().get()).toBe(0)
    database.close()
  })
  test('--without-people', async () => {
    const target = join(place, 'bukti')
    const { code, out } = await run(prepared.folder, ['backup', target, '--without-people'])
    expect([code, readdirSync(target).toSorted()]).toEqual([0, ['backup.json', 'kamar.db']])
    expect(out).toMatch(/^6472:\d+:[0-9a-f]{64}$/m)
    expect(out).toContain('without people')
  })
  test('only its own user may read it', () => {
    for (const name of ['', ...readdirSync(backup)]) expect(statSync(join(backup, name)).mode & 0o077).toBe(0)
  })
})

describe('[OP4] a backup never writes over anything, and what it refuses is told in words', () => {
  test.each([
    ['a folder that is there', () => backup, {}, 1, /is there already/],
    ['no data folder', () => join(place, 'lain'), { KAMAR_DATA: '/nonexistent' }, 2, /no data folder/],
    ['PostgreSQL', () => join(place, 'lain'), { KAMAR_DATABASE: 'postgres://x/y' }, 2, /pg_dump/],
    ['a file on the way', () => join(place, 'cadangan/backup.json/lagi'), {}, 2, /a file where a folder should be/],
  ] as const)('%s', async (_what, target, env, code, words) => {
    const ran = await run(prepared.folder, ['backup', target()], env)
    expect([ran.code, ran.err]).toEqual([code, expect.stringMatching(words)])
    expect(existsSync(join(place, 'lain'))).toBe(false)
  })
  // A limit on the size of a file is the one full disk that every user can make.
  test.runIf(process.platform === 'linux')('a disk that takes no more leaves nothing behind', () => {
    const target = join(place, 'penuh')
    const limited = `ulimit -f 200; exec "${process.execPath}" "${MAIN}" backup "${target}"`
    let told = ''
    try {
      execFileSync('bash', ['-c', limited], { env: { ...process.env, KAMAR_DATA: prepared.folder }, stdio: 'pipe' })
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer }
      told = `${status} ${stderr.toString()}`
    }
    expect(told).toMatch(/^2 .*(disk is full|disk does not take it)/)
    expect([existsSync(target), partialsOf(target)]).toEqual([false, []])
  })
})

test('[OP5] a backup that is killed leaves nothing that looks whole', async () => {
  const target = join(place, 'terbunuh')
  for (const wait of [0, 60, 200]) {
    const child = start(prepared.folder, ['backup', target])
    const ended = new Promise((resolve) => child.once('close', resolve))
    while (child.exitCode === null && partialsOf(target).length === 0) await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setTimeout(resolve, wait)) // somewhere inside the work: the moment of the kill is the subject here
    child.kill('SIGKILL')
    await ended
    if (child.signalCode === null) rmSync(target, { recursive: true })
    expect(existsSync(target)).toBe(false)
  }
  const [left] = partialsOf(target)
  expect(left).toBeDefined()
  const refused = await run(join(place, 'tujuan'), ['restore', join(place, left ?? '')])
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('is no backup')])
  expect(existsSync(join(place, 'tujuan'))).toBe(false)
})

describe('[OP6] a restore brings back what was backed up, and everybody signs in anew', () => {
  const elsewhere = join(place, 'pulih')
  test('into a new folder, which then verifies and serves with its tokens', async () => {
    const restored = await run(elsewhere, ['restore', backup, ...headsOf().flatMap((head) => ['--head', head])])
    expect([restored.code, restored.err]).toEqual([0, ''])
    expect(idsIn(elsewhere)).toEqual(idsIn(backup))
    const verified = await run(elsewhere, ['verify', '--json', ...headsOf().flatMap((head) => ['--head', head])])
    expect([verified.code, JSON.parse(verified.out)]).toMatchObject([0, { ok: true }])
    const again = await startServer(elsewhere, prepared.token)
    const tally = await fetch(`${again.url}/api/tally?contest=6472`, { headers: { authorization: `Bearer ${prepared.token}` } })
    expect(tally.status).toBe(200)
    const inUse = await run(elsewhere, ['restore', backup])
    expect([inUse.code, inUse.err]).toEqual([2, expect.stringContaining(`process ${again.pid}`)])
    await again.stop()
    expect(statSync(join(elsewhere, 'kamar.db')).mode & 0o077).toBe(0)
  })
  test('never over something', async () => {
    expect(await run(elsewhere, ['restore', backup])).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') })
    expect(await run(place, ['restore', backup])).toMatchObject({ code: 1, err: expect.stringContaining('is not empty') })
    expect(existsSync(join(place, 'lock.db'))).toBe(false)
  })
})

describe('[OP7] a restore checks everything before it writes anything', () => {
  const target = join(place, 'tidak')
  test('an entry known from elsewhere that is missing', async () => {
    const later = `6472:999999:${'f'.repeat(64)}`
    const ran = await run(target, ['restore', backup, '--head', later])
    expect([ran.code, ran.err]).toEqual([1, expect.stringMatching(/entry 999999 was known[^]*Nothing was restored/)])
  })
  test('a file that was changed, shortened or taken away', async () => {
    const copy = join(place, 'bukti')
    const database = new Database(join(copy, 'kamar.db'))
    database.exec('DELETE FROM texts; CREATE TABLE lain (x)')
    database.close()
    expect(await run(target, ['restore', copy])).toMatchObject({
      code: 1,
      err: expect.stringContaining('kamar.db is missing or not as it was'),
    })
    rmSync(join(copy, 'kamar.db'))
    expect(await run(target, ['restore', copy])).toMatchObject({ code: 1, err: expect.stringContaining('kamar.db is missing') })
    writeFileSync(join(copy, 'backup.json'), '{}')
    expect(await run(target, ['restore', copy])).toMatchObject({ code: 2, err: expect.stringContaining('is no backup') })
  })
  test('nothing was made', () => expect(existsSync(target)).toBe(false))
})
