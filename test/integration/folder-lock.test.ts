import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import { describeHeld, lockFolder } from '../../db/folder-lock.ts'
import { openStore } from '../../db/open-store.ts'
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
    expect(refused.ok ? '' : describeHeld(refused.error)).toMatch(new RegExp(`process ${child.pid} on .+ since 2020-12-09T06:00`))
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
    expect(refused.ok ? '' : describeHeld(refused.error)).toMatch(/another process/)
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
