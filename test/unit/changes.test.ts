import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesOf, type Spans } from '../../server/past/change-page.ts'
import { type ChangesQuery, combine, figuresOf, NO_FIGURES, type RoomChange } from '../../server/past/changes.ts'
import { RoomPast } from '../../server/past/room-past.ts'
import type { ChangeFigures } from '../../shared/moments.ts'
import { recount } from '../../shared/recount.ts'
import { emptyRoom, evolve } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import { Mode } from '../../shared/tally.ts'
import * as f from '../support/facts.ts'
import { foldedUntil, pastNight, type PastNight } from '../support/past-night.ts'
import { steps } from '../support/two-rooms.ts'

const NIGHTS = { seed: 20201209, numRuns: 80 }
const REGISTERS: Readonly<Record<string, (typeof f.REGISTER)[number][]>> = {
  [f.ROOM]: [...f.REGISTER],
  [f.ELSEWHERE]: [...f.REGISTER_ELSEWHERE],
}
const aMoment = fc.integer({ min: -1_000, max: 120_000 }).map((ms) => Date.parse(f.atSeq(1)) + ms)
const aPlace = fc.constantFrom(
  ['64', '64'],
  ['64', f.ROOM],
  ['64', f.ELSEWHERE],
  [f.MAYOR, f.ROOM],
  [f.MAYOR, '647201'],
  [f.MAYOR, '6472011001'],
  [f.MAYOR, f.TPS_1],
)
const aQuery = fc
  .record({
    place: aPlace,
    mode: fc.constantFrom(...Mode.options),
    figure: fc.constantFrom('all', 'valid', 'invalid', 'tps', 'dpt', '1', '2', '1-2'),
  })
  .map(({ place: [contest = '', region = ''], mode, figure }) => ({ contest, region, mode, figure }) as ChangesQuery)

const involvedIn = ({ pasts }: PastNight, { contest, region }: ChangesQuery): RoomPast[] =>
  pasts.filter((past) => past.contest(contest) && (region.length < 4 || region.startsWith(past.id)))
const spansOf = (pasts: readonly RoomPast[], [from, to]: readonly [number, number]): Spans =>
  new Map(pasts.map((past) => [past.id, { from: past.seqAt(from), to: past.seqAt(to) }]))
const movedBy = (changes: readonly RoomChange[]): ChangeFigures =>
  changes.flatMap(({ cells }) => cells).reduce((sum, { before, after }) => combine(combine(sum, after, 1), before, -1), NO_FIGURES)

/** The figures of the facts up to that moment, counted again. */
function counted(night: PastNight, query: ChangesQuery, ms: number): ChangeFigures {
  return involvedIn(night, query).reduce((sum, { id }) => {
    const state = foldedUntil(night, id, REGISTERS[id] ?? [], ms)
    const tally = recount(state, { ...query, region: query.region.length < 4 ? id : query.region })
    return tally ? combine(sum, figuresOf(tally), 1) : sum
  }, NO_FIGURES)
}

const spanOf = fc.tuple(aMoment, aMoment).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)

