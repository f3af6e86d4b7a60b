import { describe, expect, test, vi } from 'vitest'
import { nextTurn } from '../../server/room/stretch.ts'
import { ANI, idOf, ROOM } from '../support/facts.ts'
import { accepted, aLedger, anElection, codeOf, move, openRooms, quietLog, report, troubled } from '../support/count-room.ts'

describe('[RM7] what may not be written is not acknowledged, and never lost either', () => {
  test('an append that failed is answered busy; nothing of it is seen, and the next command is decided without it', async () => {
    const { ledger, failNext } = troubled(aLedger())
    const rooms = await openRooms(ledger)
    failNext({ kind: 'busy' })
    expect(await rooms.submit(report(1), ANI)).toMatchObject({ ok: false, error: { code: 'busy', retryAfterS: 1 } })
    expect(await codeOf(rooms, move(2, idOf(1)))).toBe('not-found')
    expect(await accepted(rooms, report(1))).toMatchObject({ repeated: false, receipt: { seq: 2 } })
  })

  test('an append whose outcome is unknown but which was written is found at the repeat, and shown', async () => {
    const { ledger, failNext } = troubled(aLedger())
    const rooms = await openRooms(ledger)
    const heard: string[] = []
    rooms.onAdvance((id) => heard.push(id))
    failNext({ kind: 'unknown', reason: 'the line to the disk broke' }, true)
    expect(await codeOf(rooms, report(1))).toBe('busy')
    expect(await accepted(rooms, report(1))).toMatchObject({ repeated: true, receipt: { seq: 2 } })
    expect([rooms.room(ROOM)!.state.forms.size, heard]).toEqual([1, [ROOM]])
    expect(await accepted(rooms, report(2))).toMatchObject({ receipt: { seq: 3 } })
  })

  test('a head that another hand moved is caught up before the next decision', async () => {
    const ledger = aLedger()
    const [one, two] = [await openRooms(ledger), await openRooms(ledger)]
    await accepted(two, report(1))
    expect(await codeOf(one, report(2))).toBe('busy')
    expect(await accepted(one, report(2))).toMatchObject({ receipt: { seq: 3 } })
    expect(one.room(ROOM)!.state.forms.size).toBe(2)
  })

  test('a room whose ledger cannot be read takes nothing and recovers by itself', async () => {
    const real = aLedger()
    let broken = false
    const ledger = {
      ...real,
      readAfter: (...asked: Parameters<typeof real.readAfter>) => (broken ? Promise.reject(new Error('io')) : real.readAfter(...asked)),
    }
    const { ledger: failing, failNext } = troubled(ledger)
    const rooms = await openRooms(failing)
    failNext({ kind: 'unknown', reason: 'io' })
    broken = true
    expect([await codeOf(rooms, report(1)), await codeOf(rooms, report(1))]).toEqual(['busy', 'busy'])
    broken = false
    expect(await codeOf(rooms, report(1))).toBe('accepted')
  })
})

test('[RM8] a full disk is answered as such, and the room goes on when there is space', async () => {
  const { ledger, failNext } = troubled(aLedger())
  const rooms = await openRooms(ledger)
  failNext({ kind: 'disk-full' })
  expect(await codeOf(rooms, report(1))).toBe('disk-full')
  expect(rooms.room(ROOM)!.head.seq).toBe(1)
  expect(await codeOf(rooms, report(1))).toBe('accepted')
})

test('[RM9] at most 10,000 commands wait in a room; one more is told to come again in a second', async () => {
  const { ledger, hold } = troubled(aLedger())
  const rooms = await openRooms(ledger)
  const release = hold()
  const first = rooms.submit(report(0), ANI)
  await nextTurn()
  await nextTurn()
  const waiting = Array.from({ length: 10_000 }, (_, n) => rooms.submit(report(n + 1, { round: 9 }), ANI))
  expect(await rooms.submit(report(20_000), ANI)).toMatchObject({ ok: false, error: { code: 'busy', retryAfterS: 1 } })
  release()
  expect(await first).toMatchObject({ ok: true })
  expect((await Promise.all(waiting)).every((result) => !result.ok && result.error.code === 'invalid')).toBe(true)
  expect(await codeOf(rooms, report(20_000))).toBe('accepted')
})

test('[RM13] a command that meets a bug of ours is put aside, and those around it are taken', async () => {
  const errors: unknown[] = []
  const rooms = await openRooms(aLedger(), anElection(), { ...quietLog, error: (about: unknown) => errors.push(about) })
  // A round past the last digit of a cell cannot be parsed at the door; here it stands for a bug behind it.
  const poison = { kind: 'report', body: { ...report(2).body, figures: null } } as never
  const outcomes = await Promise.all([codeOf(rooms, report(1)), codeOf(rooms, poison), codeOf(rooms, report(3))])
  expect(outcomes).toEqual(['accepted', 'internal', 'accepted'])
  expect(errors).toHaveLength(1)
  expect(rooms.room(ROOM)!.state.forms.size).toBe(2)
})

test('[RM16] others get their turn while a room decides and folds a long batch', async () => {
  const rooms = await openRooms()
  let turns = 0
  let over = false
  let time = performance.now()
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 11)) // every look at the clock is 11 ms later
  const count = (): void => void (turns++, over || setImmediate(count))
  setImmediate(count)
  await Promise.all(Array.from({ length: 50 }, (_, n) => accepted(rooms, report(n + 1))))
  over = true
  clock.mockRestore()
  expect(turns).toBeGreaterThan(90)
})

test('[RM17] a room that closes answers what it took and takes nothing more', async () => {
  const { ledger, hold } = troubled(aLedger())
  const rooms = await openRooms(ledger)
  const release = hold()
  const taken = codeOf(rooms, report(1))
  await nextTurn()
  const closed = rooms.close()
  expect(await codeOf(rooms, report(2))).toBe('busy')
  release()
  await closed
  expect(await taken).toBe('accepted')
})
