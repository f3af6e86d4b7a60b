import { describe, expect, inject, test } from 'vitest'
import { copyStore } from '../../db/copy-store.ts'
import { textHash } from '../../db/entry-hash.ts'
import { verifyDatabase, verifyFolder } from '../../server/tally/verify-folder.ts'
import { aFolder, opened } from '../support/data-folder.ts'
import { aDraft, anElection, appended, draftOf } from '../support/drafts.ts'
import { amended, ELSEWHERE, idOf, opened as anOpening, ROOM } from '../support/facts.ts'
import { aDatabase, onServer } from '../support/postgres.ts'
import { election, fillFolder, openingsOf, REASON_TEXT } from '../support/tampering.ts'

const server = inject('pgUrl')

/** Opened for another election first, so that the oldest entries are hashed under another id. */
async function aFolderWithAPast(): Promise<string> {
  const folder = aFolder()
  const store = await opened(folder)
  await store.elections.saveElection(anElection({ id: 'before' }), { regency: '{"a":1}' })
  await appended(store.ledger, [draftOf(anOpening({ id: idOf(800), election: 'before' }))])
  await store.people.addAccount({ id: 'account:1', name: 'ani', grants: [{ role: 'head', region: '64' }], passwordHash: 'hash' })
  await store.close()
  await fillFolder(folder)
  return folder
}
const heads = async (place: string) => {
  const store = await opened(place)
  const rooms = await store.ledger.rooms()
  const found = await Promise.all(rooms.map(async (room) => [room, await store.ledger.head(room)] as const))
  await store.close()
  return Object.fromEntries(found)
}
const all = { people: true } as const

describe.skipIf(server === '')('copying between a data folder and PostgreSQL', () => {
  test('[PQ10] there and back again: equal heads, election, texts, boundaries and people, and every total follows', async () => {
    const folder = await aFolderWithAPast()
    const [url, back] = [await aDatabase(server), aFolder()]
    const before = await heads(folder)
    const there = await copyStore(folder, url, all)
    expect(there).toMatchObject({ ok: true, value: { heads: before, texts: 1 } })
    expect(await heads(url)).toEqual(before)
    expect(await copyStore(url, back, all)).toMatchObject({ ok: true, value: { heads: before } })
    expect(await heads(back)).toEqual(before)
    const [first, second] = [await opened(folder), await opened(back)]
    expect(await second.elections.election()).toEqual(await first.elections.election())
    expect(await second.ledger.text(REASON_TEXT.hash)).toBe(REASON_TEXT.text)
    expect(await second.people.accountByName('ani')).toEqual(await first.people.accountByName('ani'))
    expect(await second.ledger.readAfter(ROOM, 0, 100)).toEqual(await first.ledger.readAfter(ROOM, 0, 100))
    await first.close()
    await second.close()
    const proof = await verifyDatabase(url, before, '/nonexistent')
    expect(proof?.rooms).toEqual(verifyFolder(folder, election).rooms)
    expect(proof?.totals).toEqual(verifyFolder(back, election).totals)
  })

  test('[PQ11] nothing is written over, and a copy that fails leaves nothing', async () => {
    const folder = await aFolderWithAPast()
    const [url, other] = [await aDatabase(server), await aDatabase(server)]
    await copyStore(folder, url, all)
    expect(await copyStore(folder, url, all)).toMatchObject({ ok: false, error: { at: 'to', words: expect.stringMatching(/not empty/) } })
    expect(await copyStore(url, folder, all)).toMatchObject({ ok: false, error: { at: 'to', words: expect.stringMatching(/not empty/) } })
    expect(await copyStore(aFolder(), other, all)).toMatchObject({
      ok: false,
      error: { at: 'from', words: expect.stringMatching(/no ledger/) },
    })
    expect(await copyStore(other, aFolder(), all)).toMatchObject({
      ok: false,
      error: { at: 'from', words: expect.stringMatching(/no ledger/) },
    })
    await (await opened(other)).close()
    // The last room but one is refused by the target, after others were written.
    await onServer(
      other,
      `CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.room = '6472' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER no BEFORE INSERT ON kamar.entries FOR EACH ROW EXECUTE FUNCTION no()`,
    )
    await expect(copyStore(folder, other, all)).rejects.toThrow(/no/)
    expect(await onServer(other, 'SELECT count(*)::int AS n FROM kamar.entries')).toEqual([{ n: 0 }])
    expect(await onServer(other, 'SELECT count(*)::int AS n FROM kamar.elections')).toEqual([{ n: 0 }])
  })

  test('[PQ12] the stream of one room goes alone, with the texts it names and without people', async () => {
    const folder = await aFolderWithAPast()
    const [one, another] = [await aDatabase(server), aFolder()]
    const before = await heads(folder)
    expect(await copyStore(folder, one, { people: false, rooms: [ROOM] })).toMatchObject({
      ok: true,
      value: { heads: { [ROOM]: before[ROOM] }, texts: 1 },
    })
    expect(await heads(one)).toEqual({ [ROOM]: before[ROOM] })
    expect(await onServer(one, 'SELECT * FROM people.accounts')).toEqual([])
    expect(await copyStore(folder, another, { people: false, rooms: [ELSEWHERE] })).toMatchObject({ ok: true, value: { texts: 0 } })
    const unknown = await copyStore(folder, aFolder(), { people: false, rooms: ['6499' as typeof ROOM] })
    expect(unknown).toMatchObject({ ok: false, error: { words: expect.stringMatching(/no room 6499/) } })
  })

  test('[PQ13] a copy of what a server writes to is one moment of it, and says that it is in use', async () => {
    const [url, folder] = [await aDatabase(server), aFolder()]
    const store = await opened(url)
    await store.elections.saveElection(election)
    for (const opening of openingsOf(election)) await appended(store.ledger, [draftOf(opening)], opening.room)
    const salted = { hash: textHash('s', 'sebab'), salt: 's', text: 'sebab' }
    await appended(store.ledger, [aDraft(1), draftOf(amended(2, { reason: salted.hash }), { text: salted })])
    const copied = await copyStore(url, folder, all)
    expect(copied).toMatchObject({ ok: true, value: { inUse: expect.stringContaining(`process ${process.pid}`) } })
    await appended(store.ledger, [aDraft(3)])
    expect((await heads(folder))[ROOM]?.seq).toBe(3)
    await store.close()
  })
})
