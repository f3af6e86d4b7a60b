import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tallyOf } from '../../server/tally/province-tally.ts'
import type { RoomId } from '../../shared/ids.ts'
import { recount } from '../../shared/recount.ts'
import type { RoomState } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import { sumTallies } from '../../shared/sum-tallies.ts'
import { Mode } from '../../shared/tally.ts'
import * as f from '../support/facts.ts'
import { foldedUntil, pastNight, type PastNight } from '../support/past-night.ts'
import { steps } from '../support/two-rooms.ts'

const NIGHTS = { seed: 20201209, numRuns: 60 }
const REGISTERS: Readonly<Record<string, RoomState['register']>> = { [f.ROOM]: f.REGISTER, [f.ELSEWHERE]: f.REGISTER_ELSEWHERE }
/** From before the first fact to after the last, also between two of them. */
const aMoment = fc.integer({ min: -1_000, max: 120_000 }).map((ms) => Date.parse(f.atSeq(1)) + ms)
const moments = fc.array(aMoment, { minLength: 1, maxLength: 5 })
const statesAt = (night: PastNight, ms: number): RoomState[] => night.pasts.map(({ id }) => foldedUntil(night, id, REGISTERS[id] ?? [], ms))

const regionsOf = (state: RoomState): string[] => {
  const codes = [...state.stations.keys()].flatMap((tps) => [4, 6, 10, 13].map((digits) => tps.slice(0, digits)))
  return [...new Set([...codes, '6499', '64', '64720110019'])]
}

describe('[KF1] every figure of any past moment is what a recount of the facts up to that moment says', () => {
  test('each region, contest, mode and round of two rooms, with moves, re-votes and amendments', () => {
    fc.assert(
      fc.property(steps(120), moments, fc.integer({ min: 1, max: 9 }), (taken, asked, every) => {
        const night = pastNight(taken, every)
        for (const ms of asked) {
          for (const state of statesAt(night, ms)) {
            const past = night.pasts.find(({ id }) => id === state.room)
            const then = past?.at(past.seqAt(ms))
            expect(then?.seq).toBe(state.seq)
            for (const { region: contest } of state.contests) {
              for (const region of regionsOf(state)) {
                for (const mode of Mode.options) {
                  for (const round of [undefined, 1, 2]) {
                    const query = { contest, region, mode, round }
                    deepStrictEqual(then?.view.tally(query), recount(state, query))
                  }
                }
              }
            }
          }
        }
      }),
      NIGHTS,
    )
  })

  test('the province is the sum of its rooms at the same moment', () => {
    fc.assert(
      fc.property(steps(120), aMoment, (taken, ms) => {
        const night = pastNight(taken, 7)
        const query = { contest: f.GOVERNOR, region: '64', mode: 'reported' as const }
        const rooms = night.pasts.map((past) => past.at(past.seqAt(ms)))
        const counted = statesAt(night, ms).map((state) => recount(state, { ...query, region: state.room }))
        const { at, rows, ...told } = tallyOf(rooms, { ...query, children: true }) ?? { at: {} }
        expect(told).toEqual(sumTallies('64', counted as NonNullable<(typeof counted)[0]>[]))
        expect(at).toEqual(Object.fromEntries(statesAt(night, ms).map(({ room, seq }) => [room, seq])))
        expect(rows).toHaveLength(2)
      }),
      NIGHTS,
    )
  })
})

test('[KF2] what a moment gives a screen is what a screen of that moment showed', () => {
  fc.assert(
    fc.property(steps(120), moments, fc.integer({ min: 1, max: 9 }), (taken, asked, every) => {
      const night = pastNight(taken, every)
      for (const ms of asked) {
        for (const state of statesAt(night, ms)) {
          const past = night.pasts.find(({ id }) => id === state.room)
          const then = past?.at(past.seqAt(ms))
          const view = openView(state)
          const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1)
          deepStrictEqual(then?.rows().toSorted(byKey), view.rowsAfter('summary', 0).toSorted(byKey))
          for (const { region: contest } of state.contests) {
            for (const region of regionsOf(state)) {
              const query = { contest, region, mode: 'reported' as const }
              deepStrictEqual(then?.view.children(query), view.children(query))
            }
          }
        }
      }
    }),
    NIGHTS,
  )
})

describe('[KF3] a moment is a time of the clock, equal for all rooms', () => {
  const night = pastNight([], 500)
  const past = night.pasts.find(({ id }) => id === f.ROOM)
  const at = (ms: number) => past?.seqAt(Date.parse(f.atSeq(1)) + ms)
  test('an entry of that very millisecond is in, one of the next is not', () => {
    expect([at(-1), at(0), at(1)]).toEqual([1, 1, 1])
  })
  test('before the election was opened the register stands there uncounted', () => {
    const then = past?.at(past.seqAt(0))
    expect(then?.view.tally({ contest: f.MAYOR, region: f.ROOM as RoomId, mode: 'reported' })?.tps).toEqual({ expected: 4, counted: 0 })
  })
})
