import { describe, expect, test } from 'vitest'
import type { AmendRegister, SettleTps } from '../../shared/commands.ts'
import { decide, type Command } from '../../shared/decide.ts'
import { mustReceive } from '../../shared/decide-move.ts'
import type { Form } from '../../shared/form.ts'
import type { RoomState } from '../../shared/room-state.ts'
import { emptyRoom, evolve, isParked } from '../../shared/room-state.ts'
import * as f from '../support/facts.ts'

const WHY = 'a reason in words'
const VOTES = { '1': 120, '2': 80 }
const report = (change: Partial<Form> = {}): Command => ({
  kind: 'report',
  body: {
    id: f.idOf(90),
    tps: f.TPS_1,
    contest: f.MAYOR,
    round: 1,
    source: 'witness',
    basis: 'counted',
    figures: { votes: VOTES },
    ...change,
  },
})
const move = (to: string, form = f.idOf(1)): Command => ({ kind: 'move', form, body: { id: f.idOf(90), to: f.tpsOf(to), reason: WHY } })
const settle = (change: Partial<SettleTps>, tps = f.TPS_1): Command => ({
  kind: 'settle',
  tps,
  body: { id: f.idOf(90), contest: f.MAYOR, round: 1, reason: WHY, seen: 1, ...change },
})
const order = (tps = f.TPS_1, contest = f.MAYOR): Command => ({
  kind: 'round',
  body: { id: f.idOf(90), tps, contest, kind: 'PSU', reason: WHY },
})
const amend = (change: Partial<AmendRegister>): Command => ({
  kind: 'amend',
  body: { id: f.idOf(90), tps: f.TPS_1, change: 'withdrawn', reason: WHY, ...change },
})

/** The fact, or the code of the refusal with the path of its first wrong field. What is decided can always be folded. */
function outcome(state: RoomState, command: Command, by = f.CITRA) {
  const decided = decide(state, command, { by, reason: f.REASON })
  if (!decided.ok) return [decided.error.code, decided.error.errors?.[0]?.path].filter(Boolean).join(' ')
  evolve(state, f.next(state, f.by(by, decided.value)))
  return decided.value
}

describe('[DC1] a report becomes one fact that says what was sent, no more and no less', () => {
  test('given an open room', () => {
    const sent = { figures: { votes: VOTES, invalid: 4 }, photos: ['c'.repeat(64)], capturedAt: '2020-12-09T15:00:00+08:00', signed: true }
    expect(outcome(f.given(), report(sent))).toEqual(f.reported(90, sent))
  })
})

describe('[DC2] a contest must be held at the TPS', () => {
  test.each([
    report({ contest: f.ELSEWHERE as never }),
    settle({ contest: f.ELSEWHERE as never, figures: { votes: VOTES } }),
    order(f.TPS_1, f.ELSEWHERE as never),
  ])('given another regency, its contest is unknown here: $kind', (command) => {
    expect(outcome(f.given(), command)).toBe('unknown-contest')
  })
  test.each([report(), settle({ figures: { votes: VOTES } }), order()])('given a region that does not vote: $kind', (command) => {
    const state = emptyRoom(f.ROOM, f.REGISTER)
    evolve(state, f.next(state, f.opened({ contests: [] })))
    expect(outcome(state, command)).toBe('not-voting')
  })
})

describe('[DC3] a form of a TPS that is not in the register is kept when its village is known', () => {
  test('given an unlisted or a withdrawn TPS, the form is accepted and parked', () => {
    const state = f.given(f.amended(1, { tps: f.TPS_2 }))
    for (const [n, tps] of [f.UNLISTED, f.TPS_2].entries()) {
      expect(outcome(state, report({ id: f.idOf(90 + n), tps }))).toMatchObject({ type: 'form.reported', tps })
      expect(isParked(state, tps)).toBe(true)
    }
  })
  test('given a village nobody knows', () => {
    expect(outcome(f.given(), report({ tps: f.STRANGER }))).toBe('unknown-tps')
  })
})

