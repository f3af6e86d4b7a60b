import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tally } from '../../shared/tally.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, smallElection, type TestServer } from '../support/server.ts'

const EVIL = '=HYPERLINK("http://x";"Paslon")'
/** Two contests, candidates of which one is called as a formula begins. */
const election = () => {
  const given = contractElection()
  const contests = given.contests.map((contest) => ({
    ...contest,
    candidates: contest.candidates.map((one) => (one.number === 1 ? { ...one, name: EVIL } : one)),
  }))
  const regions = given.regions.map((one) => (one.code === '6472011001' ? { ...one, name: '\t@SUM(1)' } : one))
  return { ...given, contests, regions, simulated: true }
}

type Cell = string | number | null | undefined
type Table = { readonly notes: ReadonlyMap<string, string>; readonly header: string[]; readonly rows: Cell[][] }
let server: TestServer
let ask: ReturnType<typeof caller>
let head: string
let person: { cookie: string; name: string }

beforeAll(async () => {
  server = await startServer({ election: election() })
  ask = caller(server.base)
  head = await server.tokenFor([{ role: 'head', region: '64' }])
  person = await server.signIn('head')
  await report('6472011001004', { votes: { '1': 83, '2': 102, '3': 40 }, valid: 225, invalid: 4 })
  await report('6472011001005', { votes: { '1': 10, '2': 20, '3': 0 } })
})
afterAll(() => server.stop())

async function report(tps: string, figures: unknown): Promise<void> {
  const answer = await ask(head, 'POST', '/api/forms', { id: ulid(), tps, contest: tps.slice(0, 4), figures })
  expect(answer.status).toBe(201)
}

const download = (path: string, who = person.cookie) =>
  fetch(`${server.base}${path}`, { headers: who.includes('=') ? { cookie: who } : { authorization: `Bearer ${who}` } })

/** Lines of a file: notes up to the empty one, the header, the table. */
function tableOf(lines: Cell[][]): Table {
  const empty = lines.findIndex((line) => line.every((cell) => cell === '' || cell === null || cell === undefined))
  return {
    notes: new Map(lines.slice(0, empty).map(([label, value]) => [String(label), String(value ?? '')])),
    header: (lines[empty + 1] ?? []).map(String),
    rows: lines.slice(empty + 2),
  }
}
async function csv(path: string): Promise<Table> {
  const text = await (await download(`${path}&format=csv`)).text()
  return tableOf(parse(text, { delimiter: ';', bom: true, relax_column_count: true, skip_empty_lines: false }) as string[][])
}
async function xlsx(path: string): Promise<Table> {
  const bytes = new Uint8Array(await (await download(`${path}&format=xlsx`)).arrayBuffer())
  return tableOf((await readXlsx(bytes)).sheets[0]?.rows as Cell[][])
}
const column = ({ header, rows }: Table, title: string): Cell[] => rows.map((row) => row[header.indexOf(title)])
const TALLY = '/api/exports/tally?contest=6472&region=6472'
const STATIONS = '/api/exports/tps?contest=6472&region=6472'
const tallyNow = async (): Promise<Tally> => (await ask(head, 'GET', '/api/tally?contest=6472&children=1')).body as Tally

