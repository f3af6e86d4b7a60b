import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Place } from '../../db/place.ts'
import { benchForms } from '../bench/intake.ts'
import { NO_POSTGRES, startPostgres } from '../helpers/postgres.ts'
import { aDatabase, onServer } from '../support/postgres.ts'
import { RawConnection } from '../support/raw-http.ts'
import { kamar, prepareFolder, removeFolder, startServer } from '../support/real-server.ts'
import { nothingSent, sendUntil } from '../support/sent-forms.ts'
import { dice } from '../../server/demo/dice.ts'

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

const postgres = await startPostgres()
if (!postgres) console.error(NO_POSTGRES)
afterAll(() => postgres?.stop())

describe.each([
  { name: 'SQLite', kills: 30, place: undefined },
  ...(postgres ? [{ name: 'PostgreSQL', kills: 12, place: () => aDatabase(postgres.url) }] : []),
])('[DU1] kill -9 at $kills random moments under load loses nothing that was acknowledged: $name', ({ kills, place }) => {
  losesNothing(kills, place, async (round) => {
    const server = await startServer(round.folder, round.token)
    await round.send(server.url, () => server.kill())
  })
})

describe.skipIf(!postgres)(
  '[PQ16] kill -9 of the database under load loses nothing that was acknowledged, and the server heals by itself',
  () => {
    let server: Awaited<ReturnType<typeof startServer>> | undefined
    losesNothing(
      6,
      () => aDatabase(postgres!.url),
      async (round) => {
        server ??= await startServer(round.folder, round.token)
        // The whole cluster goes through crash recovery when one of its processes is killed.
        const [writer] = await onServer(round.folder, "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted")
        await round.send(server.url, async () => process.kill(Number(writer?.['pid']), 'SIGKILL'))
        await untilReady(server.url)
      },
      () => server?.stop(),
    )
  },
)

async function untilReady(url: string): Promise<void> {
  while (!(await fetch(`${url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20))
}

type Round = {
  readonly folder: Place
  readonly token: string
  /** Sends until some more were acknowledged, then kills at a random moment of a batch. */
  send(url: string, kill: () => Promise<unknown>): Promise<void>
}
/** Plays the rounds, sends again what got no answer, and looks into the ledger. */
function losesNothing(
  rounds: number,
  place: (() => Promise<Place>) | undefined,
  play: (round: Round) => Promise<void>,
  over: () => Promise<void> | undefined = () => undefined,
): void {
  const forms = benchForms(900)
  const sent = nothingSent()
  let prepared: { folder: Place; token: string }
  let verified: { ok: boolean; totals?: unknown }
  const found: string[] = []
  const resent: number[] = []

  beforeAll(async () => {
    prepared = prepareFolder(900, await place?.())
    let n = 0
    for (let round = 0; round < rounds; round++)
      await play({
        ...prepared,
        async send(url, kill) {
          let isOver = false
          const sending = sendUntil(url, prepared.token, forms, n, 16, sent, () => isOver)
          await someAcknowledged(sent, random.between(5, 60))
          await new Promise((resolve) => setTimeout(resolve, 15 * random.next())) // somewhere inside a batch: the moment of the kill is the subject here
          await kill()
          isOver = true
          n = await sending
        },
      })
    await over()
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

  test('every acknowledged form is there', () => {
    expect(sent.acknowledged.size).toBeGreaterThan(rounds * 5)
    const present = new Set(found)
    expect([...sent.acknowledged.keys()].filter((id) => !present.has(id))).toEqual([])
  })
  test('none is there twice', () => {
    expect(new Set(found).size).toBe(found.length)
  })
  test('what was on its way is taken when it is sent again, new or as a repeat', () => {
    expect(resent.filter((status) => status !== 200 && status !== 201)).toEqual([])
  })
  test('the chain is intact and the totals follow from the facts', () => {
    expect(verified).toMatchObject({ ok: true })
  })
}
