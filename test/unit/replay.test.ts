import { existsSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { Form } from '../../shared/form.ts'
import { replayId } from '../../server/replay/form-id.ts'
import { profileHelp } from '../../server/replay/profile-help.ts'
import { PROFILE_NAMES, PROFILES } from '../../server/replay/profiles.ts'
import { readForms } from '../../server/replay/read-forms.ts'
import { replay, type ReplayOptions } from '../../server/replay/replay.ts'
import { scriptedServer, type Script } from '../support/scripted-server.ts'

const SIREKAP =
  'tps_code,tps_no,votes_1,votes_2,valid,invalid,total,dpt_l,dpt_p,dpt_t,used_dpt_t,used_dptb_t,used_dpk_t,used_t,first_photo_at,flags'
const context = { profile: 'sirekap-2024', contests: ['6401', '6472'], timezone: 'Asia/Makassar' } as const
const sirekap = (...rows: string[]) => readForms([SIREKAP, ...rows].join('\n'), context)

describe('[RP1] a row becomes a form by the headers of its profile', () => {
  test('sirekap-2024: its DPTb is a Pilkada DPPh, its DPK a DPTb, and its times get the given zone', () => {
    const read = sirekap('6401012009002,2,28,153,189,2,191,116,104,220,180,1,10,191,2024-02-16 07:02:02,SUM_VALID')
    expect(read).toMatchObject({
      ok: true,
      value: {
        skipped: 0,
        refused: [],
        forms: [
          {
            row: 2,
            form: {
              tps: '6401012009002',
              contest: '6401',
              figures: {
                votes: { '1': 28, '2': 153 },
                valid: 189,
                invalid: 2,
                total: 191,
                voters: { dpt: { m: 116, f: 104, total: 220 } },
                users: { dpt: { total: 180 }, dpph: { total: 1 }, dptb: { total: 10 }, all: { total: 191 } },
              },
              capturedAt: '2024-02-15T23:02:02.000Z',
            },
          },
        ],
      },
    })
    expect(read.ok && Form.safeParse(read.value.forms[0]?.form).success).toBe(true)
  })
  test('count: the words of the paper, its times with their own zone', () => {
    const header =
      'tps_id,kab,dpt,v_dpt,v_dpph,v_dptb,v_total,ss_terima,ss_digunakan,ss_rusak,ss_sisa,s1,s2,s3,sah,tidak_sah,total,reported_at'
    const row = '6472041001006,6471,329,205,1,2,208,338,208,0,130,62,70,61,193,15,208,2024-11-27T13:39:39+08:00'
    const read = readForms(`${header}\n${row}\n`, { ...context, profile: 'count' })
    expect(read.ok && read.value.forms[0]?.form).toMatchObject({
      contest: '6472',
      figures: {
        votes: { '1': 62, '2': 70, '3': 61 },
        valid: 193,
        invalid: 15,
        total: 208,
        voters: { dpt: { total: 329 } },
        users: { dpt: { total: 205 }, dpph: { total: 1 }, dptb: { total: 2 }, all: { total: 208 } },
        ballots: { received: 338, used: 208, returned: 0, unused: 130 },
      },
      capturedAt: '2024-11-27T13:39:39+08:00',
    })
  })
  const counts = new URL('../../../shared/data/', import.meta.url)
  test.skipIf(!existsSync(counts)).each([
    ['count-k3-clean', 1999],
    ['count-k3-mixed', 3997],
    ['nights-k3/000', 0],
  ])('every row of %s is a form (skipped where the file is absent)', (folder, rows) => {
    const text = readFileSync(new URL(`${folder}/forms.csv`, counts), 'utf8')
    const read = readForms(text, { ...context, profile: 'count', contest: '64' })
    const lines = text.trim().split('\n').length - 1
    expect(read).toMatchObject({ ok: true, value: { skipped: 0, refused: [] } })
    expect(read.ok && read.value.forms).toHaveLength(rows || lines)
    expect(read.ok && read.value.forms.every(({ form }) => form.capturedAt && form.figures.total !== undefined)).toBe(true)
  })
  test('columns may come in any order and the contest may be given', () => {
    const read = readForms('total,invalid,valid,votes_1,tps_code\n9,1,8,8,6401012009002\n', { ...context, contest: '64' })
    expect(read.ok && read.value.forms[0]?.form).toMatchObject({
      contest: '64',
      figures: { votes: { '1': 8 }, valid: 8, invalid: 1, total: 9 },
    })
  })
  test('a needed column that is missing is refused by name', () => {
    expect(readForms('tps_code,votes_1,valid,total\n', context)).toMatchObject({
      ok: false,
      error: { code: 'missing-column', message: 'profile sirekap-2024 needs the column invalid' },
    })
  })
})

describe('[RP10] the help of replay lists the columns of every layout, and which a file must have', () => {
  const lines = profileHelp().split('\n')
  test.each(PROFILE_NAMES)('%s', (name) => {
    const from = lines.findIndex((line) => line.startsWith(`Columns of --profile ${name} `))
    const until = lines.indexOf('', from)
    const told = lines.slice(from + 1, until < 0 ? undefined : until)
    const { tps, time, fields, needed } = PROFILES[name]
    const columnOf = (line: string) => line.slice(4).split(/[ ,]/)[0]
    expect(told.map(columnOf)).toEqual([tps, time, needed[1], ...Object.keys(fields)])
    expect(told.filter((line) => line.startsWith('  * ')).map(columnOf)).toEqual([...needed])
  })
})

describe('[RP2] an empty cell is missing, never zero, and shifts nothing', () => {
  test('what is left out in the middle stays out and the later columns keep their meaning', () => {
    const read = sirekap('6401012009001,1,,,231,3,234,,,272,,,,234,,')
    expect(read.ok && read.value.forms[0]?.form.figures).toEqual({
      valid: 231,
      invalid: 3,
      total: 234,
      voters: { dpt: { total: 272 } },
      users: { all: { total: 234 } },
    })
  })
  test.each(['2024-02-31 07:02:02', '0001-01-01 07:02:02', '0001-01-01T07:02:02Z', 'kemarin'])(
    'a time %s is no time, and the form goes without',
    (time) => {
      const read = sirekap(`6401012009001,1,1,2,3,0,3,,,,,,,,${time},`)
      expect(read.ok && read.value.forms[0]?.form).toMatchObject({ figures: { valid: 3 } })
      expect(read.ok && read.value.forms[0]?.form.capturedAt).toBeUndefined()
    },
  )
  test('a row that ends early lacks its last columns only', () => {
    const read = sirekap('6401012009001,1,5,0,5')
    expect(read.ok && read.value.forms[0]?.form.figures).toEqual({ votes: { '1': 5, '2': 0 }, valid: 5 })
  })
  test('rows without figures are skipped and counted; the register alone is no figure', () => {
    const read = sirekap('6401012009001,1', '6401012009002,2,,,,,,133,139,272,,,,,,', '6401012009003,3,1,2,3,0,3')
    expect(read.ok && [read.value.skipped, read.value.forms.map(({ row }) => row)]).toEqual([2, [4]])
  })
  test('a row that cannot be read is refused on its own', () => {
    const read = sirekap(
      '6401012009001,1,x,2,3',
      '6.40E+12,1,1,2,3',
      '7101012009001,1,1,2,3',
      '6401012009001,1,1,-2,3',
      '6401012009001,1,1,2,3',
    )
    expect(read.ok && read.value.refused).toEqual([
      { row: 2, code: 'invalid' },
      { row: 3, code: 'invalid' },
      { row: 4, code: 'unknown-contest' },
      { row: 5, code: 'invalid' },
    ])
    expect(read.ok && read.value.forms.map(({ row }) => row)).toEqual([6])
  })
  test('a row with more cells than the header may have shifted and is refused', () => {
    const full = '6401012009002,2,28,153,189,2,191,116,104,220,180,1,10,191,2024-02-16 07:02:02,'
    const read = sirekap(full, `${full},7`)
    expect(read.ok && [read.value.forms.length, read.value.refused]).toEqual([1, [{ row: 3, code: 'invalid' }]])
  })
  test('two contests that both cover a TPS need --contest', () => {
    const both = { ...context, contests: ['64', '6401'] }
    expect(readForms(`${SIREKAP}\n6401012009001,1,1,2,3`, both)).toMatchObject({ ok: false, error: { code: 'several-contests' } })
  })
})

describe('[RP3] ids follow from profile, TPS and contest, so a second run repeats the first', () => {
  const row = { profile: 'count', tps: '6472011001001', contest: '6472', nth: 0 }
  test('an id is a ULID, the same every time, another for any other row', () => {
    expect(replayId(row)).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
    expect(replayId(row)).toBe(replayId({ ...row }))
    const others = [{ profile: 'sirekap-2024' }, { tps: '6472011001002' }, { contest: '64' }, { nth: 1 }].map((change) =>
      replayId({ ...row, ...change }),
    )
    expect(new Set([replayId(row), ...others]).size).toBe(5)
  })
  test('a TPS that stands twice in the file is two forms', () => {
    const read = sirekap('6401012009001,1,1,2,3', '6401012009001,1,1,2,4')
    expect(read.ok && new Set(read.value.forms.map(({ form }) => form.id)).size).toBe(2)
  })
})

const REGISTER = { election: { timezone: 'Asia/Makassar' }, contests: [{ region: '6401' }] }
const table = (...times: string[]) =>
  ['tps_code,votes_1,valid,invalid,total,first_photo_at', ...times.map((time, i) => `640101200${1000 + i},1,1,0,1,${time}`)].join('\n')
const accepting: Script = (forms) => ({ answers: forms.map(() => ({ status: 201, receipt: {} })) })
let stop: (() => Promise<unknown>) | undefined
afterEach(() => stop?.())

/** Time passes only while replay waits. */
async function run(csv: string, script: Script, more: Partial<ReplayOptions> = {}) {
  const server = await scriptedServer(REGISTER, script)
  stop = server.stop
  const waits: number[] = []
  let now = 0
  const clock = {
    nowMs: () => now,
    wait: (ms: number) => {
      waits.push(ms)
      now += ms
      return Promise.resolve()
    },
  }
  const result = await replay({ csv, profile: 'sirekap-2024', url: server.url, token: 'geheim', clock, ...more })
  const rows = server.batches.map((forms) => forms.map((form) => Number(form.tps.slice(-3))))
  return { result, server, waits, rows }
}

describe('[RP4] every row is sent once through the batch route, in order, and the report adds up', () => {
  test('at most 100 forms a request, in file order, with the token', async () => {
    const seen: number[] = []
    const { result, rows, server } = await run(table(...Array<string>(250).fill('')), accepting, {
      onProgress: ({ sent }) => seen.push(sent),
    })
    expect(result).toEqual({ ok: true, value: { sent: 250, accepted: 250, repeated: 0, refused: [], skipped: 0 } })
    expect(rows.map((batch) => batch.length)).toEqual([100, 100, 50])
    expect(rows.flat()).toEqual(Array.from({ length: 250 }, (_, i) => i))
    expect(seen).toEqual([100, 200, 250])
    expect([...server.authorizations]).toEqual(['Bearer geheim'])
  })
  test('accepted, parked, repeated, refused and skipped rows are told apart', async () => {
    const statuses = [{ status: 201 }, { status: 202 }, { status: 200 }, { status: 422, problem: { code: 'empty' } }]
    const csv = `${table('', '', '', '')}\n6401012009001,,,,,\nTPS 7,1,1,0,1,\n`
    const { result } = await run(csv, () => ({ answers: statuses }))
    expect(result).toEqual({
      ok: true,
      value: {
        sent: 4,
        accepted: 2,
        repeated: 1,
        refused: [
          { row: 5, code: 'empty' },
          { row: 7, code: 'invalid' },
        ],
        skipped: 1,
      },
    })
  })
  test('with a speed, rows come when they are due, rows without a time last', async () => {
    const csv = table('2024-02-14 15:01:00', '', '2024-02-14 15:00:00', '2024-02-14 15:00:06')
    const { rows, waits } = await run(csv, accepting, { speed: 60 })
    expect(rows).toEqual([[2], [3], [0, 1]])
    expect(waits.map(Math.round)).toEqual([100, 900])
  })
  test('times are read in the given zone, else in the election’s', async () => {
    const { server } = await run(table('2024-02-14 15:00:00'), accepting)
    expect(server.batches[0]?.[0]?.capturedAt).toBe('2024-02-14T07:00:00.000Z')
    await server.stop()
    const inJakarta = await run(table('2024-02-14 15:00:00'), accepting, { timezone: 'Asia/Jakarta' })
    expect(inJakarta.server.batches[0]?.[0]?.capturedAt).toBe('2024-02-14T08:00:00.000Z')
  })
})

describe('[RP5] a busy server and a lost line cost time, not forms', () => {
  const csv = table('', '', '')
  const once =
    (first: ReturnType<Script>): Script =>
    (forms, nth) =>
      nth === 0 ? first : accepting(forms, nth)
  test.each<[string, ReturnType<Script>, number]>([
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '7' } }, 7000],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '2' } }, 2000],
    ['503 without', { status: 503 }, 500],
    ['a gateway that answers for it', { status: 502, body: '<html>' }, 500],
    ['a line cut before the answer', 'cut', 500],
  ])('%s: the same forms again after a while', async (_what, first, pauseMs) => {
    const { result, waits, server } = await run(csv, once(first))
    expect(result).toMatchObject({ ok: true, value: { sent: 3, accepted: 3 } })
    expect(waits).toEqual([pauseMs])
    expect(server.batches[1]).toEqual(server.batches[0])
  })
  test('forms that one room was too busy for are sent again alone', async () => {
    const first = { answers: [{ status: 201 }, { status: 503, problem: { code: 'busy' } }, { status: 201 }] }
    const { result, rows } = await run(csv, once(first))
    expect(result).toMatchObject({ ok: true, value: { sent: 3, accepted: 3 } })
    expect(rows).toEqual([[0, 1, 2], [1]])
  })
  test('a room that takes one form at a time is not given up while it takes any', async () => {
    const many = table(...Array<string>(40).fill(''))
    const oneByOne: Script = (forms) => ({ answers: forms.map((_, i) => ({ status: i === 0 ? 201 : 503 })) })
    const { result } = await run(many, oneByOne)
    expect(result).toMatchObject({ ok: true, value: { sent: 40, accepted: 40 } })
  })
  test('a token that is not accepted ends it at once, with what was done', async () => {
    const problem = { type: 'urn:x', title: 'Sign in first', status: 401, code: 'unauthenticated', detail: 'the token is not known' }
    const { result, waits } = await run(csv, () => ({ status: 401, body: JSON.stringify(problem) }))
    expect(result).toMatchObject({ ok: false, error: { code: 'unauthenticated', message: 'the token is not known', report: { sent: 0 } } })
    expect(waits).toEqual([])
  })
  test('a server that never comes back is given up, not waited for without end', async () => {
    const { result, waits } = await run(csv, () => 'cut')
    expect(result).toMatchObject({ ok: false, error: { code: 'unreachable' } })
    expect(waits.reduce((a, b) => a + b, 0)).toBeGreaterThan(300_000)
    expect(waits.reduce((a, b) => a + b, 0)).toBeLessThan(1_200_000)
  })
  test('an address where no count room answers is told', async () => {
    const result = await replay({ csv, profile: 'count', url: 'http://127.0.0.1:1', token: 'x' })
    expect(result).toMatchObject({ ok: false, error: { code: 'unreachable' } })
  })
})
