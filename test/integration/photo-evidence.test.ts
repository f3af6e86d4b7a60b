import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import { photoFile } from '../../db/photo-store.ts'
import { readElection } from '../../db/read-election.ts'
import { makeBackup } from '../../server/backup/make-backup.ts'
import { restoreBackup } from '../../server/backup/restore-backup.ts'
import { verifyFolder } from '../../server/tally/verify-folder.ts'
import { contractElection } from '../support/contract-election.ts'
import { aSheet, sha256Of } from '../support/pictures.ts'
import { said, sendPhoto } from '../support/send-photo.ts'
import { startServer } from '../support/server.ts'

const NOW = new Date('2020-12-09T12:00:00Z')
const place = mkdtempSync(join(tmpdir(), 'kamar-photo-evidence-'))
const folder = join(place, 'data')
const [kept, other] = await Promise.all([aSheet(1), aSheet(2)])
const fileOf = (bytes: Buffer, where = folder): string => photoFile(dataFolder(where).photos, sha256Of(bytes))
const verified = (where = folder) => verifyFolder(where, readElection(where))
let token: string

beforeAll(async () => {
  const server = await startServer({ folder, election: contractElection() })
  token = await server.tokenFor([{ role: 'head', region: '64' }])
  for (const [i, bytes] of [kept, other].entries())
    await sendPhoto(bytes, said(bytes, { page: String(i + 1) }), { base: server.base, token })
  await vi.waitUntil(() => server.services.photos.examiner.lag.photos === 0, { timeout: 10_000 })
  await server.stop()
})
afterAll(() => rmSync(place, { recursive: true }))

/** The files as they were, whatever the test does to them. */
async function withFilesAtRisk(work: () => Promise<void> | void): Promise<void> {
  try {
    await work()
  } finally {
    for (const bytes of [kept, other]) {
      rmSync(fileOf(bytes), { force: true })
      await mkdir(dirname(fileOf(bytes)), { recursive: true })
      writeFileSync(fileOf(bytes), bytes)
    }
  }
}

describe('[PH5] verify reads every byte of every photo that a fact names', () => {
  test('as it was taken', () => {
    expect(verified()).toMatchObject({
      ok: true,
      photos: { named: 2, bytes: kept.length + other.length, missing: [], changed: [], unplaced: [] },
    })
  })
  test('missing and changed ones are named', () =>
    withFilesAtRisk(() => {
      rmSync(fileOf(kept))
      chmodSync(fileOf(other), 0o600)
      const [first = 0, ...rest] = other
      writeFileSync(fileOf(other), Buffer.from([first ^ 1, ...rest]))
      expect(verified()).toMatchObject({
        ok: false,
        damage: [],
        photos: { missing: [sha256Of(kept)], changed: [sha256Of(other)] },
      })
    }))
  test('the whole folder gone is two missing photos', () =>
    withFilesAtRisk(() => {
      for (const bytes of [kept, other]) rmSync(dirname(fileOf(bytes)), { recursive: true })
      expect(verified().photos.missing).toHaveLength(2)
    }))
  test('a file that no fact names breaks nothing', async () => {
    const stray = await aSheet(3)
    await mkdir(dirname(fileOf(stray)), { recursive: true })
    writeFileSync(fileOf(stray), stray)
    expect(verified()).toMatchObject({ ok: true, photos: { unplaced: [sha256Of(stray)] } })
    rmSync(fileOf(stray))
  })
})

describe('[PH6] a backup holds the bytes of every photo, and a restore brings them', () => {
  const backup = join(place, 'cadangan')
  const back = join(place, 'pulih')
  test('bit by bit, and previews are made anew', async () => {
    expect(makeBackup(folder, backup, { people: true, now: NOW })).toMatchObject({
      ok: true,
      value: { manifest: { photos: { files: 2, bytes: kept.length + other.length, lost: [] } } },
    })
    expect(restoreBackup(backup, back, { now: NOW })).toMatchObject({ ok: true })
    expect(verified(back)).toMatchObject({ ok: true, photos: { named: 2 } })
    expect(readFileSync(fileOf(kept, back)).equals(kept)).toBe(true)
    const server = await startServer({ folder: back })
    const preview = () => fetch(`${server.base}/api/photos/${sha256Of(kept)}/preview`, { headers: { authorization: `Bearer ${token}` } })
    expect((await preview()).status).toBe(503)
    await expect.poll(async () => (await preview()).status, { timeout: 10_000 }).toBe(200)
    await server.stop()
  })
  test('a backup whose photo was changed or taken away is not restored', () => {
    const target = join(place, 'tidak')
    for (const harm of [() => writeFileSync(fileOf(kept, backup), 'lain'), () => rmSync(fileOf(kept, backup))]) {
      harm()
      expect(restoreBackup(backup, target, { now: NOW })).toEqual({
        ok: false,
        error: { kind: 'changed', file: `photo ${sha256Of(kept)}` },
      })
      expect(existsSync(target)).toBe(false)
    }
  })
  test('what the data folder had lost is named and holds up nothing', () =>
    withFilesAtRisk(() => {
      rmSync(fileOf(kept))
      const partly = join(place, 'sebagian')
      const made = makeBackup(folder, partly, { people: false, now: NOW })
      expect(made).toMatchObject({ ok: true, value: { manifest: { photos: { files: 1, lost: [sha256Of(kept)] } } } })
      const restored = join(place, 'pulih-sebagian')
      expect(restoreBackup(partly, restored, { now: NOW })).toMatchObject({ ok: true })
      expect(verified(restored)).toMatchObject({ ok: false, photos: { named: 2, missing: [sha256Of(kept)] } })
    }))
})
