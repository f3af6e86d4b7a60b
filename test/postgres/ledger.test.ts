import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { describeRefusal, openStore } from '../../db/open-store.ts'
import type { SessionNews } from '../../db/postgres-session.ts'
import type { Store } from '../../db/store.ts'
import { NO_POSTGRES, startPostgres } from '../helpers/postgres.ts'
import { opened } from '../support/data-folder.ts'
import { aDraft, anElection, appended, draftOf, ELECTION_ID, withElection } from '../support/drafts.ts'
import { ELSEWHERE, idOf, opened as anOpening, reported, ROOM } from '../support/facts.ts'
import { aDatabase, emptied, onServer } from '../support/postgres.ts'

const server = inject('pgUrl')
const closing = (store: Store): Store => {
  onTestFinished(() => store.close())
  return store
}
let shared: string | undefined
async function aLedger(): Promise<{ url: string; store: Store; ledger: Store['ledger'] }> {
  const url = await emptied((shared ??= await aDatabase(server)))
  await onServer(url, 'DROP FUNCTION IF EXISTS trouble CASCADE')
  const store = closing(await withElection(await opened(url)))
  return { url, store, ledger: store.ledger }
}
/** Ends the one session that writes, from outside of its database. */
const endSession = (database: string) =>
  onServer(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = '${database}')`,
  )

describe.skipIf(server === '')('the ledger on PostgreSQL', () => {
  test('[PQ1] appends of several rooms that wait together share one commit', async () => {
    const { url, ledger } = await aLedger()
    const answers = await Promise.all([
      ledger.append(ROOM, 0, [aDraft(1), aDraft(2)]),
      ledger.append(ELSEWHERE, 0, [aDraft(3)]),
      ledger.append(ROOM, 2, [aDraft(4)]),
    ])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    // The first of them starts at once, the others wait for it.
    const commits = await onServer(url, 'SELECT DISTINCT xmin::text FROM kamar.entries')
    expect(commits.length).toBeLessThanOrEqual(2)
  })

  describe('[PQ2] no statement changes, removes, replaces or skips an entry, whoever sends it', () => {
    const insert = ({ room = ROOM as string, seq = 3, id = idOf(9) }, more = '') =>
      `INSERT INTO kamar.entries (room, seq, at, by, id, request_hash, fact, previous, hash) VALUES ('${room}', ${seq}, '', '', '${id}', '', '{}', '', '') ${more}`
    const other = "'other', '{}', NULL"
    test.each([
      ['UPDATE', "UPDATE kamar.entries SET fact = '{}' WHERE seq = 1"],
      ['UPDATE that changes nothing', 'UPDATE kamar.entries SET seq = seq'],
      ['DELETE', 'DELETE FROM kamar.entries WHERE seq = 2'],
      ['TRUNCATE', 'TRUNCATE kamar.entries'],
      ['a gap', insert({ seq: 4 })],
      ['a first entry that is not 1', insert({ room: '6401', seq: 2 })],
      ['the same number', insert({ seq: 2 })],
      ['the same id in another room', insert({ room: '6401', seq: 1, id: idOf(1) })],
      ['an upsert', insert({ seq: 2 }, "ON CONFLICT (room, seq) DO UPDATE SET fact = '{}'")],
      ['a change of a text', "UPDATE kamar.texts SET text = 'other'"],
      ['another id of the election', "UPDATE kamar.elections SET id = 'other'"],
      ['another election', `INSERT INTO kamar.elections VALUES (2, ${other})`],
      ['no election', 'DELETE FROM kamar.elections'],
      ['no election at all', 'TRUNCATE kamar.elections'],
    ])('%s is refused', async (_name, sql) => {
      const { url, ledger } = await aLedger()
      await appended(ledger, [draftOf(anOpening()), aDraft(1, { text: { hash: 'h', salt: 's', text: 'why' } })])
      const rows = () => onServer(url, 'SELECT * FROM kamar.entries, kamar.texts, kamar.elections ORDER BY seq')
      const before = await rows()
      await expect(onServer(url, sql)).rejects.toThrow(/never|follows the head|stays|keeps its id|unique/)
      expect(await rows()).toEqual(before)
    })
    test('the entry after the head is taken, so it is the rules that refuse the others', async () => {
      const { url, ledger } = await aLedger()
      await appended(ledger, [aDraft(1), aDraft(2)])
      await onServer(url, insert({}))
      expect((await ledger.head(ROOM)).seq).toBe(3)
    })
  })

  test('[PQ3] what another hand wrote is noticed, and nothing is written on top of an old head or under an old election', async () => {
    const { url, store, ledger } = await aLedger()
    const [first] = await appended(ledger, [draftOf(anOpening())])
    await onServer(url, "INSERT INTO kamar.entries SELECT room, 2, at, by, $1, request_hash, fact, hash, 'x' FROM kamar.entries", [
      idOf(50),
    ])
    expect(await ledger.append(ROOM, 1, [aDraft(1)])).toEqual({ ok: false, error: { kind: 'moved', head: { seq: 2, hash: 'x' } } })
    expect(await ledger.append(ELSEWHERE, 0, [aDraft(50)])).toEqual({ ok: false, error: { kind: 'duplicate', id: idOf(50) } })
    await onServer(url, "UPDATE kamar.elections SET id = 'next'")
    const [elsewhere] = await appended(ledger, [draftOf(anOpening({ id: idOf(51), room: ELSEWHERE }))], ELSEWHERE)
    await store.elections.saveElection(anElection({ id: ELECTION_ID }))
    const [again] = await appended(ledger, [draftOf(anOpening({ id: idOf(52), room: ELSEWHERE }))], ELSEWHERE)
    expect(new Set([first, elsewhere, again].map((entry) => entry?.hash)).size).toBe(3)
    expect(again?.previous).toBe(elsewhere?.hash)
  })

  describe('[PQ4] a full disk or a locked table is a refusal, and the next append may succeed', () => {
    test.each([
      ['53100', 'disk-full'],
      ['55P03', 'busy'],
      ['57014', 'busy'],
    ])('%s is told as %s, nothing of the whole commit is written', async (code, kind) => {
      const { url, ledger } = await aLedger()
      await onServer(
        url,
        `CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trouble' USING ERRCODE = '${code}'; END $$;
         CREATE TRIGGER trouble AFTER INSERT ON kamar.entries EXECUTE FUNCTION trouble()`,
      )
      const both = await Promise.all([ledger.append(ROOM, 0, [aDraft(1)]), ledger.append(ELSEWHERE, 0, [aDraft(2)])])
      expect(both).toEqual([kind, kind].map((one) => ({ ok: false, error: { kind: one } })))
      await onServer(url, 'DROP TRIGGER trouble ON kamar.entries')
      expect((await appended(ledger, [aDraft(1)])).length).toBe(1)
    })
    test('a table that another program holds for longer than the writer waits', async () => {
      const { url, ledger } = await aLedger()
      const held = onServer(url, 'LOCK TABLE kamar.entries IN EXCLUSIVE MODE; SELECT pg_sleep(7)')
      await expect
        .poll(() => onServer(url, "SELECT 1 FROM pg_locks WHERE mode = 'ExclusiveLock' AND relation = 'kamar.entries'::regclass"))
        .toHaveLength(1)
      expect(await ledger.append(ROOM, 0, [aDraft(1)])).toEqual({ ok: false, error: { kind: 'busy' } })
      await held
      expect((await appended(ledger, [aDraft(1)])).length).toBe(1)
    })
  })

  test('[PQ5] when the connection breaks in the middle of a commit its outcome is unknown, and the session comes back by itself', async () => {
    const { url, store, ledger } = await aLedger()
    const held = onServer(url, 'LOCK TABLE kamar.entries IN EXCLUSIVE MODE; SELECT pg_sleep(2)')
    await expect
      .poll(() => onServer(url, "SELECT 1 FROM pg_locks WHERE mode = 'ExclusiveLock' AND relation = 'kamar.entries'::regclass"))
      .toHaveLength(1)
    const cut = ledger.append(ROOM, 0, [aDraft(1)])
    await expect
      .poll(() => onServer(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"))
      .toHaveLength(1)
    const name = new URL(url).pathname.slice(1)
    // Or the session would be back before anybody could look.
    onTestFinished(async () => void (await onServer(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)))
    await onServer(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await endSession(name)
    expect(await cut).toMatchObject({ ok: false, error: { kind: 'unknown' } })
    await expect.poll(() => store.trouble?.()).toMatch(/lost|does not answer/)
    expect(await ledger.append(ROOM, 0, [aDraft(2)])).toMatchObject({ ok: false, error: { kind: 'busy' } })
    await expect(store.people.closeSession('x')).rejects.toMatchObject({ name: 'StoreFailure', kind: 'busy' })
    await held
    await onServer(server, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    await expect.poll(() => store.trouble?.(), { timeout: 10_000 }).toBeUndefined()
    expect((await appended(ledger, [aDraft(1)])).map(({ seq }) => seq)).toEqual([1])
  })

  describe('[PQ6] one process writes to a database; a second one is refused and told who does, and one that lost its turn never writes again', () => {
    test('the second is told process, host and since when; the first one goes on', async () => {
      const { url, ledger } = await aLedger()
      const second = await openStore(url)
      expect(second).toMatchObject({ ok: false, error: { code: 'database-held', holder: { pid: process.pid } } })
      expect(second.ok ? '' : describeRefusal(second.error)).toMatch(
        new RegExp(`in use by process ${process.pid} on .+ since \\d{4}-\\d\\d-\\d\\dT.+Z; stop it first`),
      )
      expect((await appended(ledger, [aDraft(1)])).length).toBe(1)
    })
    test('a closed one leaves it free', async () => {
      const url = await aDatabase(server)
      await (await opened(url)).close()
      await (await opened(url)).close()
    })
    /** As after a network that let a second process in: its turn is in the database. */
    const takeTurn = (url: string) => onServer(url, 'UPDATE kamar.writers SET turn = turn + 1')
    async function watched() {
      const news: SessionNews[] = []
      const url = await aDatabase(server)
      const store = await openStore(url, (one) => news.push(one))
      if (!store.ok) throw new Error(describeRefusal(store.error))
      return { url, news, ...closing(await withElection(store.value)) }
    }
    test('its session lives, but another one has the turn', async () => {
      const { url, news, ledger, people } = await watched()
      await appended(ledger, [aDraft(1)])
      await takeTurn(url)
      expect(await ledger.append(ROOM, 1, [aDraft(2)])).toMatchObject({ ok: false, error: { kind: 'unknown' } })
      await expect(people.closeSession('x')).rejects.toThrow(/another process/)
      expect(await ledger.append(ROOM, 1, [aDraft(3)])).toMatchObject({ ok: false, error: { kind: 'unknown', reason: /another process/ } })
      expect(news.map(({ kind }) => kind)).toEqual(['taken-over'])
      expect(await onServer(url, 'SELECT seq FROM kamar.entries')).toEqual([{ seq: 1 }])
    })
    test('an account is not written either', async () => {
      const { url, people } = await watched()
      await takeTurn(url)
      await expect(people.addAccount({ id: 'account:1', name: 'ani', grants: [], passwordHash: 'x' })).rejects.toThrow(/another process/)
      expect(await onServer(url, 'SELECT * FROM people.accounts')).toEqual([])
    })
    test('its session broke and another one had the turn before it came back', async () => {
      const { url, news, ledger } = await watched()
      await takeTurn(url)
      await endSession(new URL(url).pathname.slice(1))
      await expect.poll(() => news.map(({ kind }) => kind), { timeout: 10_000 }).toEqual(['lost', 'taken-over'])
      expect(await ledger.append(ROOM, 0, [aDraft(2)])).toMatchObject({ ok: false, error: { kind: 'unknown' } })
    })
  })

  test('[PQ7] what is refused says nothing of the values: names and hashes of people do not get into a log', async () => {
    const { store } = await aLedger()
    const ani = { id: 'account:1', name: 'Ani Rahmawati', grants: [], passwordHash: '$argon2id$' }
    await store.people.addAccount(ani)
    const failure: unknown = await store.people.addAccount({ ...ani, name: 'Budi' }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ message: expect.stringMatching(/accounts_pkey/) })
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(/account:1|Budi|argon2/)
  })

  test('[PQ8] names are ordered byte by byte, as on SQLite, whatever the collation of the database', async () => {
    const { store } = await aLedger()
    const names = ['zaki', 'Budi', 'ani', 'Ánh', '_x']
    for (const name of names) await store.people.addAccount({ id: `account:${name}`, name, grants: [], passwordHash: 'x' })
    expect((await store.people.accounts()).map(({ name }) => name)).toEqual(['Budi', '_x', 'ani', 'zaki', 'Ánh'])
  })
})

describe.skipIf(server === '')('[PQ9] a database that would not keep the promises is refused in words', () => {
  const refusal = async (url: string): Promise<string> => {
    const store = await openStore(url)
    if (store.ok) await store.value.close()
    return store.ok ? 'opened' : describeRefusal(store.error)
  }
  const withPath = (change: Partial<URL>): string => Object.assign(new URL(server), change).href
  test('nobody answers there', async () => {
    expect(await refusal('postgres://kamar:secret@127.0.0.1:1/kamar')).toMatch(/cannot be reached: is PostgreSQL running.*ECONNREFUSED/)
  })
  test('no such database, no such user', async () => {
    expect(await refusal(withPath({ pathname: '/nothing' }))).toMatch(/no database of that name/)
    expect(await refusal(withPath({ username: 'nobody' }))).toMatch(/refuses this user/)
  })
  test('another encoding', async () => {
    await onServer(server, 'DROP DATABASE IF EXISTS kamar_test_0_1')
    await onServer(server, "CREATE DATABASE kamar_test_0_1 TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    expect(await refusal(withPath({ pathname: '/kamar_test_0_1' }))).toMatch(/encoded in LATIN1.*UTF8/)
  })
  test('synchronous_commit switched off for the database is switched on for the session that writes', async () => {
    const url = await aDatabase(server)
    await onServer(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET synchronous_commit = off`)
    const store = closing(await withElection(await opened(url)))
    await onServer(
      url,
      `CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE told AS SELECT current_setting('synchronous_commit') AS it; RETURN NULL; END $$;
       CREATE TRIGGER tell AFTER INSERT ON kamar.entries EXECUTE FUNCTION tell()`,
    )
    await appended(store.ledger, [draftOf(reported(1))])
    expect(await onServer(url, 'SELECT it FROM told')).toEqual([{ it: 'on' }])
  })
  test('a server that does not sync', async ({ skip }) => {
    const careless = await startPostgres(['fsync=off'])
    if (!careless) return skip(NO_POSTGRES)
    onTestFinished(() => careless.stop())
    expect(await refusal(careless.url)).toMatch(/fsync or full_page_writes switched off: a power cut/)
  })
})
