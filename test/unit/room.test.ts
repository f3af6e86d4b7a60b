import { describe, expect, test } from 'vitest'
import { textHash } from '../../db/entry-hash.ts'
import { nextTurn } from '../../server/room/stretch.ts'
import type { RoomId } from '../../shared/ids.ts'
import { cellKey } from '../../shared/report.ts'
import {
  ANI,
  BUDI,
  ELSEWHERE,
  GOVERNOR,
  idOf,
  MAYOR,
  ROOM,
  STRANGER,
  TPS_1,
  TPS_2,
  TPS_ELSEWHERE,
  tpsOf,
  UNLISTED,
} from '../support/facts.ts'
import { accepted, aLedger, anElection, codeOf, move, openRooms, report, troubled } from '../support/count-room.ts'
import { plainState } from '../support/plain-state.ts'

const KNOWN_REGENCIES = ['64', '6409', '6471', '6472']

describe('[RM1] a command is answered when its entry is durable, and nobody sees it before', () => {
  test('state, view and head stay as they were until the append is over', async () => {
    const { ledger, hold } = troubled(aLedger())
    const rooms = await openRooms(ledger)
    const release = hold()
    const heard: string[] = []
    rooms.onAdvance((id) => heard.push(id))
    const answer = rooms.submit(report(1), ANI).then((result) => (heard.push('answered'), result))
    await nextTurn()
    await nextTurn()
    const room = rooms.room(ROOM)!
    expect([room.head.seq, room.state.forms.size, heard]).toEqual([1, 0, []])
    expect(await rooms.roomOfForm(idOf(1))).toBe(ROOM)
    release()
    expect(await answer).toMatchObject({ ok: true, value: { receipt: { room: ROOM, seq: 2 }, repeated: false, parked: false } })
    expect([room.head.seq, room.state.forms.size, heard]).toEqual([2, 1, [ROOM, 'answered']])
  })

  test('the answer tells what the room knows now', async () => {
    const rooms = await openRooms()
    expect((await accepted(rooms, report(1))).standing.knowledge).toBe('provisional')
    expect((await accepted(rooms, report(2, { figures: { votes: { '1': 1, '2': 2 } } }), BUDI)).standing.knowledge).toBe('conflict')
  })

  test('a TPS that is not in the register, in a village that is, is parked', async () => {
    const rooms = await openRooms()
    expect(await accepted(rooms, report(1, { tps: UNLISTED }))).toMatchObject({ parked: true })
    expect(await codeOf(rooms, report(2, { tps: STRANGER }))).toBe('unknown-tps')
    expect(await codeOf(rooms, report(3, { tps: tpsOf('6499011001001') }))).toBe('unknown-tps')
    expect(await codeOf(rooms, report(4, { tps: tpsOf('6409011001001') }))).toBe('not-voting')
  })
})

describe('[RM2] all waiting commands of a room are decided in order and appended once', () => {
  test('each is decided on the state the one before left behind', async () => {
    const { ledger, appends } = troubled(aLedger())
    const rooms = await openRooms(ledger)
    const before = appends()
    const outcomes = await Promise.all([
      accepted(rooms, report(1)),
      accepted(rooms, move(2, idOf(1))),
      codeOf(rooms, move(3, idOf(1))), // it is there already
      accepted(rooms, report(4)),
    ])
    expect(outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : outcome.receipt.seq))).toEqual([2, 3, 'already-done', 4])
    expect(appends() - before).toBe(1)
  })

  test('two rooms write side by side', async () => {
    const rooms = await openRooms()
    const [here, there] = await Promise.all([
      accepted(rooms, report(1)),
      accepted(rooms, report(2, { tps: TPS_ELSEWHERE, contest: GOVERNOR, figures: { votes: { '1': 1 } } })),
    ])
    expect([here.receipt.room, there.receipt.room, here.receipt.seq, there.receipt.seq]).toEqual([ROOM, ELSEWHERE, 2, 2])
  })
})

