import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import { memoryStore } from '../../db/open-store.ts'
import { startWriter } from '../../db/writer.ts'
import { aFolder, folderOfFile, opened } from '../support/data-folder.ts'
import { aDraft, anElection, appended, draftOf } from '../support/drafts.ts'
import { opened as anOpening, ROOM } from '../support/facts.ts'
import { keepsThePeopleRules } from '../support/people-contract.ts'

const root = folderOfFile()
let folders = 0
keepsThePeopleRules('sqlite', () => opened(join(root, String((folders += 1)))))

test('[PP5] accounts lie in a file of their own, and the ledger has nothing of them', async () => {
  const folder = aFolder()
  const store = await opened(folder)
  await store.people.addAccount({ id: 'account:1', name: 'Ani Rahmawati', grants: [], passwordHash: '$argon2id$' })
  await store.close()
  const paths = dataFolder(folder)
  const bytes = (file: string) => readFileSync(file, 'latin1')
  expect([bytes(paths.people), bytes(paths.ledger)].map((text) => [text.includes('Ani Rahmawati'), text.includes('argon2id')])).toEqual([
    [true, true],
    [false, false],
  ])
})

describe('[LG18] the election and its boundaries are kept as loaded and replaced as a whole', () => {
  const stores: [string, () => Promise<Awaited<ReturnType<typeof opened>>>][] = [
    ['memory', async () => memoryStore()],
    ['sqlite', () => opened(aFolder())],
  ]
  test.each(stores)('%s', async (_name, open) => {
    const store = await open()
    const { elections } = store
    expect([await elections.election(), await elections.boundaries('regency')]).toEqual([undefined, undefined])
    await elections.saveElection(anElection({ id: 'first' }), { regency: '{}', district: '[1]' })
    await elections.saveElection(anElection(), { district: '[2]' })
    expect(await elections.election()).toEqual(anElection())
    expect([await elections.boundaries('regency'), await elections.boundaries('district')]).toEqual([undefined, '[2]'])
    await store.close()
  })
  test.each(stores)('%s: before an election is loaded nothing is written', async (_name, open) => {
    const store = await open()
    await expect(store.ledger.append(ROOM, 0, [draftOf(anOpening())])).rejects.toThrow(/before an election is loaded/)
    await store.elections.saveElection(anElection())
    await appended(store.ledger, [draftOf(anOpening())])
    await store.close()
  })
})

describe('[LG13] what was answered is there when the folder is opened again', () => {
  test('entries, text, election and people', async () => {
    const folder = aFolder()
    const store = await opened(folder)
    await store.elections.saveElection(anElection())
    const entries = await appended(store.ledger, [draftOf(anOpening()), aDraft(1, { text: { hash: 'h', salt: 's', text: 'why' } })])
    await store.people.addAccount({ id: 'account:1', name: 'ani', grants: [], passwordHash: 'x' })
    await store.close()
    const again = await opened(folder)
    expect(await again.ledger.readAfter(ROOM, 0, 9)).toEqual(entries)
    expect(await again.ledger.text('h')).toBe('why')
    expect(await again.elections.election()).toEqual(anElection())
    expect(await again.people.accounts()).toHaveLength(1)
    expect((await appended(again.ledger, [aDraft(2)]))[0]?.previous).toBe(entries[1]?.hash)
    await again.close()
  })
  test('appends under way when the store is closed are answered', async () => {
    const store = await opened(aFolder())
    await store.elections.saveElection(anElection())
    const answer = store.ledger.append(ROOM, 0, [draftOf(anOpening())])
    await store.close()
    expect(await answer).toMatchObject({ ok: true })
    expect(await store.ledger.append(ROOM, 1, [aDraft(1)])).toMatchObject({ ok: false, error: { kind: 'unknown' } })
  })
})

describe('[LG15] a writer thread that cannot work says so', () => {
  test('a file that is no database: the folder is not opened, its lock is free again', async () => {
    const folder = aFolder()
    const { ledger } = dataFolder(folder)
    const other = new Database(ledger)
    other.exec('CREATE TABLE entries (x)')
    other.close()
    await expect(opened(folder)).rejects.toThrow(/entries/)
    await expect(opened(folder)).rejects.toThrow(/entries/)
  })
  test('a statement that fails is refused alone', async () => {
    const { ledger, people } = dataFolder(aFolder())
    const writer = await startWriter({ ledger, people })
    const bad = writer.write('people', [
      { sql: "INSERT INTO accounts VALUES ('1', 'ani', NULL, '[]', '', 0)", params: [] },
      { sql: 'INSERT INTO nothing VALUES (?)', params: [1] },
    ])
    const good = writer.write('people', [{ sql: 'DELETE FROM accounts', params: [] }])
    await expect(bad).rejects.toThrow(/nothing/)
    expect(await good).toEqual([0])
    await writer.close()
  })
})
