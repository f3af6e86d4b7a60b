import Database from 'better-sqlite3'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dataFolder } from '../../db/data-folder.ts'
import { boundariesHash } from '../../db/entry-hash.ts'
import { verifyFolder } from '../../server/tally/verify-folder.ts'
import type { Fact } from '../../shared/facts.ts'
import { accepted, anElection, move, openRooms, report } from '../support/count-room.ts'
import { aFolder, folderOfFile, opened } from '../support/data-folder.ts'
import { BUDI, CITRA, GOVERNOR, idOf, MAYOR, ROOM, TPS_1, TPS_2, TPS_ELSEWHERE } from '../support/facts.ts'
import { copyLedger, run, tamper } from '../support/tampering.ts'

const election = anElection()
const boundary = '{"type":"FeatureCollection","features":[]}'
const reason = 'papan dihitung ulang'

/** A night in which everything that can be asked was asked once, as the rooms themselves wrote it. */
const untouched = folderOfFile()
beforeAll(async () => {
  const store = await opened(untouched)
  await store.elections.saveElection(election, { regency: boundary, district: `${boundary} ` })
  const rooms = await openRooms(store.ledger)
  const figures = { votes: { '1': 10, '2': 20, '3': 30 } }
  await accepted(rooms, report(1, { photos: ['c'.repeat(64)], capturedAt: '2020-12-09T15:12:00+08:00', signed: true }))
  await accepted(rooms, report(2, { tps: TPS_2, source: 'desk', basis: 'photo', replaces: idOf(99), cause: 'own-typing' }), BUDI)
  await accepted(rooms, report(3, { contest: GOVERNOR, figures, objection: false }))
  await accepted(rooms, move(4, idOf(1)), BUDI)
  await accepted(rooms, move(5, idOf(3), TPS_ELSEWHERE), BUDI)
  const settles = { contest: MAYOR, round: 1, reason, seen: rooms.room(ROOM)!.head.seq } as const
  await accepted(rooms, { kind: 'settle', tps: TPS_2, body: { id: idOf(6), ...settles, form: idOf(2) } }, CITRA)
  const typed = { votes: { '1': 1, '2': 2 }, invalid: 0 }
  await accepted(rooms, { kind: 'settle', tps: TPS_1, body: { id: idOf(7), ...settles, figures: typed } }, CITRA)
  await accepted(rooms, { kind: 'round', body: { id: idOf(8), tps: TPS_2, contest: MAYOR, kind: 'PSU', reason } }, CITRA)
  await accepted(rooms, { kind: 'amend', body: { id: idOf(9), tps: TPS_1, change: 'dpt-corrected', dpt: 281, reason } }, CITRA)
  await rooms.close()
  await store.close()
})

let folder: string
beforeEach(() => {
  folder = aFolder()
  copyLedger(untouched, folder)
})
const verified = () => verifyFolder(folder, election)
type Place = { readonly room: string; readonly seq: number; readonly fact: Fact }

describe('[VF8] a request hash that is not that of the request behind its entry is named', () => {
  const places = (): Place[] => {
    const database = new Database(dataFolder(untouched).ledger, { readonly: true })
    const rows = database.prepare('SELECT room, seq, fact FROM entries ORDER BY room, seq').all() as (Omit<Place, 'fact'> & {
      fact: string
    })[]
    database.close()
    return rows.map((row) => ({ ...row, fact: JSON.parse(row.fact) as Fact }))
  }
  const changed = ({ room, seq }: Place) =>
    tamper(folder, run(`UPDATE entries SET request_hash = '${'f'.repeat(64)}' WHERE room = '${room}' AND seq = ${seq}`))

  test('none is before, and the night holds every kind of fact', () => {
    expect(verified()).toMatchObject({ ok: true, damage: [] })
    expect(new Set(places().map(({ fact }) => fact.type)).size).toBe(7)
  })
  test('of every kind of entry, an arrival from another room included', { timeout: 60_000 }, () => {
    for (const place of places()) {
      copyLedger(untouched, folder)
      changed(place)
      const wrong = verified().rooms.filter(({ firstWrong }) => firstWrong)
      expect(wrong).toMatchObject([{ room: place.room, firstWrong: { seq: place.seq, reason: expect.stringMatching(/request hash/) } }])
    }
  })
  test('not where the reason was erased: the request can no longer be made again', () => {
    tamper(folder, run('DELETE FROM texts'))
    expect(verified().ok).toBe(true)
    changed(places().find(({ fact }) => fact.type === 'round.ordered')!)
    expect(verified().ok).toBe(true)
  })
})

describe('[VF9] boundaries that are not those saved with the election are named', () => {
  const damage = ['the election (names, colours, register) or its boundaries are not what was saved: somebody changed them in the database']
  test.each([
    [
      'two rows swapped',
      "UPDATE boundaries SET level = CASE level WHEN 'regency' THEN 'x' ELSE 'regency' END; UPDATE boundaries SET level = 'district' WHERE level = 'x'",
    ],
    ['a text changed', "UPDATE boundaries SET geojson = '{}' WHERE level = 'regency'"],
    ['a row removed', "DELETE FROM boundaries WHERE level = 'regency'"],
    ['a row added', "INSERT INTO boundaries VALUES ('village', '{}')"],
  ])('%s', (_what, sql) => {
    tamper(folder, run(sql))
    expect(verified()).toMatchObject({ ok: false, damage })
  })
  test('an election saved before the digest was kept is silent, also in a file that has no place for it', () => {
    tamper(folder, run('UPDATE elections SET boundaries_hash = NULL; DELETE FROM boundaries'))
    expect(verified()).toMatchObject({ ok: true, damage: [] })
    tamper(folder, run('ALTER TABLE elections DROP COLUMN boundaries_hash'))
    expect(verified()).toMatchObject({ ok: true, damage: [] })
  })
})

describe('[HX5] a name, short name or colour that was changed in the database behind the server is noticed', () => {
  test.each([
    ['of a region', '$.regions[1].name'],
    ['of a candidate', '$.contests[0].candidates[0].short'],
    ['of the election', '$.name'],
  ])('%s', (_what, path) => {
    tamper(folder, run(`UPDATE elections SET election = json_set(election, '${path}', 'Lain')`))
    expect(verified()).toMatchObject({ ok: false, damage: [expect.stringMatching(/names, colours, register/)] })
  })
  test('an election that was saved while the digest held boundaries alone is right', () => {
    const drawn = new Database(dataFolder(folder).ledger)
    const rows = drawn.prepare('SELECT level, geojson FROM boundaries').all() as { level: string; geojson: string }[]
    drawn
      .prepare('UPDATE elections SET boundaries_hash = ?')
      .run(boundariesHash(Object.fromEntries(rows.map((row) => [row.level, row.geojson]))))
    drawn.close()
    expect(verified()).toMatchObject({ ok: true, damage: [] })
  })
})
