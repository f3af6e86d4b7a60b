import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import { lockFolder } from '../../db/folder-lock.ts'
import { describeRefusal, openStore } from '../../db/open-store.ts'
import { CannotRun } from '../../server/commands/cannot-run.ts'
import { openPlace } from '../../server/commands/data-folder.ts'
import { aFolder, opened } from '../support/data-folder.ts'

const script = fileURLToPath(new URL('../support/holds-folder.ts', import.meta.url))
async function otherProcess(folder: string): Promise<{ child: ChildProcess; said: unknown }> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, said: JSON.parse(chunk.toString()) as unknown }
}
const now = new Date('2020-12-09T07:00:00.000Z')

describe('[LK1] one process has a data folder; a second one is refused and told who has it', () => {
  test('two stores of one process', async () => {
    const folder = aFolder()
    const store = await opened(folder)
    const refused = await openStore(folder)
    expect(refused).toMatchObject({ ok: false, error: { code: 'folder-held', holder: { pid: process.pid } } })
    await store.close()
    await (await opened(folder)).close()
  })
  test('another process has it', async () => {
    const folder = aFolder()
    const { child, said } = await otherProcess(folder)
    expect(said).toEqual({ ok: true })
    const refused = await openStore(folder)
    expect(refused).toMatchObject({ ok: false, error: { holder: { pid: child.pid, startedAt: '2020-12-09T06:00:00.000Z' } } })
    expect(refused.ok ? '' : describeRefusal(refused.error)).toMatch(new RegExp(`process ${child.pid} on .+ since 2020-12-09T06:00`))
  })
  test('this process has it and the other one is refused', async () => {
    const folder = aFolder()
    const store = await opened(folder)
    expect((await otherProcess(folder)).said).toMatchObject({ ok: false, error: { holder: { pid: process.pid } } })
    await store.close()
  })
  test('the note about the holder is never believed: it may be left over, or not there', () => {
    const paths = dataFolder(aFolder())
    writeFileSync(paths.lockHolder, '{"pid":1,"host":"gone","startedAt":"2020-01-01T00:00:00.000Z"}')
    const lock = lockFolder(paths, now)
    expect(lock.ok && JSON.parse(readFileSync(paths.lockHolder, 'utf8'))).toMatchObject({ pid: process.pid, startedAt: now.toISOString() })
    writeFileSync(paths.lockHolder, 'half of')
    const refused = lockFolder(paths, now)
    expect(refused).toEqual({ ok: false, error: { code: 'folder-held', holder: undefined } })
    expect(refused.ok ? '' : describeRefusal(refused.error)).toMatch(/another process/)
    if (lock.ok) lock.value.release()
  })
})

test('[LK2] the lock ends with its process, however that ends', async () => {
  const folder = aFolder()
  const { child } = await otherProcess(folder)
  expect(lockFolder(dataFolder(folder), now).ok).toBe(false)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const lock = lockFolder(dataFolder(folder), now)
  expect(lock.ok).toBe(true)
  if (lock.ok) lock.value.release()
})

test.skipIf(process.platform === 'win32')('[LK3] a data folder is made for its own user alone', async () => {
  const folder = join(aFolder(), 'data')
  await (await opened(folder)).close()
  expect(statSync(folder).mode & 0o777).toBe(0o700)
})

describe('[LK4] a data folder that cannot be used is told in words, and the command cannot run', () => {
  const garbage = 'this is no database, and long enough to be seen as such. '.repeat(100)
  test.each([
    ['garbage in lock.db', (folder: string) => writeFileSync(dataFolder(folder).lock, garbage), /damaged \(SQLITE_NOTADB\).+lock\.db/],
    ['a damaged ledger', (folder: string) => writeFileSync(dataFolder(folder).ledger, garbage), /damaged \(SQLITE_NOTADB\)/],
    ['a damaged people.db', (folder: string) => writeFileSync(dataFolder(folder).people, garbage), /damaged \(SQLITE_NOTADB\)/],
    ['a database that cannot be opened', (folder: string) => mkdirSync(dataFolder(folder).ledger), /cannot write here/],
    ['a lock that cannot be opened', (folder: string) => mkdirSync(dataFolder(folder).lock), /cannot write here/],
  ])('%s', async (_, damage, words) => {
    const folder = aFolder()
    damage(folder)
    const refused = await openPlace(folder).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(CannotRun)
    expect((refused as Error).message).toMatch(words)
  })
  test('a file', async () => {
    const file = join(aFolder(), 'file')
    writeFileSync(file, '')
    await expect(openPlace(file)).rejects.toThrow(CannotRun)
  })
})
