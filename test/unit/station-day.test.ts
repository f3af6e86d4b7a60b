import { describe, expect, test } from 'vitest'
import { sessionMsOf } from '../../server/sign-in/sign-in.ts'
import { decide, type Command } from '../../shared/decide.ts'
import type { FactOf } from '../../shared/facts.ts'
import type { TpsId } from '../../shared/ids.ts'
import { copyState, evolve, type RoomState } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import { ReportIncident, type CopyState } from '../../shared/station-day.ts'
import * as f from '../support/facts.ts'

const checkedIn = (n: number, change: Partial<FactOf<'witness.checked-in'>> = {}): FactOf<'witness.checked-in'> => ({
  type: 'witness.checked-in',
  version: 1,
  id: f.idOf(n),
  tps: f.TPS_1,
  method: 'self',
  ...change,
})
const incident = (n: number, change: Partial<FactOf<'incident.reported'>> = {}): FactOf<'incident.reported'> => ({
  type: 'incident.reported',
  version: 1,
  id: f.idOf(n),
  tps: f.TPS_1,
  kind: 'intimidation',
  ...change,
})
const stated = (n: number, copy: CopyState): FactOf<'copy.stated'> => ({
  type: 'copy.stated',
  version: 1,
  id: f.idOf(n),
  tps: f.TPS_1,
  contest: f.MAYOR,
  copy,
})
const rowOf = (state: RoomState, tps: TpsId, after = 0) =>
  openView(state)
    .rowsAfter('full', after)
    .flatMap((row) => (row.kind === 'tps' && row.cell.tps === tps && row.cell.contest === f.MAYOR ? [row.cell] : []))[0]

describe('[CI1] a check-in makes its TPS present and moves no figure', () => {
  test('the row of the TPS says so, in every contest, and its history tells of it', () => {
    const state = f.given(checkedIn(1))
    expect(rowOf(state, f.TPS_1)).toMatchObject({ present: true, standing: { knowledge: 'none' }, reports: 0 })
    expect(rowOf(state, f.TPS_2)).toBeUndefined()
    expect(state.history.get(f.TPS_1)).toEqual([2])
  })
  test('a person counts once however often he says so; another one beside him', () => {
    const state = f.given(
      f.by(f.ANI, checkedIn(1)),
      f.by(f.ANI, checkedIn(2)),
      f.by(f.BUDI, checkedIn(3, { method: 'on-behalf', witness: 'account:01JDB3ZK7Q8M4V2N5X6Y9T1W3R' })),
    )
    expect(state.days.get(f.TPS_1)?.checkIns.map(({ seq, by }) => [seq, by])).toEqual([
      [2, f.ANI],
      [4, f.BUDI],
    ])
  })
  test('figures that come after it stand as if it had never been', () => {
    const [with_, without] = [f.given(checkedIn(1), f.reported(2)), f.given(f.reported(2))]
    const tally = (state: RoomState) => openView(state).tally({ contest: f.MAYOR, region: f.ROOM, mode: 'reported' })
    expect(tally(with_)).toEqual(tally(without))
  })
})

describe('[CI2] who is present stays so when the election is loaded anew', () => {
  test('the day survives an opening, and screens are told of it', () => {
    const state = f.given(checkedIn(1), f.opened())
    expect(rowOf(state, f.TPS_1)).toMatchObject({ present: true })
  })
  test('a copied state goes its own way', () => {
    const state = f.given(checkedIn(1))
    const copy = copyState(state)
    evolve(copy, f.next(copy, incident(2)))
    expect(copy.days.get(f.TPS_1)?.incidents).toHaveLength(1)
    expect(state.days.get(f.TPS_1)?.incidents).toHaveLength(0)
  })
})

describe('[CI3] what a witness says beside his figures is taken wherever his forms would be', () => {
  const commands = (tps: TpsId): Command[] => [
    { kind: 'check-in', body: { id: f.idOf(90), tps, method: 'self' } },
    { kind: 'incident', body: { id: f.idOf(91), tps, kind: 'violence' } },
    { kind: 'copy', body: { id: f.idOf(92), tps, contest: f.MAYOR, copy: 'refused' } },
  ]
  const codes = (tps: TpsId) =>
    commands(tps).map((command) => {
      const decided = decide(f.given(), command, { by: f.ANI })
      return decided.ok ? decided.value.type : decided.error.code
    })
  test('also at a TPS that is not in the register, of a known village', () => {
    const facts = ['witness.checked-in', 'incident.reported', 'copy.stated']
    expect([codes(f.TPS_1), codes(f.UNLISTED)]).toEqual([facts, facts])
  })
  test('a village nobody knows is refused', () => expect(codes(f.STRANGER)).toEqual(['unknown-tps', 'unknown-tps', 'unknown-tps']))
  test('a contest that is not held there has no copy', () => {
    const body = { id: f.idOf(92), tps: f.TPS_1, contest: f.ELSEWHERE as never, copy: 'refused' as const }
    expect(decide(f.given(), { kind: 'copy', body }, { by: f.ANI })).toMatchObject({ ok: false, error: { code: 'unknown-contest' } })
  })
})

describe('[IN1] an incident stands in the ledger without its words', () => {
  test('the fact holds the hash of the note and not the note', () => {
    const body = ReportIncident.parse({ id: f.idOf(90), tps: f.TPS_1, kind: 'intimidation', note: 'dua orang menunggu di pintu' })
    const decided = decide(f.given(), { kind: 'incident', body }, { by: f.ANI, reason: f.REASON })
    expect(decided).toEqual({ ok: true, value: incident(90, { reason: f.REASON }) })
  })
  test('a kind that is not in the list is refused with its field', () => {
    const read = ReportIncident.safeParse({ id: f.idOf(90), tps: f.TPS_1, kind: 'rumour' })
    expect(read.error?.issues[0]?.path).toEqual(['kind'])
  })
  test('every one is counted at its TPS, also two of a kind', () => {
    expect(rowOf(f.given(incident(1), incident(2)), f.TPS_1)).toMatchObject({ incidents: 2 })
  })
})

test('[CI4] of what is said about the copy the last word counts, for each contest alone', () => {
  const state = f.given(stated(1, 'not-yet'), stated(2, 'refused'))
  expect(rowOf(state, f.TPS_1)).toMatchObject({ copy: 'refused' })
  evolve(state, f.next(state, stated(3, 'received')))
  expect(rowOf(state, f.TPS_1)).toMatchObject({ copy: 'received' })
  expect(state.days.get(f.TPS_1)?.copies.has(f.GOVERNOR)).toBe(false)
})

test('[CI5] a phone stays signed in for two days, a machine that others use for eight hours', () => {
  const hours = (...roles: ('witness' | 'field-coordinator' | 'operator')[]) =>
    sessionMsOf(roles.map((role) => ({ role, region: '6472' }))) / 3_600_000
  expect([hours('witness'), hours('field-coordinator', 'witness'), hours('operator'), hours('witness', 'operator'), hours()]).toEqual([
    48, 48, 8, 8, 8,
  ])
})
