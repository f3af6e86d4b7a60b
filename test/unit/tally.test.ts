import { describe, expect, test } from 'vitest'
import type { FactOf } from '../../shared/facts.ts'
import { recount } from '../../shared/recount.ts'
import { add, emptySums, shareOf, tallyOf } from '../../shared/region-sums.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'
import { openView } from '../../shared/room-view.ts'
import { Mode, RegionTally } from '../../shared/tally.ts'
import { Row, type TallyRow } from '../../shared/wire.ts'
import * as f from '../support/facts.ts'

const tallyOfRoom = (state: RoomState, mode: Mode = 'reported', more: { region?: string; round?: number; contest?: string } = {}) => {
  const tally = openView(state).tally({ contest: f.MAYOR, region: f.ROOM, mode, ...more })
  if (!tally) throw new Error('no such region or contest')
  return RegionTally.parse(tally)
}
const votes = (one: number, two: number) => ({ votes: { '1': one, '2': two }, valid: one + two, invalid: 1, total: one + two + 1 })
const desk: Partial<FactOf<'form.reported'>> = { source: 'desk', basis: 'photo' }
/** TPS 1 agreed, TPS 2 the witness only, TPS 3 a message only, TPS 4 silent. */
const halfWay = () =>
  f.given(
    f.reported(1, { figures: votes(120, 80) }),
    f.by(f.BUDI, f.reported(2, { ...desk, figures: votes(120, 80) })),
    f.reported(3, { tps: f.TPS_2, figures: votes(50, 70) }),
    f.reported(4, { tps: f.TPS_3, source: 'sms', basis: 'message', figures: votes(9, 1) }),
  )

describe('[TL2] checked counts what is sure, reported also what was only reported, claimed also messages, paper what is held', () => {
  test.each([
    ['checked', { '1': 120, '2': 80 }, 1],
    ['reported', { '1': 170, '2': 150 }, 2],
    ['claimed', { '1': 179, '2': 151 }, 3],
    ['paper', { '1': 0, '2': 0 }, 0],
  ] as const)('%s', (mode, expected, counted) => {
    const tally = tallyOfRoom(halfWay(), mode)
    expect([tally.votes, tally.tps]).toEqual([expected, { expected: 4, counted }])
    expect(tally.composition).toEqual({ agreed: 1, provisional: 1, claimed: 1, none: 1 })
  })
  test('a TPS whose paper is held is one of those that are reported, a claim never is', () => {
    const sums = emptySums([1, 2])
    for (const knowledge of ['agreed', 'provisional', 'claimed'] as const) {
      const judged = { standing: { knowledge, proof: 'paper' as const }, counted: votes(10, 20), findings: [] }
      add(sums, shareOf(100, judged), 1)
    }
    const head = { contest: f.MAYOR, region: f.ROOM, round: 1 }
    expect(Mode.options.map((mode) => tallyOf(sums, { ...head, mode }).votes['2'])).toEqual([40, 20, 60, 40])
  })
})

describe('[TL3] a tally says its base: what is expected, what is counted, what is unknown', () => {
  test('TPS whose DPT is unknown stand apart and in neither sum', () => {
    expect(tallyOfRoom(halfWay(), 'claimed').dpt).toEqual({ expected: 950, counted: 550, unknownTps: 1 })
  })
  test('valid votes are computed; what forms say is summed over those that say it', () => {
    const state = f.given(
      f.reported(1, { figures: { votes: { '1': 3, '2': 4 }, valid: 9, invalid: 2 } }),
      f.reported(2, { tps: f.TPS_2, figures: { votes: { '1': 1, '2': 1 } } }),
    )
    expect(tallyOfRoom(state)).toMatchObject({ valid: { computed: 9, written: 9, tps: 1 }, invalid: { n: 2, tps: 1 } })
  })
  test('every candidate is named at zero, and every region has its own figures', () => {
    expect(tallyOfRoom(f.given()).votes).toEqual({ '1': 0, '2': 0 })
    const told = ['647201', '6472011001', f.TPS_2, '647202'].map((region) => tallyOfRoom(halfWay(), 'reported', { region }))
    expect(told.map(({ tps, votes: v }) => [tps.expected, tps.counted, v['1']])).toEqual([
      [3, 2, 170],
      [2, 2, 170],
      [1, 1, 50],
      [1, 0, 0],
    ])
  })
  test('children are the regions right below by code, of a village its TPS; what is not here is no region', () => {
    const view = openView(halfWay())
    const below = (region: string) => view.children({ contest: f.MAYOR, region, mode: 'reported' }).map((child) => child.region)
    expect([f.ROOM, '647201', '6472011001', f.TPS_1].map(below)).toEqual([
      ['647201', '647202'],
      ['6472011001', '6472011002'],
      [f.TPS_1, f.TPS_2],
      [],
    ])
    for (const [contest, region] of [
      [f.MAYOR, '6471'],
      [f.MAYOR, '64'],
      [f.ELSEWHERE, f.ROOM],
    ] as const) {
      expect([view.tally({ contest, region, mode: 'reported' }), recount(halfWay(), { contest, region, mode: 'reported' })]).toEqual([
        undefined,
        undefined,
      ])
    }
  })
})