describe('[RM3] the same request again is the same entry', () => {
  test('a repeat gets the first receipt, with standing and findings as of now', async () => {
    const rooms = await openRooms()
    const first = await accepted(rooms, report(1))
    await accepted(rooms, report(2, { figures: { votes: { '1': 1, '2': 2 } } }), BUDI)
    const again = await accepted(rooms, report(1))
    expect(again).toMatchObject({ receipt: first.receipt, repeated: true, standing: { knowledge: 'conflict' } })
    expect(rooms.room(ROOM)!.head.seq).toBe(3)
  })

  test('a repeat of a request that is under way waits for its outcome', async () => {
    const { ledger, hold } = troubled(aLedger())
    const rooms = await openRooms(ledger)
    const release = hold()
    const both = Promise.all([accepted(rooms, report(1)), accepted(rooms, report(1)), accepted(rooms, report(1))])
    await nextTurn()
    release()
    const answers = await both
    expect(answers.map(({ repeated }) => repeated)).toEqual([false, true, true])
    expect(new Set(answers.map(({ receipt }) => receipt.hash)).size).toBe(1)
  })

  test('it is known after a restart, and whatever kind it was', async () => {
    const ledger = aLedger()
    const before = await openRooms(ledger)
    await accepted(before, report(1))
    const moved = await accepted(before, move(2, idOf(1)))
    await before.close()
    const rooms = await openRooms(ledger)
    expect(await accepted(rooms, move(2, idOf(1)))).toMatchObject({ receipt: moved.receipt, repeated: true })
  })

  test('any order of ten forms, each sent three times, ends on ten entries', async () => {
    const rooms = await openRooms()
    const sent = [3, 1, 2, 2, 5, 4, 9, 8, 7, 1, 6, 10, 3, 3, 10, 10, 9, 8, 7, 6, 5, 4, 1, 2, 4, 5, 6, 7, 8, 9]
    const answers = await Promise.all(sent.map((n) => accepted(rooms, report(n))))
    expect(answers.filter(({ repeated }) => !repeated).length).toBe(10)
    expect(rooms.room(ROOM)!.head.seq).toBe(11)
  })
})

describe('[RM4] an id belongs to one author and one body', () => {
  test('another body and another author are refused, also while the first is under way', async () => {
    const rooms = await openRooms()
    const other = report(1, { figures: { votes: { '1': 7, '2': 7 } } })
    const under = await Promise.all([codeOf(rooms, report(1)), codeOf(rooms, other), codeOf(rooms, report(1), BUDI)])
    expect(under).toEqual(['accepted', 'id-reused', 'id-reused'])
    expect(await codeOf(rooms, other)).toBe('id-reused')
    expect(await codeOf(rooms, { ...move(1, idOf(1)) })).toBe('id-reused')
  })

  test('another author learns nothing of the first request', async () => {
    const rooms = await openRooms()
    const { receipt } = await accepted(rooms, report(1))
    const refused = await rooms.submit(report(1), BUDI)
    const words = JSON.stringify(refused)
    for (const secret of [receipt.hash, receipt.code, TPS_1, ROOM, ANI]) expect(words).not.toContain(secret)
  })
})

describe('[RM5] an id is one over all rooms', () => {
  const elsewhere = report(1, { tps: TPS_ELSEWHERE, contest: GOVERNOR, figures: { votes: { '1': 1 } } })
  test('the same id for two rooms at once is one entry', async () => {
    const rooms = await openRooms()
    expect(await Promise.all([codeOf(rooms, report(1)), codeOf(rooms, elsewhere)])).toEqual(['accepted', 'id-reused'])
  })
  test('an entry that another hand wrote is found when the ledger says duplicate', async () => {
    const ledger = aLedger()
    const [one, two] = [await openRooms(ledger), await openRooms(ledger)]
    await accepted(one, report(1))
    const answers = await Promise.all([
      codeOf(two, elsewhere),
      accepted(two, { ...elsewhere, body: { ...elsewhere.body, id: idOf(2) } } as never),
    ])
    expect(answers).toMatchObject(['id-reused', { receipt: { room: ELSEWHERE, seq: 2 } }])
  })
})

