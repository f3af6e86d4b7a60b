import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isPostgres, type Place } from '../../db/place.ts'
import { assert } from '../../shared/result.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
/** As `npm start` calls it. */
const FLAGS = ['--max-semi-space-size=64']
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

export type RealServer = {
  readonly url: string
  readonly folder: string
  readonly pid: number
  readonly token: string
  /** From spawn to the first `ready` answer. */
  readonly startMs: number
  stop(): Promise<void>
  /** As a power cut would: no goodbye. */
  kill(): Promise<void>
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'kamar-bench-'))
export const removeFolder = (place: Place): void => {
  if (!isPostgres(place)) rmSync(place, { recursive: true, force: true })
}

/** A folder, or a database by its URL. */
const environmentOf = (place: Place): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(isPostgres(place) ? { KAMAR_DATABASE: place, KAMAR_DATA: tmpdir() } : { KAMAR_DATA: place }),
})

/** The command line as its user calls it, on a data folder. */
export const kamar = (folder: string, ...args: string[]): string =>
  execFileSync(process.execPath, [MAIN, ...args], {
    env: environmentOf(folder),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** A data folder or an empty database with Kaltim 2020, whole or about `tps` stations of it, and one token that may report and watch everything. */
export function prepareFolder(tps?: number, folder: Place = newFolder()): { folder: Place; token: string } {
  kamar(folder, 'election', 'load', 'kaltim-2020', ...(tps === undefined ? [] : ['--tps', String(tps)]))
  return { folder, token: addToken(folder) }
}

export const addToken = (folder: string): string =>
  (
    JSON.parse(
      kamar(folder, 'token', 'add', '--role', 'head', '--region', '64', '--source', 'witness,desk,api', '--label', 'bench', '--json'),
    ) as { token: string }
  ).token

type StartOptions = {
  /** A command that runs it, e.g. strace with its options. */ readonly under?: readonly string[]
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
}
/** The compiled server in its own process. */
export async function startServer(folder: string, token: string, options: StartOptions = {}): Promise<RealServer> {
  const port = options.port ?? (await freePort())
  const started = performance.now()
  const [command, ...args] = [...(options.under ?? []), process.execPath, ...FLAGS, MAIN, 'serve']
  assert(command !== undefined, 'a command is never empty')
  const child = spawn(command, args, {
    env: { ...environmentOf(folder), PORT: String(port), KAMAR_HOST: '127.0.0.1', KAMAR_LOG: 'error', ...options.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(url, child)
  return {
    url,
    folder,
    token,
    pid: child.pid!,
    startMs: performance.now() - started,
    stop: () => ended(child, 'SIGTERM'),
    kill: () => ended(child, 'SIGKILL'),
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await exit
}
