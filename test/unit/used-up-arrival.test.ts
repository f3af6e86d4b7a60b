import { describe, expect, test } from 'vitest'
import { derivedId } from '../../server/room/request-id.ts'
import { cellKey } from '../../shared/report.ts'
import { ANI, BUDI, ELSEWHERE, GOVERNOR, idOf, TPS_ELSEWHERE } from '../support/facts.ts'
import { accepted, aLedger, codeOf, move, openRooms, report, troubled } from '../support/count-room.ts'

describe('[RM18] an arrival whose id was used up takes the next free one, and arrives once', () => {
  const governors = report(1, { contest: GOVERNOR, figures: { votes: { '1': 10, '2': 20, '3': 30 } } })
  const cellThere = cellKey(TPS_ELSEWHERE, GOVERNOR, 1)

  test.each([1, 2])('ids somebody else used up (%i) keep no half move from its completion', async (squatted) => {
    const first = derivedId('arrival of a withdrawn form', idOf(2))
    const ids = [first, derivedId('arrival of a withdrawn form', `${idOf(2)} 1`)].slice(0, squatted)
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
    for (const id of ids) {
      const decoy = report(9)
      await accepted(before, { ...decoy, body: { ...decoy.body, id } } as typeof decoy, BUDI)
    }
    expect(await codeOf(before, move(2, idOf(1), TPS_ELSEWHERE), BUDI)).toBe('accepted')
    expect(before.room(ELSEWHERE)!.head.seq).toBe(1)
    await before.close()
    for (let start = 0; start < 2; start++) {
      const rooms = await openRooms(ledger)
      expect(await codeOf(rooms, move(2, idOf(1), TPS_ELSEWHERE), BUDI)).toBe('accepted')
      expect(
        rooms
          .room(ELSEWHERE)!
          .state.cells.get(cellThere)!
          .reports.map(({ by }) => by),
      ).toEqual([ANI])
      expect(rooms.room(ELSEWHERE)!.head.seq).toBe(2)
      await rooms.close()
    }
  })

  test('a live move steps over a used-up id, too', async () => {
    const rooms = await openRooms()
    await accepted(rooms, governors)
    const decoy = report(9)
    const id = derivedId('arrival of a withdrawn form', idOf(2))
    await accepted(rooms, { ...decoy, body: { ...decoy.body, id } } as typeof decoy, BUDI)
    await accepted(rooms, move(2, idOf(1), TPS_ELSEWHERE), BUDI)
    expect(rooms.room(ELSEWHERE)!.state.cells.get(cellThere)?.reports).toHaveLength(1)
    await rooms.close()
  })
})
