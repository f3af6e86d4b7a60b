import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lockedChanges } from '../../server/election/locked-changes.ts'
import type { Election, ElectionFile } from '../../shared/election.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

const FORM = {
  id: '01HZZZZZZZZZZZZZZZZZZZZZZ1',
  tps: '6472011001004',
  contest: '6472',
  figures: { votes: { '1': 100, '2': 90, '3': 10 }, invalid: 5 },
}
const square = (code: string, west: number) => ({
  type: 'Feature',
  properties: { code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [west + 1, 0],
        [west + 1, 1],
        [west, 0],
      ],
    ],
  },
})
const drawn = (...codes: string[]) => JSON.stringify({ type: 'FeatureCollection', features: codes.map((code, i) => square(code, 114 + i)) })

let server: TestServer
let ask: ReturnType<typeof caller>
let admin: string
const start = async () => {
  server = await startServer({ election: contractElection() })
  ask = caller(server.base)
  admin = (await server.signIn('administrator')).cookie
}
type Read = { readonly file: ElectionFile; readonly locked: boolean; readonly drawn: string[]; readonly files: string[] }
const read = async () => (await ask(admin, 'GET', '/api/election')).body as Read
const send = (files: readonly { name: string; text: string }[], check = false) => ask(admin, 'PATCH', '/api/election', { files, check })
const change = async (edit: (file: ElectionFile) => void) => {
  const { file } = await read()
  edit(file)
  return send([{ name: 'election.json', text: JSON.stringify(file) }])
}

describe('[ES1] before anything is reported an election is edited freely, file by file', () => {
  beforeAll(start)
  afterAll(() => server.stop())

  test('what is read and sent back is the same election', async () => {
    const before = server.rooms().election
    expect((await change(() => undefined)).status).toBe(200)
    expect(server.rooms().election).toEqual(before)
  })
  test('a contest, a candidate and the maximum change; the register stays as it was', async () => {
    const { tps } = server.rooms().election
    const changed = await change((file) => {
      file.maxVotersPerTps = 600
      file.contests[1]?.candidates.push({ number: 4, name: 'Paslon 4', short: 'P4', kind: 'pair', colour: '#009E73', ours: false })
    })
    expect(changed.status).toBe(200)
    const { election } = server.rooms()
    expect([election.maxVotersPerTps, election.contests[1]?.candidates[3]?.short, election.tps]).toEqual([600, 'P4', tps])
  })
  test('errors come as those of a folder, and nothing is changed', async () => {
    const before = server.rooms().election
    const answer = await change((file) => {
      for (const candidate of file.contests[1]?.candidates ?? []) candidate.number = 1
    })
    expect(answer.body).toMatchObject({
      status: 422,
      code: 'invalid',
      errors: [{ code: 'duplicate' }, { code: 'duplicate' }, { code: 'duplicate' }],
    })
    expect(server.rooms().election).toEqual(before)
  })
  test('[ES2] boundaries are held against the election before they are kept; a check keeps nothing', async () => {
    const files = [{ name: 'boundaries.geojson', text: drawn('6471', '6472', '6499') }]
    const report = [{ level: 'regency', matched: 2, unmatched: ['6499'], missing: ['6409'] }]
    expect((await send(files, true)).body).toMatchObject({ boundaries: report })
    expect((await read()).drawn).toEqual([])
    expect((await send(files)).body).toMatchObject({ boundaries: report })
    expect((await read()).drawn).toEqual(['regency'])
    expect((await change((file) => (file.name = 'Pilkada lain'))).status).toBe(200)
    expect((await read()).drawn).toEqual(['regency'])
  })
  test('[ES3] the files of the folder are had one by one and make the same election again', async () => {
    const before = server.rooms().election
    const { files } = await read()
    expect(files).toEqual(['election.json', 'tps.csv', 'regions.csv', 'boundaries-regency.geojson'])
    const again = await Promise.all(
      files.map(async (name) => ({ name, text: (await ask(admin, 'GET', `/api/election/files/${name}`)).text })),
    )
    expect((await ask(admin, 'POST', '/api/election', { files: again })).status).toBe(201)
    expect(server.rooms().election).toEqual(before)
  })
})

describe('[ES4] once something is reported only names, colours and boundaries change', () => {
  let reported: number
  beforeEach(async () => {
    await start()
    const token = await server.tokenFor([{ role: 'machine', region: '64' }], ['api'])
    reported = (await ask(token, 'POST', '/api/forms', FORM)).status
    return () => server.stop()
  })
  test('a name is put right, the count goes on, and the folder opens again', async () => {
    expect(reported).toBe(201)
    const changed = await change((file) => {
      file.name = 'Pilkada contoh'
      const [first] = file.contests[1]?.candidates ?? []
      if (first) Object.assign(first, { name: 'Andi dan Sari', short: 'Andi-Sari', colour: '#112233', ours: true })
    })
    expect(changed.status).toBe(200)
    expect((await read()).locked).toBe(true)
    const { body } = await ask(admin, 'GET', '/api/register')
    expect(body).toMatchObject({ election: { name: 'Pilkada contoh' }, contests: [{}, { candidates: [{ short: 'Andi-Sari' }, {}, {}] }] })
    expect((await ask(admin, 'GET', '/api/tally?contest=6472')).body).toMatchObject({ votes: { '1': 100 } })
    const token = await server.tokenFor([{ role: 'machine', region: '64' }], ['api'])
    expect((await ask(token, 'POST', '/api/forms', { ...FORM, id: FORM.id.replace(/1$/, '2') })).status).toBe(201)
    await server.stop({ keepFolder: true })
    server = await startServer({ folder: server.folder })
    expect(server.rooms().election.contests[1]?.candidates[0]?.name).toBe('Andi dan Sari')
    await server.stop({ removeFolder: true })
    await start()
  })
  test.each<[string, (file: ElectionFile) => void]>([
    ['maxVotersPerTps', (file) => (file.maxVotersPerTps = 600)],
    ['date', (file) => (file.date = '2020-12-10')],
    ['form', (file) => (file.form = 'kwk-2020-ballots-first')],
    ['contests.1', (file) => file.contests[1]?.candidates.pop()],
    ['contests.1', (file) => ((file.contests[1] as { population: number }).population = 5)],
  ])('%s is refused by its name', async (path, edit) => {
    const answer = await change(edit)
    expect(answer.body).toMatchObject({ status: 409, code: 'already-done', errors: [{ path, code: 'locked' }] })
  })
  test('another register is refused', async () => {
    const answer = await send([{ name: 'tps.csv', text: 'tps\n6472011001004\n6471011001001\n' }])
    expect(answer.body).toMatchObject({ code: 'already-done', errors: [{ path: 'tps.csv' }] })
  })
  test('boundaries may come late', async () => {
    expect((await send([{ name: 'boundaries.geojson', text: drawn('6471', '6472', '6409') }])).status).toBe(200)
    expect((await read()).locked).toBe(true)
  })
})

test('[ES4] two elections that differ in looks alone are the same count, in anything else they are not', () => {
  const election: Election = contractElection()
  expect(lockedChanges(election, { ...election, name: 'lain' })).toEqual([])
  expect(lockedChanges(election, { ...election, regions: election.regions.slice(1) }).map(({ path }) => path)).toEqual(['regions.csv'])
  expect(lockedChanges(election, { ...election, simulated: true, tps: [] }).map(({ path }) => path)).toEqual(['simulated', 'tps.csv'])
})
