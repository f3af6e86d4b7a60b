import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recount } from '../../shared/recount.ts'
import type { RoomState } from '../../shared/room-state.ts'
import { openView, type RoomView } from '../../shared/room-view.ts'
import { Mode } from '../../shared/tally.ts'
import { View, type Row } from '../../shared/wire.ts'
import { steps, TwoRooms, type Step } from '../support/two-rooms.ts'

/** Every region of the room's TPS at every level, and one it does not have. */
const regionsOf = (state: RoomState) => {
  const codes = [...state.stations.keys()].flatMap((tps) => [4, 6, 10, 13].map((digits) => tps.slice(0, digits)))
  return [...new Set([...codes, '6499'])]
}
const queriesOf = (state: RoomState, rounds: readonly (number | undefined)[]) =>
  regionsOf(state).flatMap((region) =>
    state.contests.flatMap((contest) =>
      Mode.options.flatMap((mode) => rounds.map((round) => ({ contest: contest.region as string, region, mode, round }))),
    ),
  )

/** Plays a night and looks at both rooms after every fact. */
function playNight(night: readonly Step[], look: (state: RoomState, view: RoomView) => void): TwoRooms {
  const views = new Map<RoomState, RoomView>()
  const rooms = new TwoRooms((state, cells) => {
    const view = views.get(state) as RoomView
    view.advance(cells)
    look(state, view)
  })
  for (const state of rooms.states) views.set(state, openView(state))
  rooms.open()
  for (const step of night) rooms.take(step)
  return rooms
}

const NIGHTS = { seed: 20201209, numRuns: 25 }

test('[TL1] after every fact each region, contest, mode and round says what a fresh view and a recount say', () => {
  fc.assert(
    fc.property(steps(100), (night) => {
      let n = 0
      playNight(night, (state, view) => {
        const fresh = openView(state)
        const rounds = n++ % 5 === 0 ? [undefined, 1, 2, 3] : [undefined]
        // Hundreds of comparisons a fact: node's own are an order of magnitude cheaper than expect().
        for (const query of queriesOf(state, rounds)) {
          const told = view.tally(query)
          deepStrictEqual(told, recount(state, query))
          deepStrictEqual(told, fresh.tally(query))
        }
        expect([...view.findings()].toSorted(byId)).toEqual([...fresh.findings()].toSorted(byId))
        for (const cell of state.cells.keys()) expect(view.standing(cell)).toEqual(fresh.standing(cell))
      })
    }),
    NIGHTS,
  )
})
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

/** What a screen does with rows: whole ones replace their key, and a finding that lapsed goes. */
function applied(screen: ReadonlyMap<string, Row>, rows: readonly Row[]): ReadonlyMap<string, Row> {
  const next = new Map(screen)
  for (const row of rows) {
    if (row.kind === 'finding' && row.finding.state === 'lapsed') next.delete(row.key)
    else next.set(row.key, row)
  }
  return next
}
const sorted = (screen: ReadonlyMap<string, Row>) => [...screen.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))

test('[TL7] rows after any earlier number, laid over the rows of that number, give the rows of now', () => {
  fc.assert(
    fc.property(steps(100), fc.nat(20), (night, behind) => {
      const screens = new Map<string, { seq: number; rows: ReadonlyMap<string, Row> }[]>()
      playNight(night, (state, view) => {
        const fresh = openView(state)
        for (const kind of View.options) {
          const now = applied(new Map(), view.rowsAfter(kind, 0))
          expect(sorted(now)).toEqual(sorted(applied(new Map(), fresh.rowsAfter(kind, 0))))
          const seen = screens.get(`${state.room} ${kind}`) ?? []
          screens.set(`${state.room} ${kind}`, [...seen, { seq: state.seq, rows: now }])
          const earlier = [seen.at(-1), seen.at(-1 - behind)].filter((screen) => screen !== undefined)
          for (const screen of earlier) {
            expect(sorted(applied(screen.rows, view.rowsAfter(kind, screen.seq)))).toEqual(sorted(now))
          }
        }
      })
    }),
    NIGHTS,
  )
})

test('[TL1] the random nights hold every kind of fact, every standing, parked forms and lapsed findings', () => {
  const met = new Set<string>()
  const nights = fc.sample(steps(100), NIGHTS)
  for (const night of nights) {
    const rooms = playNight(night, (state, view) => {
      for (const cell of state.cells.keys()) met.add(view.standing(cell).knowledge)
      for (const row of view.rowsAfter('full', state.seq - 1)) if (row.kind === 'finding') met.add(row.finding.state)
      for (const tps of state.history.keys()) if (state.stations.get(tps)?.withdrawn ?? true) met.add('parked')
    })
    for (const state of rooms.states) {
      if (state.withdrawals.length > 0) met.add('left')
      if (state.rounds.size > 0) met.add('rounds')
      for (const report of state.forms.values())
        if (report.replaces) met.add(state.forms.has(report.replaces) ? 'replaced' : 'replaces unknown')
    }
  }
  const standings = ['none', 'partial', 'held', 'claimed', 'provisional', 'matching', 'conflict', 'agreed', 'settled', 'challenged']
  expect(met).toEqual(new Set([...standings, 'open', 'lapsed', 'parked', 'left', 'rounds', 'replaced', 'replaces unknown']))
})
