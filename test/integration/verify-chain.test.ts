import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Election } from '../../shared/election.ts'
import type { Recorded } from '../../shared/facts.ts'
import type { Head } from '../../db/ledger.ts'
import type { ChainReport, VerifyOptions } from '../../db/chain-walk.ts'
import { verifyChain } from '../../db/verify-chain.ts'
import { aFolder, folderOfFile, opened } from '../support/data-folder.ts'
import { aDraft, anElection, appended, draftOf, ELECTION_ID } from '../support/drafts.ts'
import { amended, ELSEWHERE, reported, ROOM } from '../support/facts.ts'
import {
  allOf,
  copyLedger,
  election,
  fillFolder,
  openingsOf,
  REASON_TEXT,
  rehash,
  run,
  set,
  setFact,
  tamper,
} from '../support/tampering.ts'

const untouched = folderOfFile()
let folder: string
beforeAll(() => fillFolder(untouched))
beforeEach(() => {
  folder = aFolder()
  copyLedger(untouched, folder)
})
const verified = (options: VerifyOptions = {}) => verifyChain(folder, { openings: openingsOf, ...options })
const wrongs = (report: ChainReport) => report.rooms.flatMap(({ room, firstWrong }) => (firstWrong ? [{ room, ...firstWrong }] : []))
const headOf = (report: ChainReport): Head | undefined => report.rooms.find(({ room }) => room === ROOM)?.head
const knownHeads = () => ({ [ROOM]: headOf(verified()) as Head })
async function appendOneMore(): Promise<void> {
  const store = await opened(folder)
  await appended(store.ledger, [aDraft(5)])
  await store.close()
}

describe('[VF1] an untouched ledger is found right, also while it is being written', () => {
  test('every room with its entries and head', () => {
    const report = verified()
    expect(report).toMatchObject({ ok: true, damage: [] })
    expect(report.rooms.map(({ room, entries, head }) => [room, entries, head.seq])).toEqual([
      ['64', 1, 1],
      [ELSEWHERE, 2, 2],
      [ROOM, 5, 5],
    ])
  })
  test('while a server has the folder', async () => {
    const store = await opened(folder)
    await appended(store.ledger, [aDraft(5)])
    const report = verified()
    expect([report.ok, headOf(report)]).toEqual([true, await store.ledger.head(ROOM)])
    await store.close()
  })
  test('a folder that was only opened', async () => {
    folder = aFolder()
    await (await opened(folder)).close()
    expect(verified()).toEqual({ ok: true, rooms: [], damage: [] })
  })
  test('a folder without a ledger is no answer but an error', () => {
    expect(() => verifyChain(aFolder())).toThrow(/unable to open|does not exist/)
  })
})

describe('[VF3] what is missing at the end is noticed against heads known from elsewhere', () => {
  test('a removed tail', () => {
    const expectedHeads = knownHeads()
    tamper(folder, run("DELETE FROM entries WHERE room = '6472' AND seq > 3"))
    expect(verified().ok).toBe(true)
    expect(wrongs(verified({ expectedHeads }))).toEqual([{ room: ROOM, seq: 4, reason: expect.stringMatching(/entry 5 was known/) }])
  })
  test('a whole room', () => {
    const expectedHeads = knownHeads()
    tamper(folder, run("DELETE FROM entries WHERE room = '6472'; DELETE FROM texts"))
    expect(verified().ok).toBe(true)
    expect(wrongs(verified({ expectedHeads }))).toMatchObject([{ room: ROOM, seq: 1 }])
  })
  test('an end rewritten with all its hashes', () => {
    const expectedHeads = knownHeads()
    tamper(folder, allOf(setFact(4, reported(3, { figures: { votes: { '1': 1 } } })), rehash(4)))
    expect(verified().ok).toBe(true)
    expect(wrongs(verified({ expectedHeads }))).toEqual([{ room: ROOM, seq: 5, reason: expect.stringMatching(/another entry was known/) }])
  })
  test('an older copy of the file', async () => {
    await appendOneMore()
    const expectedHeads = knownHeads()
    copyLedger(untouched, folder)
    expect(wrongs(verified({ expectedHeads }))).toMatchObject([{ room: ROOM, seq: 6 }])
  })
  test('a head that was known and passed since is right', async () => {
    const expectedHeads = knownHeads()
    await appendOneMore()
    expect(verified({ expectedHeads }).ok).toBe(true)
  })
})

