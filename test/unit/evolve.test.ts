import { describe, expect, test } from 'vitest'
import { pendingMoves, reportMoved } from '../../shared/decide-move.ts'
import type { CellKey } from '../../shared/report.ts'
import { copyState, currentRound, emptyRoom, evolve, isParked, type RoomState } from '../../shared/room-state.ts'
import * as f from '../support/facts.ts'

const cellOf = (state: RoomState, tps: string, contest: string = f.MAYOR, round = 1) =>
  state.cells.get(`${tps}/${contest}/${round}` as CellKey)
const idsIn = (state: RoomState, tps: string, contest: string = f.MAYOR) => cellOf(state, tps, contest)?.reports.map(({ id }) => id)

describe('[EV1] facts are folded in order, in their own room, after its opening; one that cannot follow throws', () => {
  test.each([
    ['a number left out', (state: RoomState) => ({ ...f.next(state, f.reported(9)), seq: state.seq + 2 })],
    ['the same number again', (state: RoomState) => ({ ...f.next(state, f.reported(9)), seq: state.seq })],
    ['another room', (state: RoomState) => ({ ...f.next(state, f.reported(9)), room: f.ELSEWHERE })],
    ['a form reported twice', (state: RoomState) => f.next(state, f.reported(1))],
    ['a form of a contest that is not held here', (state: RoomState) => f.next(state, f.reported(9, { contest: '6471' as never }))],
    ['a form of a round that was never ordered', (state: RoomState) => f.next(state, f.reported(9, { round: 3 }))],
    ['a form of a village nobody knows', (state: RoomState) => f.next(state, f.reported(9, { tps: f.STRANGER }))],
    ['a form moved that was never here', (state: RoomState) => f.next(state, f.moved(9, { form: f.idOf(8) }))],
    ['a form moved from where it is not', (state: RoomState) => f.next(state, f.moved(9, { tps: f.TPS_3 }))],
    ['a form moved into a round that was never ordered', (state: RoomState) => f.next(state, f.moved(9, { form: f.idOf(3), round: 2 }))],
    ['a form withdrawn twice', (state: RoomState) => f.next(state, f.withdrawn(9, { form: f.idOf(4) }))],
    [
      'a settlement of a round that was never ordered',
      (state: RoomState) => f.next(state, f.settled(9, { round: 3, figures: { votes: { '1': 1, '2': 2 } } })),
    ],
    ['a settlement by a form of another cell', (state: RoomState) => f.next(state, f.settled(9, { tps: f.TPS_2, form: f.idOf(1) }))],
    ['a round that skips one', (state: RoomState) => f.next(state, f.ordered(9, { round: 4 }))],
    ['an opening after the first form', (state: RoomState) => f.next(state, f.opened())],
  ])('%s', (_name, entry) => {
    const later = [f.reported(4, { contest: f.GOVERNOR }), f.withdrawn(5, { form: f.idOf(4) })]
    const state = f.given(f.reported(1), f.ordered(2), f.reported(3, { round: 2 }), ...later)
    expect(() => evolve(state, entry(state))).toThrow(/assertion failed/)
  })
  test('nothing comes before the opening', () => {
    const state = emptyRoom(f.ROOM, f.REGISTER)
    expect(() => evolve(state, f.next(state, f.reported(1)))).toThrow(/assertion failed/)
  })
})

