import { beforeAll, describe, expect, test } from 'vitest'
import { smallElection } from '../support/server.ts'
import { aLedger, openRooms } from '../support/count-room.ts'
import { entered, lookedThrough } from '../support/looked-through.ts'
import { FIRST, retyped, type Rows } from '../support/workbook-files.ts'
import { knownRows } from '../../server/workbook/known-rows.ts'
import { madeWorkbook } from '../../server/workbook/made-workbook.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import type { CellProblem } from '../../shared/workbook.ts'
import { ANI } from '../support/facts.ts'

const REGION = '6472'
let rooms: CountRooms
beforeAll(async () => {
  rooms = await openRooms(aLedger(), smallElection())
})
const room = () => {
  const found = rooms.room(REGION as never)
  if (!found) throw new Error('no room')
  return found
}
const made = () =>
  madeWorkbook(knownRows(room(), { region: REGION, contest: REGION, by: ANI, sees: true }), {
    election: rooms.election,
    region: REGION,
    contest: REGION,
    seq: room().head.seq,
    language: 'id',
  })

const [CODE, VILLAGE, NUMBER, VOTE, BASIS] = [0, 2, 3, 5, 13]
type Planted = readonly [column: number, value: string | number | boolean, code: CellProblem]
/** Forty cells of twelve kinds and more, each in a row of its own. */
const PLANTED: readonly Planted[] = [
  ...(['abc', 'dua puluh', 'TMS', '12 suara'] as const).map((text): Planted => [VOTE, text, 'not-a-number']),
  ...(['8O', 'X62', 'l2', '1S'] as const).map((text): Planted => [VOTE + 1, text, 'letter-in-number']),
  ...([-3, '-4', '- 12'] as const).map((value): Planted => [VOTE + 2, value, 'negative']),
  ...([12.5, '12,5', '7.25'] as const).map((value): Planted => [VOTE + 3, value, 'fraction']),
  ...(['1.234', '1,234', '12.345'] as const).map((value): Planted => [VOTE + 3, value, 'thousands']),
  ...([100_000, '123456', 9_999_999] as const).map((value): Planted => [VOTE + 4, value, 'too-large']),
  ...(['#REF!', '#N/A', '#VALUE!'] as const).map((value): Planted => [VOTE + 5, value, 'cell-error']),
  ...(['1/2/2020', '2020-02-01', '3-5-20'] as const).map((value): Planted => [VOTE, value, 'date']),
  ...([true, false] as const).map((value): Planted => [VOTE, value, 'not-a-number']),
  ...(['katanya', 'dengar dengar', 'lupa'] as const).map((value): Planted => [BASIS, value, 'basis-unknown']),
  ...(['6472999999001', '6472011001999', '6472010000001'] as const).map((value): Planted => [CODE, value, 'tps-unknown']),
  ...(['6471011001001', '6401011001001'] as const).map((value): Planted => [CODE, value, 'outside']),
  ...([77, 88] as const).map((value): Planted => [NUMBER, value, 'code-and-name-differ']),
  ...(['', ''] as const).map((): Planted => [CODE, '6,47201E+12', 'code-damaged']),
]

const fill = (rows: Rows): void => {
  for (let i = 0; i < PLANTED.length + 4; i++) rows[FIRST + i]?.splice(VOTE, 6, 40 + i, 30, 5, 75 + i, 3, 78 + i)
}
const plant = (rows: Rows): void => {
  PLANTED.forEach(([column, value], i) => {
    const row = rows[FIRST + i]
    if (!row) throw new Error('too few TPS')
    row[column] = value
    if (column === CODE) row[VILLAGE] = row[NUMBER] = ''
  })
  const [first, second] = [rows[FIRST + PLANTED.length], rows[FIRST + PLANTED.length + 1]]
  if (first && second) second[CODE] = first[CODE] ?? ''
  for (const row of [first, second]) if (row) row[VILLAGE] = row[NUMBER] = ''
}
const letter = (column: number): string => String.fromCharCode(65 + column)

describe('[WB3] errors', () => {
  test('forty and more planted errors of twelve kinds and more are all told with their cells, and nothing is applied; mended, all are taken', async () => {
    expect(PLANTED.length + 2).toBeGreaterThanOrEqual(40)
    expect(new Set(PLANTED.map(([, , code]) => code)).size).toBeGreaterThanOrEqual(12)
    const before = room().head.seq
    const file = await made()
    const bad = await lookedThrough(rooms, await retyped(file, (all) => (fill(all), plant(all))), { region: REGION })
    const told = bad.preview.rows.flatMap(({ problems }) => problems.map(({ at, code }) => `${at} ${code}`)).toSorted()
    const expected = PLANTED.map(([column, , code], i) => `Isi!${letter(column === NUMBER ? CODE : column)}${FIRST + i + 1} ${code}`)
    const twins = [PLANTED.length, PLANTED.length + 1].map((i) => `Isi!A${FIRST + i + 1} twice`)
    expect(told).toEqual([...expected, ...twins].toSorted())
    expect(bad.preview.counts).toEqual({ added: 2, changed: 0, unchanged: 0, refused: PLANTED.length + 2, old: 0 })
    expect(room().head.seq).toBe(before)

    const mended = await lookedThrough(rooms, await retyped(file, fill), { region: REGION })
    expect(mended.preview.counts).toMatchObject({ added: PLANTED.length + 4, refused: 0 })
    expect(new Set(await entered(rooms, mended))).toEqual(new Set(['new']))
    expect(new Set(await entered(rooms, mended))).toEqual(new Set(['repeated']))
    const again = await lookedThrough(rooms, await made(), { region: REGION })
    expect(again.preview.counts).toEqual({ added: 0, changed: 0, unchanged: PLANTED.length + 4, refused: 0, old: 0 })
  })
})
