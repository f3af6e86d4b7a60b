import { expect, test } from 'vitest'
import type { Fact } from '../../shared/facts.ts'
import type { Sha256, TpsId } from '../../shared/ids.ts'
import { evolve } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import * as f from '../support/facts.ts'

const [WALL_SHEET, AGAIN] = ['a', 'b'].map((digit) => digit.repeat(64) as Sha256) as [Sha256, Sha256]
const stored = (n: number, tps: TpsId, sha256: Sha256): Fact => ({
  type: 'photo.stored',
  version: 1,
  id: f.idOf(n),
  tps,
  contest: f.MAYOR,
  round: 1,
  document: 'plano',
  page: 1,
  origin: 'witness',
  sha256,
  bytes: 1000,
  media: 'image/jpeg',
  width: 100,
  height: 100,
})
const examined = (n: number, tps: TpsId, sha256: Sha256): Fact => ({
  type: 'photo.examined',
  version: 1,
  id: f.idOf(n),
  tps,
  sha256,
  hash: '0123456789abcdef',
})

test('[PH7] a screen that stands just before the look at a photo is told the finding that came of it', () => {
  const state = f.given(stored(1, f.TPS_1, WALL_SHEET), stored(2, f.TPS_2, AGAIN), examined(3, f.TPS_1, WALL_SHEET))
  const view = openView(state)
  const before = state.seq
  view.advance(evolve(state, f.next(state, examined(4, f.TPS_2, AGAIN))))
  const rows = view.rowsAfter('full', before)
  expect(rows.flatMap((row) => (row.kind === 'finding' ? [row.finding.check] : []))).toContain('PH1')
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map(() => state.seq))
})
