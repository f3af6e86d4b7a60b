import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { FIRST, type Lane, laneOf, retyped, type Rows } from '../support/workbook-files.ts'

/** Samarinda as large as it was: 1,962 TPS, two pairs. */
const REGION = '6472'
let server: TestServer
let lane: Lane
let coordinator: { readonly cookie: string; readonly id: string }

beforeAll(async () => {
  server = await startServer({ election: templateElection('kaltim-2020', { seed: 1 }) })
  coordinator = await server.signIn('coordinator', REGION)
  lane = laneOf(server, coordinator.cookie)
})
afterAll(async () => {
  await server.stop()
})

/** First column of figures in the made workbook: three pairs, valid, invalid, users. */
const VOTES = 5
const type = (rows: Rows, i: number, [a, b, c]: readonly [number, number, number], invalid = 2): void => {
  const row = rows[FIRST + i] as Rows[number]
  row.splice(VOTES, 6, a, b, c, a + b + c, invalid, a + b + c + invalid)
}
const seqNow = (): number => server.rooms().room('6472' as never)?.head.seq ?? 0

describe('[WB1] the made workbook', () => {
  test('holds every TPS of the register in five seconds at most, codes as text, and opens on a guide', async () => {
    const before = performance.now()
    const file = await lane.made(REGION)
    expect(performance.now() - before).toBeLessThan(5000)
    const { sheets } = await readXlsx(file, { readStyles: true })
    expect(sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
      ['Petunjuk', false],
      ['Isi', false],
      ['_kamar', true],
    ])
    const [, data] = sheets
    expect(data?.rows.length).toBe(FIRST + 1962)
    expect(data?.rows[FIRST]?.[0]).toMatch(/^6472\d{9}$/)
    expect(data?.freezePane).toMatchObject({ rows: 3, columns: 4 })
    expect(data?.protection).toMatchObject({ sheet: true })
    expect(data?.cells?.get(`${FIRST},0`)?.style?.protection?.locked).not.toBe(false)
    expect(data?.cells?.get(`${FIRST},${VOTES}`)?.style?.protection).toEqual({ locked: false })
    expect(data?.dataValidations?.map((one) => one.type).toSorted()).toEqual(['list', 'whole'])
  })
})

describe('[WB2] upload', () => {
  test('a workbook that nobody typed into brings nothing, before and after its figures were entered', async () => {
    const file = await lane.made(REGION)
    const untouched = await lane.upload(file, REGION)
    expect([untouched.status, untouched.preview.origin, untouched.preview.counts]).toEqual([
      200,
      'made',
      { added: 0, changed: 0, unchanged: 0, refused: 0, old: 0 },
    ])
    const typed = await retyped(file, (rows) => {
      for (let i = 0; i < 30; i++) type(rows, i, [50 + i, 40, 7])
    })
    const before = seqNow()
    const { preview } = await lane.upload(typed, REGION)
    expect(preview.counts).toEqual({ added: 30, changed: 0, unchanged: 0, refused: 0, old: 0 })
    expect(seqNow()).toBe(before)
    expect(preview.rows[0]?.cells[0]).toEqual({ field: 'votes.1', at: `Isi!F${FIRST + 1}`, to: 50 })
    const applied = await lane.apply(preview)
    expect(applied.applied.rows.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 201))
    expect(seqNow()).toBe(before + 30)
    const again = await lane.upload(await lane.made(REGION), REGION)
    expect(again.preview.counts).toEqual({ added: 0, changed: 0, unchanged: 30, refused: 0, old: 0 })
    const same = await lane.upload(typed, REGION)
    expect(same.preview.counts).toMatchObject({ added: 0, changed: 0, refused: 0 })
  })
})
