import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { benchForms } from '../bench/intake.ts'
import { RawConnection } from '../support/raw-http.ts'
import { kamar, prepareFolder, removeFolder, startServer } from '../support/real-server.ts'
import { nothingSent, sendUntil } from '../support/sent-forms.ts'
import { dice } from '../../server/demo/dice.ts'

const KILLS = 30
const random = dice(20_201_209)

type LedgerPage = { readonly entries: readonly { readonly seq: number; readonly id: string; readonly hash: string }[] }
async function idsIn(url: string, token: string, room: string): Promise<string[]> {
  const ids: string[] = []
  for (let after = 0; ;) {
    const response = await fetch(`${url}/api/ledger/${room}?after=${after}&limit=1000`, { headers: { authorization: `Bearer ${token}` } })
    const page = (await response.json()) as LedgerPage
    if (page.entries.length === 0) return ids
    ids.push(...page.entries.map((entry) => entry.id))
    after = page.entries.at(-1)!.seq
  }
}

/** Resolves when so many more answers are in, so that a slow machine kills under load too. */
async function someAcknowledged(sent: ReturnType<typeof nothingSent>, more: number): Promise<void> {
  const until = sent.acknowledged.size + more
  while (sent.acknowledged.size < until) await new Promise((resolve) => setImmediate(resolve))
}

describe(`[DU1] kill -9 at ${KILLS} random moments under load loses nothing that was acknowledged`, () => {
  const forms = benchForms(900)
  const sent = nothingSent()
  let prepared: { folder: string; token: string }
  let verified: { ok: boolean; totals?: unknown }
  const found: string[] = []
  const resent: number[] = []

  beforeAll(async () => {
    prepared = prepareFolder(900)
    let n = 0
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await startServer(prepared.folder, prepared.token)
      let over = false
      const sending = sendUntil(server.url, prepared.token, forms, n, 16, sent, () => over)
      await someAcknowledged(sent, random.between(5, 60))
      await new Promise((resolve) => setTimeout(resolve, 15 * random.next())) // somewhere inside a batch: the moment of the kill is the subject here
      await server.kill()
      over = true
      n = await sending
    }
    const server = await startServer(prepared.folder, prepared.token)
    const connection = new RawConnection(new URL(server.url), '/api/forms', prepared.token)
    for (const body of sent.unanswered.values()) resent.push((await connection.post(body)).status)
    connection.close()
    for (const room of ['6401', '6402', '6403', '6407', '6408', '6411', '6471', '6472', '6474'])
      found.push(...(await idsIn(server.url, prepared.token, room)))
    await server.stop()
    verified = JSON.parse(kamar(prepared.folder, 'verify', '--json')) as typeof verified
  }, 300_000)
  afterAll(() => removeFolder(prepared.folder))

  test('[DU1] every acknowledged form is there', () => {
    expect(sent.acknowledged.size).toBeGreaterThan(KILLS * 5)
    const present = new Set(found)
    expect([...sent.acknowledged.keys()].filter((id) => !present.has(id))).toEqual([])
  })
  test('[DU1] none is there twice', () => {
    expect(new Set(found).size).toBe(found.length)
  })
  test('[DU1] what was on its way is taken when it is sent again, new or as a repeat', () => {
    expect(resent.filter((status) => status !== 200 && status !== 201)).toEqual([])
  })
  test('[DU1] the chain is intact and the totals follow from the facts', () => {
    expect(verified).toMatchObject({ ok: true })
  })
})