describe('[WY1] what the facts between two moments moved adds up to the figure then less the figure before', () => {
  test('for every figure, mode and region, over all pages and by kind', async () => {
    await fc.assert(
      fc.asyncProperty(steps(120), aQuery, spanOf, fc.integer({ min: 1, max: 5 }), async (taken, query, span, limit) => {
        const night = pastNight(taken, 7)
        const pasts = involvedIn(night, query)
        const spans = spansOf(pasts, span)
        const found: RoomChange[] = []
        let page = await changesOf(pasts, query, { spans, limit })
        const { before, now, kinds } = page
        for (;;) {
          expect(page.changes.length).toBeLessThanOrEqual(limit)
          found.push(...page.changes)
          if (!page.next) break
          page = await changesOf(pasts, query, { spans, limit, after: page.next })
          expect(page.kinds).toEqual(kinds)
        }
        expect([before, now]).toEqual([counted(night, query, span[0]), counted(night, query, span[1])])
        const [moved, difference] = [movedBy(found), combine(now, before, -1)]
        const one = (of: ChangeFigures) => {
          const { figure } = query
          if (figure === 'all') return { ...of, votes: Object.fromEntries(Object.keys(now.votes).map((n) => [n, of.votes[n] ?? 0])) }
          if (figure === '1-2') return (of.votes['1'] ?? 0) - (of.votes['2'] ?? 0)
          return figure === 'tps' || figure === 'dpt' || figure === 'valid' || figure === 'invalid' ? of[figure] : (of.votes[figure] ?? 0)
        }
        expect(one(moved)).toEqual(one(difference))
        expect(kinds.reduce((sum, kind) => combine(sum, kind.moved, 1), NO_FIGURES)).toEqual(moved)
        expect(kinds.reduce((sum, { facts }) => sum + facts, 0)).toBe(found.length)
      }),
      NIGHTS,
    )
  })
})

describe('[WY2] the newest change comes first, a fact is told once, and only facts that moved the figure are told', () => {
  test('over two rooms', async () => {
    await fc.assert(
      fc.asyncProperty(steps(120), aQuery, async (taken, query) => {
        const night = pastNight(taken, 50)
        const pasts = involvedIn(night, query)
        const { changes } = await changesOf(pasts, query, { spans: spansOf(pasts, [0, Infinity]), limit: 1000 })
        const keys = changes.map(({ at, room, seq }) => [at, room, seq] as const)
        expect(new Set(keys.map(([, room, seq]) => `${room}/${seq}`)).size).toBe(keys.length)
        expect(keys).toEqual(keys.toSorted((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : a[1] > b[1] ? -1 : b[2] - a[2])))
        for (const { cells } of changes) for (const { before, after } of cells) expect(after).not.toEqual(before)
      }),
      NIGHTS,
    )
  })
})

describe('[WY3] a change is named by what kind of fact made it', () => {
  const figures = (one: number) => ({ votes: { '1': one, '2': 80 }, valid: one + 80, invalid: 4 })
  const kindsOf = async (...told: readonly f.Told[]): Promise<string[]> => {
    const state = emptyRoom(f.ROOM, f.REGISTER)
    const view = openView(state)
    const past = new RoomPast(f.ROOM)
    for (const one of [f.opened(), ...told]) {
      const entry = f.next(state, one)
      const cells = evolve(state, entry)
      view.advance(cells)
      past.note(entry, cells, { state, view })
    }
    const query: ChangesQuery = { contest: f.MAYOR, region: f.ROOM, mode: 'reported', figure: 'all' }
    const { changes } = await changesOf([past], query, { spans: spansOf([past], [0, Infinity]), limit: 100 })
    return changes.map(({ kind, cells }) => `${kind} ${cells.map(({ tps }) => tps.slice(-3)).join(' ')}`)
  }
  test('the first report is new, the next that counts corrects, one that changes nothing is not told', async () => {
    const [first, alike] = [f.reported(1, { figures: figures(120) }), f.by(f.CITRA, f.reported(2, { figures: figures(120) }))]
    expect(await kindsOf(first, alike, f.reported(3, { figures: figures(121) }))).toEqual(['corrected 001', 'new 001'])
  })
  test('a form moved within the region moves two TPS in one line', async () => {
    expect(await kindsOf(f.reported(1), f.moved(2, { form: f.idOf(1), to: f.TPS_2 }))).toEqual(['moved 001 002', 'new 001'])
  })
  test('a settlement, a re-vote and the register are told as such', async () => {
    const settled = f.by(f.CITRA, f.settled(2, { figures: figures(99) }))
    expect(await kindsOf(f.reported(1), settled, f.ordered(3), f.amended(4, { tps: f.TPS_2 }))).toEqual([
      'register 002',
      'round 001',
      'settled 001',
      'new 001',
    ])
  })
})