describe('[TL4] a TPS counts in its current round; a tally of one round holds the TPS that have reached it', () => {
  const state = f.given(f.reported(1, { figures: votes(120, 80) }), f.reported(2, { tps: f.TPS_2, figures: votes(1, 2) }), f.ordered(3))
  test('from the order on the earlier result leaves the totals and the TPS is outstanding', () => {
    expect(tallyOfRoom(state)).toMatchObject({
      votes: { '1': 1, '2': 2 },
      tps: { expected: 4, counted: 1 },
      composition: { none: 3, provisional: 1 },
    })
  })
  test('the earlier round is told when it is asked for, and so is the later one', () => {
    expect(tallyOfRoom(state, 'reported', { round: 1 })).toMatchObject({ round: 1, votes: { '1': 121 }, tps: { expected: 4, counted: 2 } })
    expect(tallyOfRoom(state, 'reported', { round: 2 })).toMatchObject({
      round: 2,
      tps: { expected: 1, counted: 0 },
      dpt: { expected: 300 },
    })
    evolve(state, f.next(state, f.reported(4, { round: 2, figures: votes(7, 8) })))
    expect(tallyOfRoom(state, 'reported', { round: 2 }).votes).toEqual({ '1': 7, '2': 8 })
    expect(tallyOfRoom(state).votes).toEqual({ '1': 8, '2': 10 })
  })
})

const BROKEN = { votes: { '1': 120, '2': 80 }, valid: 210, invalid: 4, total: 214 }
const regencyRow = (state: RoomState) =>
  openView(state)
    .rowsAfter('summary', 0)
    .find((row) => row.key === `tally/${f.MAYOR}/${f.ROOM}`) as TallyRow
describe('[TL5] findings that a count-room reading confirms count by severity and stake; the others are counted apart', () => {
  test('given a broken sum that only the witness wrote, then the desk too', () => {
    const state = f.given(f.reported(1, { figures: BROKEN }))
    expect(regencyRow(state)).toMatchObject({ tally: { findings: {} }, stake: 0, unconfirmed: 1 })
    evolve(state, f.next(state, f.by(f.BUDI, f.reported(2, { ...desk, figures: BROKEN }))))
    expect(regencyRow(state)).toMatchObject({ tally: { findings: { high: 1 } }, stake: 10, unconfirmed: 0 })
    expect([...openView(state).findings()]).toMatchObject([{ check: 'AR1', subjects: [f.TPS_1], unconfirmed: false, stake: 10 }])
  })
  test('given an administrative slip, it is counted and puts no vote at stake', () => {
    const slip = {
      votes: { '1': 120, '2': 80 },
      valid: 200,
      invalid: 4,
      total: 204,
      ballots: { received: 300, returned: 0, unused: 90, used: 204 },
    }
    const state = f.given(f.reported(1, { figures: slip }), f.by(f.BUDI, f.reported(2, { ...desk, figures: slip })))
    expect(regencyRow(state)).toMatchObject({ tally: { findings: { medium: 1 } }, stake: 0, unconfirmed: 0 })
  })
  test('of an earlier round none is open any more, though its cell still tells', () => {
    const view = openView(f.given(f.reported(1, { figures: BROKEN }), f.ordered(2)))
    expect([...view.findings()]).toEqual([])
    expect(view.findingsOf(`${f.TPS_1}/${f.MAYOR}/1`)).toMatchObject([{ check: 'AR1' }])
  })
})