describe('[DC4] a form is of a round that was ordered; one for an earlier round is kept', () => {
  test('given a second round, rounds 1 and 2 are taken and 3 is not', () => {
    const state = f.given(f.ordered(1))
    expect(outcome(state, report({ id: f.idOf(91), round: 1 }))).toMatchObject({ round: 1 })
    expect(outcome(state, report({ id: f.idOf(92), round: 2 }))).toMatchObject({ round: 2 })
    expect(outcome(state, report({ id: f.idOf(93), round: 3 }))).toBe('invalid round')
  })
})

describe('[DC5] a form names candidates of its contest and holds a vote or a photo', () => {
  test('a stranger among the candidates is named', () => {
    expect(outcome(f.given(), report({ figures: { votes: { '1': 3, '7': 1 } } }))).toBe('invalid figures.votes.7')
  })
  test('neither vote nor photo is empty; a photo alone, or one candidate alone, is kept', () => {
    expect(outcome(f.given(), report({ figures: { valid: 3 } }))).toBe('empty')
    expect(outcome(f.given(), report({ figures: {}, photos: ['c'.repeat(64)] }))).toMatchObject({ type: 'form.reported' })
    expect(outcome(f.given(), report({ figures: { votes: { '2': 0 } } }))).toMatchObject({ type: 'form.reported' })
  })
})

describe('[DC6] a form replaces a form of the same author, TPS, contest and round, in whatever order they arrive', () => {
  const replacing = report({ replaces: f.idOf(1) })
  test.each([
    ['his own', f.reported(1), f.ANI, expect.objectContaining({ replaces: f.idOf(1) })],
    ['one that has not arrived', f.reported(2), f.ANI, expect.objectContaining({ replaces: f.idOf(1) })],
    ["another's", f.reported(1), f.BUDI, 'invalid replaces'],
    ['one of another TPS', f.reported(1, { tps: f.TPS_2 }), f.ANI, 'invalid replaces'],
    ['one of another contest', f.reported(1, { contest: f.GOVERNOR }), f.ANI, 'invalid replaces'],
  ])('given %s', (_name, fact, author, expected) => {
    expect(outcome(f.given(fact), replacing, author)).toEqual(expected)
  })
  test('given one of another round, one that left the room, or itself', () => {
    const inRoundTwo = report({ replaces: f.idOf(1), round: 2 })
    expect(outcome(f.given(f.reported(1), f.ordered(2)), inRoundTwo, f.ANI)).toBe('invalid replaces')
    const ofGovernor = report({ replaces: f.idOf(1), contest: f.GOVERNOR })
    expect(outcome(f.given(f.reported(1, { contest: f.GOVERNOR }), f.withdrawn(2, {})), ofGovernor, f.ANI)).toBe('invalid replaces')
    expect(outcome(f.given(), report({ replaces: f.idOf(90) }), f.ANI)).toBe('invalid replaces')
  })
})

describe('[DC7] a form moves once to another TPS of the register', () => {
  test('given a form, the fact names where it was and where it goes', () => {
    expect(outcome(f.given(f.reported(1)), move(f.TPS_2))).toEqual(f.moved(90, {}))
  })
  test.each([
    ['a form nobody knows', move(f.TPS_2, f.idOf(8)), 'not-found'],
    ['the TPS it is at', move(f.TPS_1), 'already-done'],
    ['a TPS that is not in the register', move(f.UNLISTED), 'unknown-tps'],
    ['a TPS that was withdrawn', move(f.TPS_4), 'unknown-tps'],
    ['a form that left the room', move(f.TPS_2, f.idOf(2)), 'already-done'],
    ['a TPS that has not reached its round', move(f.TPS_2, f.idOf(5)), 'invalid to'],
  ])('given %s', (_name, command, refusal) => {
    const away = [f.reported(2, { contest: f.GOVERNOR }), f.withdrawn(3, { form: f.idOf(2) })]
    const second = [f.ordered(4), f.reported(5, { round: 2 })]
    expect(outcome(f.given(f.reported(1), ...away, ...second, f.amended(6, { tps: f.TPS_4 })), command)).toBe(refusal)
  })
})

