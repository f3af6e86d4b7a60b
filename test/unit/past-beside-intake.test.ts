import { describe, expect, test } from 'vitest'
import type { RoomPast } from '../../server/past/room-past.ts'
import { pastOf } from '../../server/past/past.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { Mode } from '../../shared/tally.ts'
import { aLedger, accepted, openRooms, report } from '../support/count-room.ts'
import * as f from '../support/facts.ts'

const MODE: Mode = 'reported'
const query = { contest: f.MAYOR, region: f.ROOM, mode: MODE }
const figures = (one: number) => ({ votes: { '1': one, '2': 80 }, valid: one + 80, invalid: 4 })
const tallies = (rooms: CountRooms, past: RoomPast | undefined) => [
  past?.at(past.seq).view.tally(query),
  rooms.room(f.ROOM)?.view.tally(query),
]
async function past(rooms: CountRooms): Promise<RoomPast> {
  const found = await pastOf(rooms).rooms([f.ROOM])
  if (!found.ok || !found.value[0]) throw new Error('no past')
  return found.value[0]
}

describe('[KF4] the past is folded when somebody first looks back, beside the intake, and stays up to date', () => {
  test('what arrives while it is being folded and after is in it once', async () => {
    const rooms = await openRooms()
    for (let n = 1; n <= 300; n++) await accepted(rooms, report(n, { figures: figures(n % 200) }), `account:${n % 20}`)
    const [folded] = await Promise.all([
      past(rooms),
      ...Array.from({ length: 200 }, (_, i) =>
        accepted(rooms, report(2000 + i, { tps: f.TPS_2, figures: figures(i % 200) }), `account:${i % 20}`),
      ),
    ])
    expect(folded.seq).toBe(rooms.room(f.ROOM)?.head.seq)
    expect(tallies(rooms, folded)[0]).toEqual(tallies(rooms, folded)[1])
    await accepted(rooms, report(9000, { tps: f.TPS_4 }))
    expect(folded.seq).toBe(rooms.room(f.ROOM)?.head.seq)
    expect(tallies(rooms, folded)[0]).toEqual(tallies(rooms, folded)[1])
    expect(await past(rooms)).toBe(folded)
  })

  test('a ledger that could not be read is read again by whoever asks next', async () => {
    const real = aLedger()
    let fails = false
    const ledger: typeof real = { ...real, readAfter: (...asked) => (fails ? Promise.reject(new Error('disk')) : real.readAfter(...asked)) }
    const rooms = await openRooms(ledger)
    fails = true
    await expect(past(rooms)).rejects.toThrow('disk')
    fails = false
    expect((await past(rooms)).seq).toBe(1)
  })

  test('a fold that breaks while it follows does not hurt the room, and is folded anew', async () => {
    const rooms = await openRooms()
    const broken = await past(rooms)
    broken.note = () => {
      throw new Error('our bug')
    }
    await accepted(rooms, report(1))
    await accepted(rooms, report(2, { tps: f.TPS_2 }))
    const anew = await past(rooms)
    expect(anew).not.toBe(broken)
    expect(anew.seq).toBe(3)
  })
})