describe('[EX1] CSV and XLSX hold the same rows, and their sums are the tally', () => {
  test.each([TALLY, STATIONS])('%s', async (path) => {
    const [text, book] = [await csv(path), await xlsx(path)]
    expect(book.header).toEqual(text.header)
    expect(book.rows.map((row) => text.header.map((_, i) => String(row[i] ?? '')))).toEqual(text.rows)
  })
  test('tally: one row for each district, and the regency below them', async () => {
    const [table, tally] = [await xlsx(TALLY), await tallyNow()]
    expect(column(table, 'Kode')).toEqual([...(tally.rows ?? []).map((row) => row.region), '6472'])
    for (const [number, votes] of Object.entries(tally.votes)) {
      const own = table.header.findIndex((title) => title.replace("'", '').startsWith(`${number} `))
      const cells = table.rows.map((row) => Number(row[own]))
      expect(cells.at(-1)).toBe(votes)
      expect(cells.slice(0, -1).reduce((sum, n) => sum + n, 0)).toBe(votes)
    }
    expect(column(table, 'TPS masuk').at(-1)).toBe(tally.tps.counted)
  })
  test('TPS: every TPS once, its figures only where they count', async () => {
    const [table, tally] = [await xlsx(STATIONS), await tallyNow()]
    expect(column(table, 'Kode TPS')).toEqual(['6472011001004', '6472011001005', '6472012001001', 'Jumlah'])
    expect(column(table, 'Suara sah')).toEqual([225, 30, null, tally.valid.computed])
    expect(column(table, 'DPT')).toEqual([290, 301, null, tally.dpt.expected])
    const checked = await xlsx(`${STATIONS}&mode=checked`)
    expect(column(checked, 'Suara sah')).toEqual([null, null, null, 0])
  })
  test('one TPS alone, and a whole province of a real register', async () => {
    const one = await csv('/api/exports/tps?contest=6472&region=6472011001004')
    expect(one.rows.map((row) => row[0])).toEqual(['6472011001004'])
    const big = await startServer({ election: smallElection() })
    const token = await big.tokenFor([{ role: 'analyst', region: '64' }])
    const response = await fetch(`${big.base}/api/exports/tps?contest=6472&region=64&format=csv`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const expected = big.rooms().election.tps.filter(({ tps }) => tps.startsWith('6472')).length
    expect((await response.text()).match(/^"6472\d{9}"/gm)).toHaveLength(expected)
    await big.stop()
  })
})

describe('[EX2] codes are text and numbers are numbers', () => {
  test('in the workbook', async () => {
    const table = await xlsx(STATIONS)
    const kinds = (title: string) => new Set(column(table, title).map((cell) => typeof cell))
    expect([...kinds('Kode TPS')]).toEqual(['string'])
    for (const title of ['DPT', 'Suara sah', 'Nomor TPS'])
      for (const cell of column(table, title)) expect(cell === null || cell === undefined || typeof cell === 'number').toBe(true)
    expect([...new Set((await xlsx(TALLY)).rows.map((row) => typeof row[0]))]).toEqual(['string'])
  })
  test('in CSV numbers stand without separators, text in quotes, and Excel is told that it is UTF-8', async () => {
    const bytes = new Uint8Array(await (await download(`${STATIONS}&format=csv`)).arrayBuffer())
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toMatch(
      /^"6472011001004";"Kota Samarinda";"Palaran";"[^"]+";4;290;"[^"]+";"tanpa foto";"ya";83;102;40;225;225;4;\d+\r$/m,
    )
  })
})

describe('[EX3] no text of an election becomes a formula', () => {
  test.each(['csv', 'xlsx'] as const)('%s', async (format) => {
    const table = await (format === 'csv' ? csv : xlsx)(STATIONS)
    const cells = [...table.notes].flat().concat(table.header, table.rows.flat().filter((cell) => typeof cell === 'string') as string[])
    expect(cells.filter((cell) => /^[\s]*[=+\-@]/.test(cell))).toEqual([])
    expect(column(table, 'Desa/kelurahan')[0]).toBe("'\t@SUM(1)")
    expect(table.header).toContain(`1 ${EVIL}`)
  })
  test('the workbook holds no formula', async () => {
    const bytes = new Uint8Array(await (await download(`${STATIONS}&format=xlsx`)).arrayBuffer())
    const cells = [...((await readXlsx(bytes)).sheets[0]?.cells?.values() ?? [])]
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([])
  })
})

describe('[EX4] the file says what it is', () => {
  test('in Indonesian', async () => {
    const { notes } = await csv(TALLY)
    const seq = (await tallyNow()).at['6472']
    expect(Object.fromEntries(notes)).toMatchObject({
      SIMULASI: expect.stringContaining('buatan'),
      Pemilihan: 'Pilkada contoh 2020',
      'Hasil untuk': 'Wali Kota Samarinda',
      Daerah: 'Kota Samarinda (6472)',
      'Angka yang dihitung': 'Semua angka masuk',
      'Sampai catatan buku nomor': `6472: ${seq}`,
      'Jumlah baris': '1',
      'Diekspor oleh': person.name,
      'Diekspor pada': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d\.\d\d WITA$/),
    })
    expect([...notes.keys()]).toContain('Hitungan internal, bukan hasil resmi KPU')
  })
  test('in English, and as it stood then', async () => {
    const { notes, header } = await csv(`${TALLY}&language=en&until=2099-01-01T00:00:00Z`)
    expect(notes.get('As it stood at')).toBe('2099-01-01 08.00 WITA')
    expect(notes.get('Exported by')).toBe(person.name)
    expect(header).toContain('TPS expected')
  })
})

test('[EX5] a file is named after election, region and sequence number', async () => {
  const seq = (await tallyNow()).at['6472']
  const name = async (path: string) => (await download(path)).headers.get('content-disposition')
  expect(await name(`${TALLY}&format=csv`)).toBe(`attachment; filename="SIMULASI-contoh-2020-hasil-6472-${seq}.csv"`)
  expect(await name(`/api/exports/tps?contest=6472&region=647201&mode=checked&format=xlsx`)).toBe(
    `attachment; filename="SIMULASI-contoh-2020-tps-6472-647201-checked-${seq}.xlsx"`,
  )
})

