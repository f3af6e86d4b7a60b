import { beforeAll, describe, expect, inject, test } from 'vitest'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { PostgresSnapshot } from '../../db/postgres-snapshot.ts'
import type { ChainReport } from '../../db/chain-walk.ts'
import { opened } from '../support/data-folder.ts'
import { aDraft, appended, draftOf } from '../support/drafts.ts'
import { amended, idOf, reported, ROOM } from '../support/facts.ts'
import { aDatabase, emptied, onServer } from '../support/postgres.ts'
import { election, openingsOf, REASON_TEXT } from '../support/tampering.ts'

const server = inject('pgUrl')
let url: string

async function fill(): Promise<void> {
  const store = await opened(await emptied(url))
  await store.elections.saveElection(election)
  for (const opening of openingsOf(election)) await appended(store.ledger, [draftOf(opening)], opening.room)
  await appended(store.ledger, [aDraft(1), draftOf(amended(2, { reason: REASON_TEXT.hash }), { text: REASON_TEXT }), aDraft(3), aDraft(4)])
  await store.close()
}
async function verified(): Promise<ChainReport> {
  const snapshot = await PostgresSnapshot.open(url)
  try {
    return await snapshot.verify({ openings: openingsOf })
  } finally {
    await snapshot.close()
  }
}
/** As somebody with the password would: triggers are silenced first and woken afterwards. */
const tampered = (sql: string): Promise<unknown> =>
  onServer(
    url,
    `ALTER TABLE kamar.entries DISABLE TRIGGER USER; ALTER TABLE kamar.texts DISABLE TRIGGER USER; ${sql};
    ALTER TABLE kamar.entries ENABLE TRIGGER USER; ALTER TABLE kamar.texts ENABLE TRIGGER USER`,
  )
const inRoom = `room = '${ROOM}'`

describe.skipIf(server === '')('[PQ14] verify walks a database as it walks a folder', () => {
  beforeAll(async () => {
    url = await aDatabase(server)
  })
  test('whole, also while a server writes to it', async () => {
    await fill()
    const store = await opened(url)
    const report = await verified()
    expect(report).toMatchObject({ ok: true, damage: [] })
    expect(report.rooms.find(({ room }) => room === ROOM)).toEqual({ room: ROOM, entries: 5, head: await store.ledger.head(ROOM) })
    await store.close()
  })
  test.each([
    [
      'a changed fact',
      `UPDATE kamar.entries SET fact = '${canonicalJson(reported(3, { signed: true }))}' WHERE ${inRoom} AND seq = 4`,
      4,
      /not what was hashed/,
    ],
    ['a changed author', `UPDATE kamar.entries SET by = 'token:x' WHERE ${inRoom} AND seq = 2`, 2, /not what was hashed/],
    ['an entry that is gone', `DELETE FROM kamar.entries WHERE ${inRoom} AND seq = 3`, 3, /missing/],
    [
      'a number given twice',
      `ALTER TABLE kamar.entries DROP CONSTRAINT entries_room_seq_pk; DROP INDEX kamar.entries_id; INSERT INTO kamar.entries SELECT * FROM kamar.entries WHERE ${inRoom} AND seq = 3`,
      3,
      /given twice/,
    ],
    ['a broken link', `UPDATE kamar.entries SET previous = hash WHERE ${inRoom} AND seq = 5`, 5, /does not follow/],
    ['a changed text', `UPDATE kamar.texts SET text = 'lain'`, 3, /free text was changed/],
    ['another id', `UPDATE kamar.entries SET id = '${idOf(77)}' WHERE ${inRoom} AND seq = 2`, 2, /request id/],
  ])('%s is the first wrong entry', async (_name, sql, seq, reason) => {
    await fill()
    await tampered(sql)
    const report = await verified()
    expect(report.ok).toBe(false)
    expect(report.rooms.find(({ room }) => room === ROOM)?.firstWrong).toEqual({ seq, reason: expect.stringMatching(reason) })
  })
  test.each([
    ['dropped', 'DROP TRIGGER entries_never_go ON kamar.entries', 'entries_never_go'],
    ['disabled', 'ALTER TABLE kamar.texts DISABLE TRIGGER texts_never_change', 'texts_never_change'],
    [
      'rewritten',
      `CREATE OR REPLACE FUNCTION kamar.election_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$`,
      'election_never_goes',
    ],
  ])('a trigger that was %s is damage', async (_name, sql, name) => {
    await fill()
    await onServer(url, sql)
    expect((await verified()).damage).toEqual([`the trigger ${name} is missing, disabled or changed`])
  })
  test('an election, and boundaries, that are not those that were loaded', async () => {
    await fill()
    await onServer(url, `UPDATE kamar.elections SET election = replace(election, '"pollsClose":"13:00"', '"pollsClose":"14:00"')`)
    expect((await verified()).rooms.some(({ firstWrong }) => /not the one the room was opened with/.test(firstWrong?.reason ?? ''))).toBe(
      true,
    )
    await fill()
    await onServer(url, `INSERT INTO kamar.boundaries VALUES ('regency', '{}')`)
    expect((await verified()).damage).toEqual([
      'the election (names, colours, register) or its boundaries are not what was saved: somebody changed them in the database',
    ])
  })
})