describe('[EV2] a form stands in the cell of its TPS, contest and round, in order of arrival, and never changes', () => {
  test('cells hold reports and settlements; every fact stands in the history of its TPS', () => {
    const state = f.given(
      f.reported(1),
      f.reported(2, { contest: f.GOVERNOR }),
      f.reported(3),
      f.by(f.CITRA, f.settled(4, { form: f.idOf(3) })),
    )
    expect(idsIn(state, f.TPS_1)).toEqual([f.idOf(1), f.idOf(3)])
    expect(idsIn(state, f.TPS_1, f.GOVERNOR)).toEqual([f.idOf(2)])
    expect(cellOf(state, f.TPS_1)?.settlements).toMatchObject([{ id: f.idOf(4), by: f.CITRA, form: f.idOf(3), figures: { invalid: 4 } }])
    expect(state.history.get(f.TPS_1)).toEqual([2, 3, 4, 5])
    expect(state.forms.get(f.idOf(1))).toMatchObject({ seq: 2, at: f.atSeq(2), by: f.ANI, photos: [] })
  })
  test('whatever follows, the reports and settlements that were there stay as they were', () => {
    const state = f.given(f.reported(1), f.settled(2, { form: f.idOf(1) }))
    const cell = cellOf(state, f.TPS_1)
    const kept = [...(cell?.reports ?? []), ...(cell?.settlements ?? [])]
    const before = structuredClone(kept)
    for (const fact of [f.reported(3, { replaces: f.idOf(1) }), f.moved(4, {}), f.ordered(5), f.amended(6, {})])
      evolve(state, f.next(state, fact))
    expect(kept).toEqual(before)
  })
  test('a copy goes its own way and shares the reports', () => {
    const state = f.given(f.reported(1), f.settled(2, { form: f.idOf(1) }), f.reported(3, { contest: f.GOVERNOR, tps: f.TPS_2 }))
    const before = structuredClone(state)
    const copy = copyState(state)
    expect(copy).toEqual(state)
    expect(copy.forms.get(f.idOf(1))).toBe(state.forms.get(f.idOf(1)))
    const away = f.withdrawn(9, { form: f.idOf(3), tps: f.TPS_2 })
    const more = [
      f.reported(4),
      f.settled(5, { form: f.idOf(4) }),
      f.moved(6, {}),
      f.amended(7, { tps: f.UNLISTED, change: 'added' }),
      f.ordered(8),
      away,
    ]
    for (const fact of more) evolve(copy, f.next(copy, fact))
    expect(state).toEqual(before)
  })
})

describe('[EV3] a form that moves keeps author, time and rank, and takes the settlements that chose it away', () => {
  const state = f.given(
    f.reported(1),
    f.reported(2, { tps: f.TPS_2 }),
    f.settled(3, { form: f.idOf(1) }),
    f.settled(4, { figures: { votes: { '1': 1, '2': 2 } } }),
  )
  const touched = evolve(state, f.next(state, f.by(f.BUDI, f.moved(5, {}))))
  test('it stands in the other cell, before what arrived later', () => {
    expect(idsIn(state, f.TPS_1)).toEqual([])
    expect(cellOf(state, f.TPS_2)?.reports).toMatchObject([
      { id: f.idOf(1), tps: f.TPS_2, seq: 2, at: f.atSeq(2), by: f.ANI },
      { id: f.idOf(2) },
    ])
    expect(state.forms.get(f.idOf(1))).toMatchObject({ tps: f.TPS_2 })
    expect(state.gone.has(f.idOf(1))).toBe(false)
  })
  test('typed figures stay settled, the choice of a sheet of another TPS does not', () => {
    expect(cellOf(state, f.TPS_1)?.settlements.map(({ id }) => id)).toEqual([f.idOf(4)])
  })
  test('both cells may be judged otherwise now, and both TPS remember it', () => {
    expect(touched).toEqual([`${f.TPS_1}/6472/1`, `${f.TPS_2}/6472/1`])
    expect([state.history.get(f.TPS_1)?.at(-1), state.history.get(f.TPS_2)?.at(-1)]).toEqual([6, 6])
    expect([cellOf(state, f.TPS_1)?.seq, cellOf(state, f.TPS_2)?.seq]).toEqual([6, 6])
  })
})

