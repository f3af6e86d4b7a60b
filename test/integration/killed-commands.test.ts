import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeRefusal, openStore } from '../../db/open-store.ts'
import { openCountRooms } from '../../server/room/count-rooms.ts'
import { realClock } from '../../server/clock.ts'
import { kamar, newFolder, prepareFolder, removeFolder } from '../support/real-server.ts'

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))
const place = newFolder()
const backup = join(place, 'cadangan')
let source: string

beforeAll(() => {
  source = prepareFolder(60).folder
  kamar(source, 'account', 'add', '--name', 'ani', '--role', 'head', '--region', '64', '--json')
  kamar(source, 'backup', backup)
})
afterAll(() => {
  removeFolder(place)
  removeFolder(source)
})

/** A file of the folder, and the how-manieth change of it. */
type Moment = readonly [file: string, nth: number]

/** Runs a command on a new folder and kills it at that moment, or as soon after it as the system tells. */
function killedAt([file, nth]: Moment, folder: string, args: readonly string[]): Promise<void> {
  mkdirSync(folder)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, KAMAR_DATA: folder }, stdio: 'ignore' })
    let seen = 0
    const watcher = watch(folder, (_change, name) => {
      if (name === file && ++seen === nth) child.kill('SIGKILL')
    })
    child.once('exit', () => {
      watcher.close()
      resolve()
    })
  })
}

/** What opens in the folder: entries in its ledger, or why it does not open. */
async function found(folder: string): Promise<{ entries: number; accounts: number; election: boolean } | string> {
  const opened = await openStore(folder)
  if (!opened.ok) return describeRefusal(opened.error)
  const store = opened.value
  const election = await store.elections.election()
  // As a server does, which completes what a load began.
  const rooms = election && (await openCountRooms({ ledger: store.ledger, election, clock: realClock, log: SILENT }))
  await rooms?.close()
  const accounts = (await store.people.accounts()).length
  await store.close()
  const ledger = new Database(join(folder, 'kamar.db'), { readonly: true })
  const entries = ledger.prepare('SELECT count(*) FROM entries').pluck().get() as number
  ledger.close()
  return { entries, accounts, election: election !== undefined }
}
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined }

const WHOLE = { entries: 11, accounts: 1, election: true }
const CUT_OFF = expect.stringContaining('a restore into this folder was cut off') as string
const NOTHING = { entries: 0, accounts: 0, election: false }

describe('[OP18] a command that is killed leaves nothing half-done that opens as if it were whole', () => {
  test.each<Moment>([
    ['lock.json', 2],
    ['kamar.db.partial', 1],
    ['people.db.partial', 1],
    ['people.db', 1],
    ['kamar.db', 1],
  ])('restore, killed at %s %i: the folder says so, or it is whole', async (...moment) => {
    const folder = join(place, `pulih-${moment.join('-')}`)
    await killedAt(moment, folder, ['restore', backup])
    const left = readdirSync(folder).filter((name) => !name.startsWith('lock'))
    const expected = left.length === 0 ? NOTHING : existsSync(join(folder, 'kamar.db')) ? WHOLE : CUT_OFF
    expect(await found(folder)).toEqual(expected)
  })
  test('a restore that was cut off says so to whatever opens its folder', async () => {
    const folder = join(place, 'terpotong')
    mkdirSync(folder)
    for (const name of ['kamar.db.partial', 'people.db']) writeFileSync(join(folder, name), '')
    expect(await found(folder)).toEqual(CUT_OFF)
    expect(() => kamar(source, 'copy', '--from', source, '--to', folder)).toThrow()
    expect(() => kamar(folder, 'restore', backup)).toThrow()
    expect(readdirSync(folder)).not.toContain('kamar.db')
  })
  test.each<Moment>([
    ['people.db-wal', 20],
    ['kamar.db-wal', 5],
  ])('copy, killed at %s %i: nothing of the ledger, or all of it', async (...moment) => {
    const folder = join(place, `salin-${moment.join('-')}`)
    await killedAt(moment, folder, ['copy', '--from', source, '--to', folder])
    const after = await found(folder)
    const isWhole = typeof after !== 'string' && after.entries > 0
    // People are copied first, and belong to nobody's election yet.
    expect(after).toMatchObject(isWhole ? WHOLE : { entries: 0, election: false })
  })
  test.each<Moment>([
    ['kamar.db-wal', 5],
    ['people.db', 1],
    ['kamar.db-wal', 40],
  ])('election load, killed at %s %i: no election, or the whole one with every room opened', async (...moment) => {
    const folder = join(place, `muat-${moment.join('-')}`)
    await killedAt(moment, folder, ['election', 'load', 'kaltim-2020', '--tps', '60'])
    const after = await found(folder)
    const isWhole = typeof after !== 'string' && after.election
    expect(after).toEqual(isWhole ? { ...WHOLE, accounts: 0 } : NOTHING)
  })
})

describe('[OP17] a restore withdraws the invitations that were open, for they may have been used since', () => {
  const inviting = join(place, 'undangan')
  const listed = (folder: string) =>
    (JSON.parse(kamar(folder, 'invite', 'list', '--json')) as { label: string; state: string }[]).map(({ label, state }) => [label, state])
  beforeAll(() => {
    kamar(source, 'invite', 'add', '--by', 'ani', '--name', 'Budi', '--role', 'operator', '--region', '6472', '--json')
    kamar(source, 'backup', inviting)
  })
  test('and says how many', () => {
    const folder = join(place, 'tanpa')
    expect(kamar(folder, 'restore', inviting)).toContain('Open invitations: 1, all withdrawn')
    expect(listed(folder)).toEqual([['Budi', 'withdrawn']])
  })
  test('unless they are kept, and then it says how to look through them', () => {
    const folder = join(place, 'dengan')
    expect(kamar(folder, 'restore', inviting, '--keep-invitations')).toMatch(/Open invitations: 1\. .*`invite list`/)
    expect(listed(folder)).toEqual([['Budi', 'open']])
  })
})
