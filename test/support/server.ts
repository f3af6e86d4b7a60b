import { dataFolder } from '../../db/data-folder.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { inject } from 'vitest'
import { describeRefusal, openStore } from '../../db/open-store.ts'
import { isPostgres } from '../../db/place.ts'
import type { Store } from '../../db/store.ts'
import { type Clock, realClock } from '../../server/clock.ts'
import { openCountRoomServer, type CountRoomServer } from '../../server/count-room-server.ts'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import { addCredential } from '../../server/http/routes/credentials.ts'
import type { Log } from '../../server/log.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import { hashPassword } from '../../server/sign-in/passwords.ts'
import type { Election } from '../../shared/election.ts'
import type { Source } from '../../shared/form.ts'
import type { Level } from '../../shared/ids.ts'
import type { Grant, Role, WallProfile } from '../../shared/roles.ts'
import { aDatabase } from './postgres.ts'

/** Kaltim 2020 with 300 TPS: nine contests, one regency that does not vote. */
export const smallElection = (): Election => templateElection('kaltim-2020', { seed: 1, tps: 300 })

export const PASSWORD = 'kata sandi untuk uji'

export type TestServer = {
  readonly base: string
  /** Or the database, in the project `postgres`. */
  readonly folder: string
  readonly store: Store
  readonly services: CountRoomServer['services']
  /** The open rooms; throws while no election is loaded. */
  rooms(): CountRooms
  /** What was logged as an error: a test that expects none looks here. */
  readonly errors: unknown[]
  tokenFor(grants: readonly Grant[], sources?: readonly Source[]): Promise<string>
  wallLink(region: string, profile: WallProfile): Promise<string>
  /** Makes an account with that role and signs it in over HTTP; the value of the `Cookie` header. */
  signIn(role: Role, region?: string): Promise<{ readonly cookie: string; readonly id: string; readonly name: string }>
  /** Stops the server; its folder goes with it unless it was given or is to be kept for a restart. */
  stop(how?: { readonly keepFolder?: boolean; readonly removeFolder?: boolean }): Promise<void>
}

/** The whole server in this process on a free port. `election: null` = an empty data folder as after installation. */
export async function startServer(
  options: {
    election?: Election | null
    boundaries?: Readonly<Partial<Record<Level, string>>>
    folder?: string
    clock?: Clock
    origins?: readonly string[]
  } = {},
): Promise<TestServer> {
  const folder = options.folder ?? (await anEmptyPlace())
  const opened = await openStore(folder)
  if (!opened.ok) throw new Error(describeRefusal(opened.error))
  const store = opened.value
  const isNew = (await store.elections.election()) === undefined
  if (isNew && options.election !== null) await store.elections.saveElection(options.election ?? smallElection(), options.boundaries)
  const errors: unknown[] = []
  const log: Log = { info: () => undefined, warn: () => undefined, error: (...line: unknown[]) => void errors.push(line) }
  const config = { port: 0, host: '127.0.0.1', origins: options.origins ?? [] }
  const photosFolder = isPostgres(folder) ? mkdtempSync(join(tmpdir(), 'kamar-photos-')) : dataFolder(folder).photos
  const server = await openCountRoomServer({ config, store, photosFolder, clock: options.clock ?? realClock, log })

  return {
    base: server.url,
    folder,
    store,
    services: server.services,
    errors,
    rooms() {
      const rooms = server.services.rooms()
      if (!rooms) throw new Error('no election is loaded')
      return rooms
    },
    tokenFor: async (grants, sources = []) => (await addCredential('token', { label: 'test', grants, sources }, { store })).token,
    wallLink: async (region, profile) =>
      (await addCredential('wall', { label: 'test', grants: [{ role: 'wall', region }], sources: [], profile }, { store })).token,
    async signIn(role, region = '64') {
      const [id, name] = [`account:${ulid()}`, `${role} ${ulid()}`]
      await store.people.addAccount({ id, name, grants: [{ role, region }], passwordHash: await passwordHash() })
      const response = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password: PASSWORD }),
      })
      const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
      if (response.status !== 204 || !cookie) throw new Error(`sign-in answered ${response.status}`)
      return { cookie, id, name }
    },
    async stop({ keepFolder = options.folder !== undefined, removeFolder = !keepFolder } = {}) {
      await server.stop()
      if (isPostgres(folder)) rmSync(photosFolder, { recursive: true, force: true })
      if (removeFolder && !isPostgres(folder)) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The same tests run on both: in the project `postgres` a place is a database. */
async function anEmptyPlace(): Promise<string> {
  const server = inject('pgUrl') as string | undefined
  return server ? aDatabase(server) : mkdtempSync(join(tmpdir(), 'kamar-test-'))
}

let hashed: Promise<string> | undefined
const passwordHash = (): Promise<string> => (hashed ??= hashPassword(PASSWORD))
