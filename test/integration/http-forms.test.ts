import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FormAnswer } from '../../shared/answers.ts'
import { Problem } from '../../shared/refusal.ts'
import { caller, type Answer } from '../support/caller.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let ask: (token: string | undefined, method: string, path: string, body?: unknown) => Promise<Answer>
const token: Record<string, string> = {}
let [tps, other, foreign] = ['', '', '']

beforeAll(async () => {
  server = await startServer()
  ask = caller(server.base)
  const inRoom = (room: string) => server.rooms().election.tps.filter((row) => row.tps.startsWith(room)).map((row) => row.tps)
  ;[tps = '', other = ''] = inRoom('6472')
  ;[foreign = ''] = inRoom('6471')
  token['witness'] = await server.tokenFor([{ role: 'witness', region: tps }])
  token['operator'] = await server.tokenFor([{ role: 'operator', region: '6472' }])
  token['coordinator'] = await server.tokenFor([{ role: 'coordinator', region: '6472' }])
  token['machine'] = await server.tokenFor([{ role: 'machine', region: '64' }])
  token['leader'] = await server.tokenFor([{ role: 'leader', region: '64' }])
})
afterAll(() => server.stop())

const aForm = (more: object = {}) => ({ id: ulid(), tps, contest: '6472', figures: { votes: { '1': 83, '2': 102, '3': 40 }, invalid: 4 }, ...more })

describe('[HT1] a form is answered with a receipt once it is durable', () => {
  test('201 with standing and findings, 200 with the same receipt on repeat', async () => {
    const form = aForm()
    const first = await ask(token['coordinator'], 'POST', '/api/forms', form)
    expect(first.status).toBe(201)
    const { receipt, standing, findings } = FormAnswer.parse(first.body)
    expect(receipt).toMatchObject({ room: '6472' })
    expect(standing?.knowledge).toBe('provisional')
    expect(findings).toBeDefined()
    const entries = await server.rooms().entries(receipt.room, receipt.seq - 1, 1)
    expect(entries[0]).toMatchObject({ id: form.id, hash: receipt.hash })
    const again = await ask(token['coordinator'], 'POST', '/api/forms', form)
    expect(again.status).toBe(200)
    expect(FormAnswer.parse(again.body).receipt).toEqual(receipt)
  })
})
