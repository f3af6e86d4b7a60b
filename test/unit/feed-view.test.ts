import { describe, expect, test } from 'vitest'
import { applyDelta, applyJoined, type FeedView, NOTHING_YET } from '../../client/src/feed-view.ts'
import type { FindingRow, Joined, RoomDelta, Row } from '../../shared/wire.ts'
import { GOVERNOR, ROOM, TPS_1 } from '../support/facts.ts'

const hash = (n: number): string => String(n).padStart(64, '0')
const finding = (key: string, seq: number, state: 'open' | 'lapsed' = 'open'): FindingRow => ({
  kind: 'finding',
  key,
  seq,
  finding: {
    id: key,
    check: 'AR1',
    severity: 'high',
    contest: GOVERNOR,
    round: 1,
    subjects: [TPS_1],
    stake: 3,
    unconfirmed: true,
    message: { id: '-', en: '-' },
    state,
    since: '2020-12-09T06:00:00Z',
  },
})
const snapshot = (seq: number, ...rows: Row[]): Joined => ({ kind: 'snapshot', seq, hash: hash(seq), rows })
const delta = (from: number, to: number, ...rows: Row[]): RoomDelta => ({
  room: ROOM,
  view: 'full',
  from,
  fromHash: hash(from),
  to,
  hash: hash(to),
  rows,
})
const applied = (view: FeedView, next: RoomDelta): FeedView => {
  const result = applyDelta(view, next)
  if ('gap' in result) throw new Error('a gap')
  return result
}
const shown = (view: FeedView): string[] => [...view.rows.values()].map(({ key, seq }) => `${key}@${seq}`)

describe('[FD2] a delta applies only on the exact position it was made for', () => {
  const at5 = applyJoined(NOTHING_YET, snapshot(5, finding('a', 3), finding('b', 5)))
  test('on that position it replaces rows by key and moves on', () => {
    const at7 = applied(at5, delta(5, 7, finding('b', 7), finding('c', 6)))
    expect([shown(at7), at7.position]).toEqual([['a@3', 'b@7', 'c@6'], { seq: 7, hash: hash(7) }])
  })
  test('an empty delta only moves on', () => {
    expect(shown(applied(applied(at5, delta(5, 6)), delta(6, 7, finding('c', 7))))).toEqual(['a@3', 'b@5', 'c@7'])
  })
  test.each([
    ['one that was overtaken', delta(4, 5, finding('b', 5))],
    ['one after a lost one', delta(6, 7, finding('c', 7))],
    ['the same number in another ledger', { ...delta(5, 6, finding('c', 6)), fromHash: hash(99) }],
  ])('%s changes nothing', (_name, next) => {
    expect(applyDelta(at5, next)).toEqual({ gap: true })
    expect(shown(at5)).toEqual(['a@3', 'b@5'])
  })
  test('before the first snapshot nothing fits', () => {
    expect(applyDelta(NOTHING_YET, delta(0, 1, finding('a', 1)))).toEqual({ gap: true })
  })
})

describe('[FD3] a snapshot replaces what is there, an answer with what is missing adds to it', () => {
  const at5 = applyJoined(NOTHING_YET, snapshot(5, finding('a', 3)))
  test('a snapshot of an older ledger too', () => {
    expect(applyJoined(at5, snapshot(2, finding('z', 2)))).toEqual({
      position: { seq: 2, hash: hash(2) },
      rows: new Map([['z', finding('z', 2)]]),
    })
  })
  test('missing rows are added, also when frames came in between', () => {
    const missing: Joined = { kind: 'delta', seq: 8, hash: hash(8), rows: [finding('b', 8), finding('c', 6)] }
    expect(shown(applyJoined(applied(at5, delta(5, 6, finding('c', 6))), missing))).toEqual(['a@3', 'c@6', 'b@8'])
  })
  test('one that was overtaken by frames, or meets nothing to add to, changes nothing', () => {
    const late: Joined = { kind: 'delta', seq: 5, hash: hash(5), rows: [finding('a', 4)] }
    const at6 = applied(at5, delta(5, 6, finding('a', 6)))
    expect([applyJoined(at6, late), applyJoined(NOTHING_YET, late)]).toEqual([at6, NOTHING_YET])
  })
})

test('[FD4] a finding that lapsed leaves the screen, and may come back', () => {
  const open = applyJoined(NOTHING_YET, snapshot(1, finding('a', 1)))
  const gone = applied(open, delta(1, 2, finding('a', 2, 'lapsed')))
  expect([shown(gone), shown(applied(gone, delta(2, 3, finding('a', 3))))]).toEqual([[], ['a@3']])
  expect(shown(open)).toEqual(['a@1'])
})
