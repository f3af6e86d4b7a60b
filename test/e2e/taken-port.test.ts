import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder, removeFolder } from '../support/real-server.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const other = createServer()
const folder = newFolder()
beforeAll(async () => {
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
})
afterAll(() => {
  other.close()
  removeFolder(folder)
})

test.each([['serve'], ['demo', '--tps', '60']])('[CL4] %s on a port that is taken says so and ends at once with 2', async (...args) => {
  const { port } = other.address() as AddressInfo
  const child = spawn(process.execPath, [MAIN, ...args.filter((arg) => typeof arg === 'string')], {
    env: { ...process.env, KAMAR_DATA: folder, PORT: String(port), KAMAR_HOST: '127.0.0.1' },
  })
  let words = ''
  child.stderr.on('data', (text: Buffer) => (words += text.toString()))
  const [code] = (await once(child, 'close')) as [number]
  expect([code, words]).toEqual([2, `port ${port} is taken: stop what uses it, or choose another (PORT=3001)\n`])
})