describe('[TL6] a TPS that is parked or withdrawn is in no sum and has no open finding', () => {
  test('given forms of both, nothing is expected or counted of them; once added it is', () => {
    const state = f.given(f.reported(1, { tps: f.UNLISTED, figures: BROKEN }), f.reported(2, { figures: BROKEN }), f.amended(3, {}))
    expect(tallyOfRoom(state)).toMatchObject({
      tps: { expected: 3, counted: 0 },
      dpt: { expected: 650, counted: 0 },
      votes: { '1': 0, '2': 0 },
    })
    expect([...openView(state).findings()]).toEqual([])
    expect(openView(state).standing(`${f.UNLISTED}/${f.MAYOR}/1`)).toEqual({ knowledge: 'provisional', proof: 'none' })
    evolve(state, f.next(state, f.amended(4, { tps: f.UNLISTED, change: 'added', dpt: 240 })))
    expect(tallyOfRoom(state)).toMatchObject({
      tps: { expected: 4, counted: 1 },
      dpt: { expected: 890, counted: 240 },
      votes: { '1': 120 },
    })
  })
})

describe('[TL8] a summary holds regency and districts; a full view adds villages, findings and the TPS that something touched', () => {
  const keysOf = (rows: readonly Row[]) => rows.map(({ key }) => key).filter((key) => key.includes('6472/') || key.startsWith('finding'))
  const state = f.given(f.reported(1, { figures: BROKEN }))
  const view = openView(state)
  const summary = ['6472', '647201', '647202'].map((region) => `tally/6472/${region}`)
  test('rows are whole, and carry the seq of the last entry that touched them', () => {
    const rows = view.rowsAfter('full', 0)
    for (const row of rows) Row.parse(row)
    expect(keysOf(view.rowsAfter('summary', 0)).toSorted()).toEqual(summary)
    const villages = ['6472011001', '6472011002', '6472021001'].map((region) => `tally/6472/${region}`)
    expect(keysOf(rows).toSorted()).toEqual([`finding/AR1:6472:1:${f.TPS_1}`, ...summary, ...villages, `tps/6472/${f.TPS_1}`].toSorted())
    expect(rows.find((row) => row.key === `tps/6472/${f.TPS_1}`)).toMatchObject({
      seq: 2,
      cell: { reports: 1, at: f.atSeq(2), invalid: 4, votes: BROKEN.votes },
    })
    expect(rows.find((row) => row.key === 'tally/6472/647201')).toMatchObject({ seq: 2, newest: f.atSeq(2) })
    expect(rows.find((row) => row.key === 'tally/6472/647202')).toMatchObject({ seq: 1 })
  })
  test('after a number only what changed since, and a finding that went as lapsed', () => {
    view.advance(evolve(state, f.next(state, f.reported(2, { replaces: f.idOf(1) }))))
    const rows = view.rowsAfter('full', 2)
    expect(keysOf(rows).toSorted()).toEqual([
      `finding/AR1:6472:1:${f.TPS_1}`,
      ...['6472', '647201', '6472011001'].map((code) => `tally/6472/${code}`),
      `tps/6472/${f.TPS_1}`,
    ])
    expect(rows.find((row) => row.kind === 'finding')).toMatchObject({ seq: 3, finding: { state: 'lapsed' } })
    expect(view.rowsAfter('full', 3)).toEqual([])
    expect(view.rowsAfter('full', 0).some((row) => row.kind === 'finding')).toBe(false)
  })
  test('a room without TPS, such as the province, has no rows', () => {
    const province = emptyRoom('64' as never, [])
    evolve(province, f.next(province, f.opened({ room: '64' as never })))
    expect(openView(province).rowsAfter('full', 0)).toEqual([])
  })
})