describe('[DC8] a form moves to another room only when its contest is held there too', () => {
  test('given the governor, it is withdrawn here', () => {
    expect(outcome(f.given(f.reported(1, { contest: f.GOVERNOR })), move(f.TPS_ELSEWHERE))).toEqual(f.withdrawn(90, {}))
  })
  test('given the mayor, it stays', () => {
    expect(outcome(f.given(f.reported(1)), move(f.TPS_ELSEWHERE))).toBe('invalid to')
  })
  test('the room there says whether its TPS can take the form', () => {
    const there = emptyRoom(f.ELSEWHERE, f.REGISTER_ELSEWHERE)
    evolve(there, f.next(there, f.opened({ room: f.ELSEWHERE, contests: [f.contestWith(f.GOVERNOR, [1, 2, 3])] })))
    const asked = [
      mustReceive(there, { contest: f.GOVERNOR, round: 1 }, f.TPS_ELSEWHERE),
      mustReceive(there, { contest: f.GOVERNOR, round: 1 }, f.tpsOf('6471011001009')),
      mustReceive(there, { contest: f.GOVERNOR, round: 2 }, f.TPS_ELSEWHERE),
      mustReceive(there, { contest: f.MAYOR, round: 1 }, f.TPS_ELSEWHERE),
    ]
    expect(asked.map((refusal) => refusal?.code)).toEqual([undefined, 'unknown-tps', 'invalid', 'unknown-contest'])
  })
})

describe('[DC9] whoever settles has seen everything that touched the TPS, contest and round', () => {
  test('given a report after what he saw, it is out of date; then it is not', () => {
    const state = f.given(f.reported(1), f.by(f.BUDI, f.reported(2)), f.reported(3, { contest: f.GOVERNOR }))
    expect(outcome(state, settle({ form: f.idOf(1), seen: 2 }))).toBe('out-of-date')
    expect(outcome(state, settle({ form: f.idOf(1), seen: 3 }))).toEqual(f.settled(90, { form: f.idOf(1), seen: 3 }))
  })
  test('given an older form that moved in, or another settlement, since', () => {
    const state = f.given(f.reported(1), f.reported(2, { tps: f.TPS_2 }), f.moved(3, {}))
    expect(outcome(state, settle({ form: f.idOf(2), seen: 3 }, f.TPS_2))).toBe('out-of-date')
    expect(outcome(state, settle({ form: f.idOf(2), seen: 4 }, f.TPS_2))).toMatchObject({ type: 'form.settled' })
    expect(outcome(state, settle({ form: f.idOf(1), seen: 4 }, f.TPS_2))).toBe('out-of-date')
  })
  test('given a number this ledger has not reached', () => {
    expect(outcome(f.given(f.reported(1)), settle({ form: f.idOf(1), seen: 3 }))).toBe('out-of-date')
  })
})

describe('[DC10] a third person settles, never one whose report stands there', () => {
  test('given his own report, he may not; after it moved away, he may', () => {
    const state = f.given(f.by(f.BUDI, f.reported(2)), f.by(f.CITRA, f.reported(1)))
    expect(outcome(state, settle({ form: f.idOf(2), seen: 3 }))).toBe('forbidden')
    evolve(state, f.next(state, f.moved(3, {})))
    expect(outcome(state, settle({ form: f.idOf(2), seen: 4 }))).toMatchObject({ type: 'form.settled' })
  })
})

