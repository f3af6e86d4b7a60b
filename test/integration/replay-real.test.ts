import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Form } from '../../shared/form.ts'
import { checkUnsilenced } from '../../shared/checks/all.ts'
import type { Tally } from '../../shared/tally.ts'
import { readForms } from '../../server/replay/read-forms.ts'
import { replay, type ReplayReport } from '../../server/replay/replay.ts'
import { readStations, sumsByCode, type CsvSums } from '../support/csv-sums.ts'
import { loaded } from '../support/election-folder.ts'
import { hasRealTable, REAL_TABLE, realRegisterFolder } from '../support/real-register.ts'
import { startServer, type TestServer } from '../support/server.ts'

const FIVE = ['6401', '6402', '6403', '6472', '6474']

describe.skipIf(!hasRealTable)('a real night, replayed (skipped where ../shared/data is absent)', () => {
  const stations = hasRealTable ? readStations(REAL_TABLE) : []
  const expected = sumsByCode(stations)
  const csv = hasRealTable ? readFileSync(REAL_TABLE, 'utf8') : ''
  const { election } = hasRealTable ? loaded(realRegisterFolder(stations)) : { election: undefined }
  let server: TestServer
  let token: string
  let first: ReplayReport

  const run = async (): Promise<ReplayReport> => {
    const result = await replay({ csv, profile: 'sirekap-2024', url: server.base, token, timezone: 'Asia/Jakarta' })
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }
  const tallyOf = async (contest: string, region: string): Promise<Tally> => {
    const response = await fetch(`${server.base}/api/tally?contest=${contest}&region=${region}&children=1`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(200)
    return (await response.json()) as Tally
  }
  const sumsOf = ({ tps, dpt, votes, valid, invalid }: Tally): CsvSums => ({
    tps: { expected: tps.expected, counted: tps.counted },
    dpt,
    votes: { '1': votes['1'] ?? 0, '2': votes['2'] ?? 0, '3': votes['3'] ?? 0 },
    valid,
    invalid,
  })

  beforeAll(async () => {
    server = await startServer({ election })
    token = await server.tokenFor([{ role: 'machine', region: '64' }], ['api'])
    first = await run()
  })
  afterAll(() => server.stop())

  test('[RP6] every row with a vote is accepted, rows without figures are skipped, the rest is refused by name', () => {
    const hasVotes = (row: (typeof stations)[number]) => row.votes_1 !== ''
    const withoutFigures = stations.filter((row) => !hasVotes(row) && row.valid === '')
    const withoutVotes = stations.flatMap((row, i) => (!hasVotes(row) && row.valid !== '' ? [{ row: i + 2, code: 'empty' }] : []))
    expect(first).toEqual({
      sent: stations.length - withoutFigures.length,
      accepted: stations.filter(hasVotes).length,
      repeated: 0,
      refused: withoutVotes,
      skipped: withoutFigures.length,
    })
  })

  test('[RP7] the tally is the sum of the table at every level', async () => {
    const compared: string[] = []
    for (const regency of FIVE) {
      const ofRegency = await tallyOf(regency, regency)
      const districts = ofRegency.rows ?? []
      const villages = (await Promise.all(districts.map((district) => tallyOf(regency, district.region)))).flatMap(
        (tally) => tally.rows ?? [],
      )
      for (const tally of [ofRegency, ...districts, ...villages]) {
        expect([tally.region, sumsOf(tally)]).toEqual([tally.region, expected.get(tally.region)])
        compared.push(tally.region)
      }
    }
    expect(compared.toSorted()).toEqual([...expected.keys()].filter((code) => code.length < 13).toSorted())
  })

  test('[RP8] a second run repeats every form and changes no figure', async () => {
    const before = await tallyOf('6472', '6472')
    const second = await run()
    expect(second).toEqual({ ...first, accepted: 0, repeated: first.accepted })
    expect(await tallyOf('6472', '6472')).toEqual(before)
  })

  test('[RP9] before a missing page silences them, the sums of the real forms break as often as the table says', () => {
    const read = readForms(csv, { profile: 'sirekap-2024', contests: FIVE, timezone: 'Asia/Jakarta' })
    const found: Record<string, number> = {}
    for (const { form } of read.ok ? read.value.forms : []) {
      for (const { check } of checkUnsilenced(sheetOf(form))) found[check] = (found[check] ?? 0) + 1
    }
    expect(found).toMatchObject({ AR1: 109, AR2: 26, AR4: 132, AR5: 199, AR8: 30 })
  })
})

const sheetOf = ({ tps, contest, figures }: Pick<Form, 'figures'> & { tps: string; contest: string }) => ({
  tps,
  contest,
  round: 1,
  figures,
  candidates: [1, 2, 3],
  maxVotersPerTps: 300,
  ballotReserve: 0.02,
  pollsClose: '2024-02-14T05:00:00.000Z',
  reportedAt: '2024-02-15T00:00:00.000Z',
})
