import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { emptyRoom, evolve } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import { readLate } from '../../shared/late-report.ts'
import * as f from '../support/facts.ts'
import { plainState } from '../support/plain-state.ts'

/** The same facts as the ledger stores them, read with the figures left unread. */
function givenStored(...told: readonly f.Told[]) {
  const state = emptyRoom(f.ROOM, f.REGISTER)
  for (const one of [f.opened(), ...told]) {
    const entry = f.next(state, one)
    evolve(state, { ...entry, fact: readLate(canonicalJson(entry.fact)) })
  }
  return state
}

describe('[EV8] a fold from stored text, with figures read at the first look, is the fold from the facts', () => {
  const figures = { votes: { '1': 120, '2': 80 }, valid: 200, invalid: 3, users: { all: { total: 203 } } }
  const night = [
    f.reported(1, { figures }),
    f.by(
      f.BUDI,
      f.reported(2, { figures, source: 'desk', basis: 'photo', capturedAt: '2020-12-09T15:00:00+08:00', photos: ['c'.repeat(64)] }),
    ),
    f.by(f.CITRA, f.reported(3, { figures: {}, photos: ['d'.repeat(64)] })),
    f.by(f.BUDI, f.reported(8, { figures, replaces: f.idOf(2), cause: 'own-typing', signed: true, objection: false, photos: [] })),
    f.reported(4, { tps: f.TPS_2, figures, movedFrom: { room: f.ELSEWHERE, form: f.idOf(77), by: f.BUDI, at: f.atSeq(1) } }),
    f.reported(5, { tps: f.TPS_3, figures }),
    f.moved(6, { tps: f.TPS_3, form: f.idOf(5), to: f.TPS_1 }),
    f.by(f.CITRA, f.settled(7, { tps: f.TPS_2, figures })),
  ]
  const [stored, told] = [givenStored(...night), f.given(...night)]

  test('every report says the same, field by field', () => {
    expect(plainState(stored)).toEqual(plainState(told))
  })
  test('every row of the view is the same', () => {
    expect(openView(stored).rowsAfter('full', 0)).toEqual(openView(told).rowsAfter('full', 0))
  })
  test('a fact of another kind, and one that is not as the ledger writes it, is read whole', () => {
    const settled = f.settled(7, { figures })
    expect(readLate(canonicalJson(settled))).toEqual(settled)
    const reported = f.reported(1, { figures })
    expect(readLate(JSON.stringify(reported))).toEqual(reported)
  })
})