test('[RM6] a refusal is not remembered: the same id is decided anew', async () => {
  const rooms = await openRooms()
  const late = report(2, { round: 2 })
  expect(await codeOf(rooms, late)).toBe('invalid')
  await accepted(rooms, { kind: 'round', body: { id: idOf(3), tps: TPS_1, contest: MAYOR, kind: 'PSU', reason: 'ordered by Bawaslu' } })
  expect(await accepted(rooms, late)).toMatchObject({ repeated: false, receipt: { seq: 3 } })
})

test('[RM10] a reason stands in the fact as the hash of salt and text, and its words beside the chain', async () => {
  const ledger = aLedger()
  const texts: unknown[] = []
  const rooms = await openRooms({
    ...ledger,
    append: (room, after, drafts) => (texts.push(...drafts.flatMap(({ text }) => text ?? [])), ledger.append(room, after, drafts)),
  })
  await accepted(rooms, report(1))
  await accepted(rooms, move(2, idOf(1)))
  await accepted(rooms, move(3, idOf(1), TPS_1))
  const reasons = (await rooms.entries(ROOM, 2, 9)).map(({ fact }) => (JSON.parse(fact) as { reason: string }).reason)
  expect(new Set(reasons).size).toBe(2) // the same words, another salt
  for (const reason of reasons) expect(await ledger.text(reason)).toBe('sent for the wrong TPS')
  const [{ salt, text, hash }] = texts as [{ salt: string; text: string; hash: string }]
  expect([textHash(salt, text), salt.length]).toEqual([hash, 32])
})

describe('[RM11] a form that moves to another room leaves here and arrives there once', () => {
  const governors = report(1, { contest: GOVERNOR, figures: { votes: { '1': 10, '2': 20, '3': 30 } } })
  const cellThere = cellKey(TPS_ELSEWHERE, GOVERNOR, 1)

  test('author and time travel along, and the mover is the author of both entries', async () => {
    const rooms = await openRooms()
    await accepted(rooms, governors)
    expect(await accepted(rooms, move(2, idOf(1), TPS_ELSEWHERE), BUDI)).toMatchObject({
      receipt: { room: ROOM, seq: 3 },
      standing: { knowledge: 'provisional' },
    })
    const [report] = rooms.room(ELSEWHERE)!.state.cells.get(cellThere)!.reports
    expect(report).toMatchObject({ by: ANI, tps: TPS_ELSEWHERE })
    expect((await rooms.entries(ELSEWHERE, 1, 9)).map(({ by }) => by)).toEqual([BUDI])
    expect(rooms.room(ROOM)!.state.cells.get(cellKey(TPS_1, GOVERNOR, 1))!.reports).toEqual([])
    expect(await codeOf(rooms, move(2, idOf(1), TPS_ELSEWHERE), BUDI)).toBe('accepted')
    expect(rooms.room(ELSEWHERE)!.head.seq).toBe(2)
    expect(await codeOf(rooms, move(3, idOf(1), TPS_1))).toBe('already-done')
  })

  test('the room there is asked before the form leaves', async () => {
    const rooms = await openRooms()
    await accepted(rooms, governors)
    const unknown = tpsOf('6471099001001')
    const wishes = [move(2, idOf(1), unknown), move(3, idOf(1), tpsOf('6409011001001')), move(4, idOf(1), tpsOf('6399011001001'))]
    expect(await Promise.all(wishes.map((wish) => codeOf(rooms, wish)))).toEqual(['unknown-tps', 'not-voting', 'unknown-tps'])
    expect(rooms.room(ROOM)!.head.seq).toBe(2)
  })

  test('a half move is completed at the next start, once', async () => {
    const ledger = aLedger()
    const { ledger: failing } = troubled({
      ...ledger,
      append: (room, ...rest) =>
        room === ELSEWHERE && rest[0] > 0
          ? Promise.resolve({ ok: false as const, error: { kind: 'busy' as const } })
          : ledger.append(room, ...rest),
    })
    const before = await openRooms(failing)
    await accepted(before, governors)
    expect(await codeOf(before, move(2, idOf(1), TPS_ELSEWHERE))).toBe('accepted')
    expect(before.room(ELSEWHERE)!.head.seq).toBe(1)
    await before.close()
    for (let start = 0; start < 2; start++) {
      const rooms = await openRooms(ledger)
      expect(rooms.room(ELSEWHERE)!.state.cells.get(cellThere)!.reports).toHaveLength(1)
      expect(rooms.room(ELSEWHERE)!.head.seq).toBe(2)
      await rooms.close()
    }
  })
})