describe('[EX6] who may take what away', () => {
  test('no TPS table without tps:read, no tally of a TPS either, and of a village only its sums', async () => {
    const leader = await server.tokenFor([{ role: 'leader', region: '64' }])
    expect((await download(`${STATIONS}&format=csv`, leader)).status).toBe(403)
    expect((await download('/api/exports/tally?contest=6472&region=6472011001004&format=csv', leader)).status).toBe(403)
    const village = await (await download('/api/exports/tally?contest=6472&region=6472011001&format=csv', leader)).text()
    expect(village).not.toContain('6472011001004')
    const elsewhere = await server.tokenFor([{ role: 'analyst', region: '6471' }])
    expect((await download(`${STATIONS}&format=csv`, elsewhere)).status).toBe(404)
  })
  test('a format that is none is refused by name', async () => {
    const refused = await ask(head, 'GET', `${TALLY}&format=pdf`)
    expect(refused.body).toMatchObject({ status: 422, detail: expect.stringContaining('format') })
  })
  test('too many at once are sent away, and the others get theirs', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => download(`${STATIONS}&format=xlsx`)))
    const statuses = all.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    expect(all.find(({ status }) => status === 429)?.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await download(`${STATIONS}&format=xlsx`)).status).toBe(200)
  })
})

describe('[EX9] a chosen view: these rows in this order, their figures read by the server', () => {
  const chosen = async (kind: 'tally' | 'tps', body: object, who = head) =>
    ask(who, 'POST', `/api/exports/${kind}`, { format: 'csv', ...body })
  const lines = (text: unknown): Table =>
    tableOf(parse(String(text), { delimiter: ';', bom: true, relax_column_count: true, skip_empty_lines: false }) as string[][])

  test('TPS as they were sorted, summed, with the filter in the head', async () => {
    const rows = ['6472011001005', '6472011001004']
    const answer = await chosen('tps', { region: '6472', contest: '6472', rows, about: ['Keadaan: beda angka', '=1+1'] })
    const table = lines(answer.text)
    expect(column(table, 'Kode TPS')).toEqual([...rows, 'Jumlah'])
    expect(column(table, '2 Paslon 2')).toEqual(['20', '102', '122'])
    expect(answer.text).toContain('"Tampilan";"Keadaan: beda angka"')
    expect(answer.text).toContain(`"'=1+1"`)
    expect(answer.text).toContain('"Jumlah baris";"2"')
    expect(answer.headers.get('content-disposition')).toMatch(/-tps-6472-pilihan-[0-9a-f]{8}-\d+\.csv"/)
  })
  test('[EX5] other rows or another filter make another name', async () => {
    const name = async (rows: string[], about: string[]) =>
      (await chosen('tps', { region: '6472', contest: '6472', rows, about })).headers.get('content-disposition')
    const names = [await name(['6472011001004'], []), await name(['6472011001005'], []), await name(['6472011001004'], ['x'])]
    expect(new Set(names).size).toBe(3)
  })
  test('regions of several contests say which each is of, and are not added up', async () => {
    const answer = await chosen('tally', { region: '64', rows: ['6472', '6471'] })
    const table = lines(answer.text)
    expect(column(table, 'Kode')).toEqual(['6472', '6471'])
    expect(column(table, 'Pemilihan')[0]).toBe(election().contests.find(({ region }) => region === '6472')?.title)
    expect(column(table, 'Paslon nomor 2')[0]).toBe('122')
  })
  test('a row outside the region, of another kind, or unknown is refused by its place', async () => {
    for (const [kind, rows] of [
      ['tps', ['6472011001004', '6471011001001']],
      ['tps', ['6472011001004', '6472']],
      ['tally', ['6472', '6472011001004']],
      ['tps', ['6472011001004', '6472011001999']],
    ] as const) {
      const answer = await chosen(kind, { region: '6472', rows })
      expect([answer.status, JSON.stringify(answer.body)]).toEqual([422, expect.stringContaining('rows.1')])
    }
  })
})

test('[EX7] the rows of a room are those of the entry it names, also while forms arrive', async () => {
  const big = await startServer({ election: smallElection() })
  const ours = caller(big.base)
  const token = await big.tokenFor([{ role: 'head', region: '64' }])
  const stations = big.rooms().election.tps.filter(({ tps }) => tps.startsWith('6472'))
  const candidates = big.rooms().election.contests.find(({ region }) => region === '6472')?.candidates ?? []
  const votes = Object.fromEntries(candidates.map(({ number }) => [number, 1]))
  async function sendAll(): Promise<void> {
    for (const { tps } of stations) await ours(token, 'POST', '/api/forms', { id: ulid(), tps, contest: '6472', figures: { votes } })
  }
  const sending = sendAll()
  const texts: string[] = []
  for (let i = 0; i < 8; i++) {
    const response = await fetch(`${big.base}/api/exports/tps?contest=6472&region=6472&format=csv`, {
      headers: { authorization: `Bearer ${token}` },
    })
    texts.push(await response.text())
  }
  await sending
  // Each form is one entry and one TPS of the room, which its opening precedes.
  for (const text of texts) expect(text.match(/"ya"/g)?.length ?? 0).toBe(Number(/"6472: (\d+)"/.exec(text)?.[1]) - 1)
  expect(new Set(texts.map((text) => text.match(/"ya"/g)?.length)).size).toBeGreaterThan(1)
  await big.stop()
})
