import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchForms } from '../bench/intake.ts'
import { kamar, newFolder, prepareFolder, removeFolder, type RealServer, startServer } from '../support/real-server.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const place = newFolder()
const [backup, older, heads] = [join(place, 'cadangan'), join(place, 'pulih'), join(place, 'lain', 'kepala.txt')]
const env = { KAMAR_HEADS: heads }
const forms = benchForms(100)
let prepared: { folder: string; token: string }

beforeAll(async () => {
  prepared = prepareFolder(100)
  mkdirSync(join(place, 'lain'))
  const server = await startServer(prepared.folder, prepared.token, { env })
  await send(server, 0, 5)
  kamar(prepared.folder, 'backup', backup)
  await send(server, 5, 9)
  await server.stop()
  kamar(older, 'restore', backup)
}, 60_000)
afterAll(() => {
  removeFolder(place)
  removeFolder(prepared.folder)
})

async function send(server: RealServer, from: number, to: number): Promise<void> {
  for (const form of forms.slice(from, to)) {
    const { status } = await fetch(`${server.url}/api/forms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${prepared.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...form, id: `01JBENCHHEADS${String(forms.indexOf(form)).padStart(13, '0')}` }),
    })
    expect(status).toBe(201)
  }
}

/** `serve` where it is expected to end by itself. */
const served = (folder: string): Promise<{ code: unknown; err: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [MAIN, 'serve'],
      { env: { ...process.env, KAMAR_DATA: folder, PORT: '0', KAMAR_LOG: 'silent', ...env }, timeout: 20_000 },
      (error, _out, err) => resolve({ code: error?.code ?? 0, err }),
    )
  })

describe('[OP16] with KAMAR_HEADS an older copy of what was counted is refused by name', () => {
  test('the file holds the newest entry of every room, for its user alone', () => {
    const lines = readFileSync(heads, 'utf8').trim().split('\n')
    expect(lines.length).toBeGreaterThan(9)
    expect(statSync(heads).mode & 0o077).toBe(0)
    expect(() => kamar(prepared.folder, 'verify', ...lines.flatMap((line) => ['--head', line]))).not.toThrow()
  })
  test('a backup from before the newest forms does not start, and stays as it is', async () => {
    const before = readFileSync(heads, 'utf8')
    const { code, err } = await served(older)
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/older than what was counted.*knows entry \d+ of room \d+/) })
    expect(readFileSync(heads, 'utf8')).toBe(before)
  })
  test('what was counted starts again, and goes on', async () => {
    const server = await startServer(prepared.folder, prepared.token, { env })
    await send(server, 9, 10)
    const before = readFileSync(heads, 'utf8')
    await server.stop()
    expect(readFileSync(heads, 'utf8')).not.toBe(before)
  })
  test('a file that cannot be understood is no empty one', async () => {
    const before = readFileSync(heads, 'utf8')
    writeFileSync(heads, '6472:12:abc\n')
    expect(await served(prepared.folder)).toEqual({ code: 2, err: expect.stringContaining(`KAMAR_HEADS: ${heads}, line 1`) })
    writeFileSync(heads, before)
  })
  test('a disk that is gone is no reason not to count; moved away on purpose, the older copy starts', async () => {
    rmSync(join(place, 'lain'), { recursive: true })
    const server = await startServer(older, prepared.token, { env: { ...env, KAMAR_LOG: 'silent' } })
    await send(server, 20, 21)
    await server.stop()
    expect(existsSync(heads)).toBe(false)
  })
})
