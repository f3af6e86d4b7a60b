import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONTRACT_FILES } from '../support/contract-election.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
type Ran = { readonly code: number | null; readonly out: string; readonly err: string }
let data = ''
function run(line: string, input?: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...line.split(' ')], { env: { ...process.env, KAMAR_DATA: data }, stdio: 'pipe' })
    let [out, err] = ['', '']
    child.stdout.on('data', (text: Buffer) => (out += text.toString()))
    child.stderr.on('data', (text: Buffer) => (err += text.toString()))
    child.stdin.end(input)
    child.once('close', (code) => resolve({ code, out, err }))
  })
}
const list = async <T>(line: string): Promise<T[]> => JSON.parse((await run(`${line} --json`)).out) as T[]

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'kamar-people-'))
  const election = mkdtempSync(join(tmpdir(), 'kamar-election-'))
  for (const [name, text] of CONTRACT_FILES) writeFileSync(join(election, name), text)
  const loaded = await run(`election load ${election}`)
  if (loaded.code !== 0) throw new Error(loaded.err)
  rmSync(election, { recursive: true })
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

describe('[PE10] people, tokens and wall links are looked after by command, and refusals say why', () => {
  type Person = { readonly name: string; readonly grants: object[]; readonly disabled: boolean }
  const budi = async () => (await list<Person>('account list')).find(({ name }) => name === 'Budi')

  test('a region that the election does not have, and a role that no person holds', async () => {
    const region = await run('account add --name Budi --role head --region 9999')
    expect([region.code, region.err]).toEqual([1, expect.stringContaining('no region 9999')])
    expect((await run('account add --name Budi --role machine --region 64')).code).toBe(2)
    expect((await run('token add --role machine --region 9999')).code).toBe(1)
    expect((await run('wall add --region 9999')).code).toBe(1)
    expect(await list('account list')).toEqual([])
  })
  test('an account is granted more and less, disabled, enabled, given a password and signed out', async () => {
    expect((await run('account add --name Budi --role operator --region 6472')).code).toBe(0)
    expect((await run('account grant --name Budi --role analyst --region 6471')).code).toBe(0)
    expect((await run('account grant --name Budi --role analyst --region 6471')).err).toContain('already')
    expect((await run('account revoke --name Budi --role operator --region 6472')).code).toBe(0)
    expect((await run('account revoke --name Budi --role analyst --region 6471')).err).toContain('only grant')
    expect((await budi())?.grants).toEqual([{ role: 'analyst', region: '6471' }])
    expect((await run('account disable --name Budi')).code).toBe(0)
    expect((await budi())?.disabled).toBe(true)
    expect((await run('account enable --name Budi')).code).toBe(0)
    expect((await run('account password --name Budi --password-stdin', 'kata sandi panjang\n')).out).not.toContain('kata sandi panjang')
    expect((await run('account password --name Budi')).out).toMatch(/password [\w-]{16} \(told this once\)/)
    expect((await run('account sign-out --name Budi')).out).toContain('signed out everywhere')
    expect((await run('account sign-out --name Nobody')).code).toBe(1)
  }, 120_000)
  test('the last administrator of the province stays', async () => {
    expect((await run('account add --name Ani --role administrator --region 64')).code).toBe(0)
    const refused = await run('account disable --name Ani')
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('administers the province')])
  })
  test('tokens and wall links are listed without their secrets and revoked', async () => {
    const token = (await run('token add --role machine --region 6472 --label uji')).out.trim()
    const wall = (await run('wall add --region 6472 --profile dalam --label lobi')).out.trim()
    expect([token, wall]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^http:\/\/localhost:\d+\/wall#[\w-]{43}$/)])
    for (const kind of ['token', 'wall']) {
      const listed = await run(`${kind} list --json`)
      for (const secret of [token, wall.split('#')[1] ?? '']) expect(listed.out).not.toContain(secret)
      const [one] = JSON.parse(listed.out) as { id: string }[]
      expect((await run(`${kind} revoke --id ${one?.id}`)).code).toBe(0)
      expect(await list<{ revoked: boolean }>(`${kind} list`)).toMatchObject([{ revoked: true }])
      expect((await run(`${kind} revoke --id ${kind}:nobody`)).code).toBe(1)
    }
  }, 120_000)
})

describe('[IV11] people are invited by command, one or a whole list', () => {
  type Listed = { readonly id: string; readonly label: string; readonly state: string }
  beforeAll(async () => void (await run('account add --name Kepala --role head --region 6472')))

  test('link and code are printed once, the list never holds them, and a revoked one is told so', async () => {
    const made = await run('invite add --by Kepala --name Sari --role operator --region 6472 --json')
    const [{ id, token, code, path, link }] = JSON.parse(made.out) as [Record<'id' | 'token' | 'code' | 'path' | 'link', string>]
    expect([link, made.err]).toEqual([
      `http://localhost:3000${path}`,
      expect.stringContaining('holds on this computer only: set KAMAR_ORIGIN'),
    ])
    expect([path, code]).toEqual([`/undangan#${token}`, expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)])
    const listed = await run('invite list --json')
    for (const secret of [token, code]) expect(listed.out).not.toContain(secret)
    expect(JSON.parse(listed.out)).toMatchObject([{ id, label: 'Sari', state: 'open' }])
    expect((await run(`invite revoke --id ${id}`)).code).toBe(0)
    expect((await list<Listed>('invite list'))[0]?.state).toBe('withdrawn')
    expect((await run(`invite revoke --id ${id}`)).code).toBe(1)
  }, 120_000)
  test('nobody invites beyond his own role and region, nor in the name of nobody', async () => {
    const beyond = await run('invite add --by Kepala --name Sari --role administrator --region 6472')
    expect([beyond.code, beyond.err]).toEqual([1, expect.stringContaining('Kepala may not invite an administrator for 6472')])
    const unknown = await run('invite add --by Kepala --name Sari --role operator --region 9999')
    expect(unknown.err).toContain('no region 9999')
    expect(unknown.err).not.toContain('may not')
    expect((await run('invite add --by Kepala --name Sari --role operator --region 6471')).code).toBe(1)
    expect((await run('invite add --by Siapa --name Sari --role operator --region 6472')).err).toContain('nobody is called Siapa')
  }, 120_000)
  test('a list is invited all or none, every error at once with its row', async () => {
    const before = (await list<Listed>('invite list')).length
    const wrong = await run(
      'invite add-many - --by Kepala',
      'name;role;region\nAni;operator;6472\nani;operator;6472\nBudi;raja;6472\nCici;operator;x\n',
    )
    expect(wrong.code).toBe(1)
    for (const part of ['3:1 name: ani is listed twice', '4:2 role', '5:3 region']) expect(wrong.err).toContain(part)
    expect((await list<Listed>('invite list')).length).toBe(before)
    const made = await run('invite add-many - --by Kepala', 'name;role;region\nAni;operator;6472\nDodi;witness;6472\n')
    expect(made.out.trim().split('\n')).toHaveLength(2)
    expect((await list<Listed>('invite list')).length).toBe(before + 2)
  }, 120_000)
})