describe('[DC11] a settlement gives the votes of every candidate, typed or by a report of that TPS, contest and round', () => {
  const state = () =>
    f.given(f.reported(1), f.reported(2, { tps: f.TPS_2 }), f.reported(3, { figures: { votes: { '1': 5 } } }), f.ordered(4))
  const seen = 5
  test.each([
    ['all candidates typed', settle({ figures: { votes: VOTES }, seen }), expect.objectContaining({ figures: { votes: VOTES } })],
    ['one left out', settle({ figures: { votes: { '1': 5 } }, seen }), 'invalid figures.votes.2'],
    ['a stranger', settle({ figures: { votes: { ...VOTES, '3': 5 } }, seen }), 'invalid figures.votes.3'],
    ['a report', settle({ form: f.idOf(1), seen }), expect.objectContaining({ form: f.idOf(1) })],
    ['a report of another TPS', settle({ form: f.idOf(2), seen }), 'invalid form'],
    ['a report that is not complete', settle({ form: f.idOf(3), seen }), 'invalid form'],
    [
      'typed figures where nothing was reported',
      settle({ figures: { votes: VOTES }, seen }, f.TPS_4),
      expect.objectContaining({ tps: f.TPS_4 }),
    ],
    ['a report where nothing was reported', settle({ form: f.idOf(1), seen }, f.TPS_4), 'invalid form'],
    ['an earlier round', settle({ form: f.idOf(1), round: 1, seen }), expect.objectContaining({ round: 1 })],
    ['a round that was never ordered', settle({ figures: { votes: VOTES }, round: 3, seen }), 'invalid round'],
    ['a TPS that is not in the register', settle({ figures: { votes: VOTES }, seen }, f.UNLISTED), 'unknown-tps'],
  ])('given %s', (_name, command, expected) => {
    expect(outcome(state(), command)).toEqual(expected)
  })
})

describe('[DC12] rounds are ordered one after the other, for a TPS in the register', () => {
  test('given round 1, the next is 2, then 3; after the ninth there is none', () => {
    const state = f.given()
    for (const round of [2, 3, 4, 5, 6, 7, 8, 9]) {
      expect(outcome(state, order())).toEqual({ ...f.ordered(90), round })
      evolve(state, f.next(state, f.reported(50 + round, { round })))
    }
    expect(outcome(state, order())).toBe('invalid tps')
    expect(outcome(state, order(f.UNLISTED))).toBe('unknown-tps')
  })
  test('given a re-vote of which nothing is reported yet, a second order is no further round', () => {
    const state = f.given()
    expect(outcome(state, order())).toMatchObject({ round: 2 })
    expect(outcome(state, order())).toBe('already-done')
  })
})

describe('[DC13] an amendment changes the register, or was done already', () => {
  test.each([
    [
      'a TPS that is new',
      amend({ tps: f.UNLISTED, change: 'added', dpt: 90 }),
      f.amended(90, { tps: f.UNLISTED, change: 'added', dpt: 90 }),
    ],
    ['a TPS that comes back', amend({ tps: f.TPS_4, change: 'added' }), f.amended(90, { tps: f.TPS_4, change: 'added' })],
    ['a TPS that is there', amend({ change: 'added' }), 'already-done'],
    ['a TPS of a village nobody knows', amend({ tps: f.STRANGER, change: 'added' }), 'unknown-tps'],
    ['a TPS that leaves', amend({}), f.amended(90, {})],
    ['a TPS that left', amend({ tps: f.TPS_4 }), 'already-done'],
    ['a TPS that never was', amend({ tps: f.UNLISTED }), 'unknown-tps'],
    ['another DPT', amend({ change: 'dpt-corrected', dpt: 299 }), f.amended(90, { change: 'dpt-corrected', dpt: 299 })],
    ['the same DPT', amend({ change: 'dpt-corrected', dpt: 300 }), 'already-done'],
    ['a DPT of a TPS that left', amend({ tps: f.TPS_4, change: 'dpt-corrected', dpt: 300 }), 'unknown-tps'],
  ])('given %s', (_name, command, expected) => {
    expect(outcome(f.given(f.amended(1, { tps: f.TPS_4 })), command)).toEqual(expected)
  })
})