describe('[VF4] a changed free text is noticed; an erased one is not an error', () => {
  test('erased', async () => {
    const store = await opened(folder)
    await store.ledger.erase(REASON_TEXT.hash)
    await store.close()
    expect(verified().ok).toBe(true)
  })
  test('moved under another hash, or put in', () => {
    tamper(folder, run(`UPDATE texts SET hash = '${'c'.repeat(64)}'`))
    expect(verified()).toMatchObject({ ok: false, damage: ['1 free texts belong to no fact'] })
  })
})

describe('[VF5] the election that is loaded must be the one the rooms were opened with', () => {
  const load = (change: Partial<Election>, id = ELECTION_ID) =>
    tamper(
      folder,
      (database) => void database.prepare('UPDATE elections SET id = ?, election = ?').run(id, JSON.stringify(anElection(change))),
    )
  const wrongOpening = (room: string, fields: string) => ({
    room,
    seq: 1,
    reason: expect.stringMatching(new RegExp(`opened with: ${fields}$`)),
  })

  test('a register that was changed: only the room it belongs to is wrong', () => {
    load({ tps: election.tps.map((row) => (row.tps.startsWith(ROOM) ? { ...row, dpt: 999 } : row)) })
    expect(wrongs(verified())).toEqual([wrongOpening(ROOM, 'register')])
  })
  test('the time the polls close, the largest TPS, the simulation mark', () => {
    load({ pollsClose: '23:00', simulated: true, maxVotersPerTps: 9 })
    const fields = 'pollsClose, maxVotersPerTps, simulated'
    expect(wrongs(verified())).toEqual(['64', ELSEWHERE, ROOM].map((room) => wrongOpening(room, fields)))
  })
  test('a room the election does not have', () => {
    load({ regions: election.regions.filter(({ code }) => code !== ROOM) })
    expect(wrongs(verified())).toEqual([wrongOpening(ROOM, 'room')])
  })
  test('another id, also when nothing else is compared', () => {
    load({}, 'other')
    expect(wrongs(verifyChain(folder))).toContainEqual(wrongOpening(ROOM, 'election'))
  })
  test('no election, or one that cannot be read', () => {
    tamper(folder, run("UPDATE elections SET election = 'x'"))
    expect(verified().damage).toEqual(['no election that can be read is loaded'])
    tamper(folder, run('DELETE FROM elections'))
    expect(verified().damage).toEqual(['no election that can be read is loaded'])
  })
  test('before anything but openings is written another election may be loaded, and the rooms are opened anew', async () => {
    folder = aFolder()
    const store = await opened(folder)
    const first = anElection({ id: 'first' })
    await store.elections.saveElection(first)
    for (const opening of openingsOf(first, 800)) await appended(store.ledger, [draftOf(opening)], opening.room)
    await store.elections.saveElection(election)
    expect(verified().ok).toBe(true)
    for (const opening of openingsOf(election)) await appended(store.ledger, [draftOf(opening)], opening.room)
    await appended(store.ledger, [aDraft(1)])
    await store.close()
    expect(verified()).toMatchObject({ ok: true, damage: [] })
  })
})

describe('[VF6] each entry is told once, parsed, up to the first wrong one', () => {
  test('room by room, ascending', () => {
    const told: Recorded[] = []
    verified({ onEntry: (recorded) => (told.push(recorded), undefined) })
    const places = told.map(({ room, seq }) => `${room}/${seq}`)
    expect(places).toEqual(['64/1', '6471/1', '6471/2', '6472/1', '6472/2', '6472/3', '6472/4', '6472/5'])
    expect(told[5]?.fact).toEqual(amended(2, { reason: REASON_TEXT.hash }))
  })
  test('not the wrong one, nor what follows it', () => {
    tamper(folder, set(4, 'by', 'account:mallory'))
    const told: string[] = []
    verified({ onEntry: ({ room, seq }) => (told.push(`${room}/${seq}`), undefined) })
    expect(told.slice(3)).toEqual(['6472/1', '6472/2', '6472/3'])
  })
  test('a reason that is returned is the first wrong one', () => {
    const report = verified({ onEntry: ({ room, seq }) => (room === ROOM && seq === 3 ? 'cannot follow' : undefined) })
    expect(wrongs(report)).toEqual([{ room: ROOM, seq: 3, reason: 'cannot follow' }])
  })
})