describe('[RM12] rooms are opened when they start, and opened anew only before the first form', () => {
  test('the province first, then every regency, each with its own election.opened', async () => {
    const rooms = await openRooms()
    expect(rooms.ids).toEqual(KNOWN_REGENCIES)
    const first = await Promise.all(
      rooms.ids.map(async (id) => (await rooms.entries(id, 0, 9)).map(({ fact }) => (JSON.parse(fact) as { type: string }).type)),
    )
    expect(first).toEqual(KNOWN_REGENCIES.map(() => ['election.opened']))
    expect([rooms.hasForms(), rooms.room('6499' as RoomId)]).toEqual([false, undefined])
  })

  test('a second start of the same election writes nothing', async () => {
    const ledger = aLedger()
    await (await openRooms(ledger)).close()
    expect((await openRooms(ledger)).room(ROOM)!.head.seq).toBe(1)
  })

  test('another register opens the rooms it concerns anew', async () => {
    const ledger = aLedger()
    await (await openRooms(ledger)).close()
    const larger = anElection({ tps: [...anElection().tps, { tps: UNLISTED, dpt: 100 }] })
    const rooms = await openRooms(ledger, larger)
    expect(rooms.ids.map((id) => rooms.room(id)!.head.seq)).toEqual([1, 1, 1, 2])
    expect(await accepted(rooms, report(1, { tps: UNLISTED }))).toMatchObject({ parked: false })
    await rooms.close()
    await expect(openRooms(ledger)).rejects.toThrow('holds forms of another election or register')
    expect((await openRooms(ledger, larger)).hasForms()).toBe(true)
  })

  test('once simulated, for ever simulated', async () => {
    const ledger = aLedger()
    await (await openRooms(ledger, anElection({ simulated: true }))).close()
    const rooms = await openRooms(ledger, anElection({ simulated: false, name: 'The real one' }))
    expect([rooms.election.simulated, rooms.room(ROOM)!.state.opened!.simulated]).toEqual([true, true])
  })
})

test('[RM14] the receipt names the entry, with a code short enough to read over the phone', async () => {
  const rooms = await openRooms()
  const { receipt } = await accepted(rooms, report(1))
  const [entry] = await rooms.entries(ROOM, 1, 1)
  expect(receipt).toMatchObject({ room: entry!.room, seq: entry!.seq, hash: entry!.hash, at: entry!.at })
  expect(receipt.code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
  expect(receipt.code.replace('-', '').toLowerCase()).toBe(entry!.hash.slice(0, 8))
})

test('[RM15] a restart folds the ledger to the state and the view that were there before', async () => {
  const ledger = aLedger()
  const before = await openRooms(ledger)
  await accepted(before, report(1))
  await accepted(before, report(2, { tps: TPS_2, figures: { votes: { '1': 300, '2': 200 }, invalid: 9 } }))
  await accepted(before, move(3, idOf(1)))
  await before.close()
  const after = await openRooms(ledger)
  const [old, now] = [before.room(ROOM)!, after.room(ROOM)!]
  expect(now.head).toEqual(old.head)
  expect(plainState(now.state)).toEqual(plainState(old.state))
  expect(now.view.rowsAfter('full', 0).filter(isThere)).toEqual(old.view.rowsAfter('full', 0).filter(isThere))
})
const isThere = (row: { kind: string; finding?: { state: string } }): boolean => row.finding?.state !== 'lapsed'