describe('[EV4] a form that moves to another room leaves here and arrives there with its first author and time', () => {
  const photos = ['c'.repeat(64)]
  const here = f.given(f.by(f.BUDI, f.reported(1, { contest: f.GOVERNOR, photos, objection: true })))
  evolve(here, f.next(here, f.by(f.CITRA, f.withdrawn(2, {}))))
  test('here it is gone, and named as a move that waits for its other half', () => {
    expect(idsIn(here, f.TPS_1, f.GOVERNOR)).toEqual([])
    expect(here.gone.has(f.idOf(1))).toBe(true)
    expect(pendingMoves(here)).toMatchObject([{ id: f.idOf(2), to: f.TPS_ELSEWHERE, by: f.CITRA, report: { id: f.idOf(1) } }])
  })
  test('there it is a report of whoever wrote it, and may be parked', () => {
    const there = emptyRoom(f.ELSEWHERE, f.REGISTER_ELSEWHERE)
    const before = [f.opened({ room: f.ELSEWHERE }), f.amended(3, { tps: f.TPS_ELSEWHERE, change: 'withdrawn' })]
    for (const fact of before) evolve(there, f.next(there, fact))
    for (const withdrawal of pendingMoves(here)) evolve(there, f.next(there, f.by(f.CITRA, reportMoved(withdrawal, f.ROOM, f.idOf(4)))))
    const arrived = there.forms.get(f.idOf(4))
    expect(arrived).toMatchObject({ tps: f.TPS_ELSEWHERE, by: f.BUDI, at: f.atSeq(2), seq: 3, photos, objection: true })
    expect(isParked(there, f.TPS_ELSEWHERE)).toBe(true)
  })
})

describe('[EV5] the register moves on the day; forms of a TPS that is not in it are parked while its village is known', () => {
  test('added, withdrawn, back again, corrected', () => {
    const state = f.given(f.reported(1, { tps: f.UNLISTED }))
    expect([isParked(state, f.UNLISTED), isParked(state, f.TPS_1), isParked(state, f.STRANGER)]).toEqual([true, false, false])
    evolve(state, f.next(state, f.amended(2, { tps: f.UNLISTED, change: 'added', dpt: 90 })))
    expect([isParked(state, f.UNLISTED), state.stations.get(f.UNLISTED)]).toEqual([
      false,
      { dpt: 90, amendedAt: f.atSeq(3), withdrawn: false },
    ])
    evolve(state, f.next(state, f.amended(3, { tps: f.TPS_4 })))
    expect([isParked(state, f.TPS_4), state.stations.get(f.TPS_4)]).toEqual([true, { dpt: 400, signal: false, withdrawn: true }])
    evolve(state, f.next(state, f.amended(4, { tps: f.TPS_4, change: 'added' })))
    evolve(state, f.next(state, f.amended(5, { tps: f.TPS_4, change: 'dpt-corrected', dpt: 401 })))
    expect(state.stations.get(f.TPS_4)).toEqual({ dpt: 401, amendedAt: f.atSeq(6), signal: false, withdrawn: false })
  })
  test('every contest of the TPS may be judged otherwise then', () => {
    const state = f.given(f.ordered(1))
    expect(evolve(state, f.next(state, f.amended(2, {})))).toEqual([`${f.TPS_1}/64/1`, `${f.TPS_1}/6472/2`])
  })
})

describe('[EV6] a round that is ordered is the current one; the round before keeps its reports', () => {
  test('of that TPS and contest only', () => {
    const state = f.given(f.reported(1))
    expect(evolve(state, f.next(state, f.ordered(2)))).toEqual([`${f.TPS_1}/6472/1`, `${f.TPS_1}/6472/2`])
    expect([f.MAYOR, f.GOVERNOR].map((contest) => currentRound(state, f.TPS_1, contest))).toEqual([2, 1])
    expect(idsIn(state, f.TPS_1)).toEqual([f.idOf(1)])
    evolve(state, f.next(state, f.reported(3)))
    expect(idsIn(state, f.TPS_1)).toEqual([f.idOf(1), f.idOf(3)])
  })
})

describe('[EV7] an election that is opened again before the first form starts from its register as loaded', () => {
  test('what was amended and ordered before spoke about the election before', () => {
    const state = f.given(f.amended(1, { tps: f.UNLISTED, change: 'added' }), f.amended(2, {}), f.ordered(3))
    evolve(state, f.next(state, f.opened({ id: f.idOf(4), contests: [f.contestWith(f.MAYOR, [1, 2, 3])] })))
    const fresh = f.given()
    expect(state.stations).toEqual(fresh.stations)
    expect([state.rounds.size, state.cells.size, state.contests.length, state.opened?.seq]).toEqual([0, 0, 1, 5])
  })
})
