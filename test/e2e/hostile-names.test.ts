import type { Browser, Page } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

/** What would show itself: a dialogue, a request, a mark on the window, or a report of the policy. */
const PAYLOAD = `"><img src=x onerror=alert(1)><svg onload=window.hit=1></svg>{{alert(1)}}`
const SHORT = '<b onclick=alert(1)>'
const TPS = '6472011001004'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  const plain = contractElection()
  const contests = plain.contests.map((contest) => ({
    ...contest,
    title: `${PAYLOAD} ${contest.region}`,
    candidates: contest.candidates.map((one) => ({ ...one, name: `${PAYLOAD} ${one.number}`, short: SHORT })),
  }))
  const regions = plain.regions.map((region) => ({ ...region, name: `${PAYLOAD} ${region.code}`, short: SHORT }))
  server = await startServer({ election: { ...plain, name: PAYLOAD, contests, regions } })
  browser = await launch()
  await fill()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** The same text as reason, label, organisation and name of a person. */
async function fill(): Promise<void> {
  const ask = caller(server.base)
  const administrator = (await server.signIn('administrator')).cookie
  const sent = async (who: string, path: string, body: unknown) =>
    expect({ path, status: (await ask(who, 'POST', path, body)).status }).toEqual({ path, status: 201 })
  const person = { name: PAYLOAD, organisation: PAYLOAD, password: PASSWORD, grants: [{ role: 'head', region: '64' }] }
  await sent(administrator, '/api/accounts', person)
  await sent(administrator, '/api/invitations', { label: PAYLOAD, organisation: PAYLOAD, grants: [{ role: 'operator', region: '64' }] })
  await sent(administrator, '/api/tokens', { label: PAYLOAD, grants: [{ role: 'machine', region: '64' }] })
  await sent(administrator, '/api/wall-links', { region: '64', label: PAYLOAD })
  const { cookie } = await server.signIn('head')
  for (const votes of [
    { '1': 100, '2': 60, '3': 10 },
    { '1': 101, '2': 60, '3': 10 },
  ]) {
    const who = await server.tokenFor([{ role: 'head', region: '64' }], ['desk'])
    await sent(who, '/api/forms', { id: ulid(), tps: TPS, contest: '6472', figures: { votes, valid: 250 } })
  }
  await sent(cookie, '/api/register/amend', { id: ulid(), tps: TPS, change: 'dpt-corrected', dpt: 100, reason: PAYLOAD })
}

/** A page on which every sign of a script that ran is gathered. */
async function watched(): Promise<{ page: Page; seen: string[] }> {
  const seen: string[] = []
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })).newPage()
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) seen.push(message.text())
  })
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('/x')) seen.push(`request ${request.url()}`)
  })
  return { page, seen }
}

async function look({ page, seen }: { page: Page; seen: string[] }, path: string): Promise<void> {
  await page.goto(server.base + path)
  await page.getByRole('heading').first().waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
  const inside = await page.evaluate(() => ({
    hit: 'hit' in window,
    made: document.querySelectorAll('[onerror], [onload], [onclick], img[src="x"]').length,
  }))
  expect({ path, seen, ...inside }).toEqual({ path, seen: [], hit: false, made: 0 })
}

const SCREENS: Readonly<Partial<Record<Role, readonly string[]>>> = {
  administrator: [
    '/',
    '/hasil',
    '/kelola/orang',
    '/kelola/undangan',
    '/kelola/token',
    '/kelola/layar',
    '/kelola/ubah',
    '/buku/6472',
    '/akun',
    '/siapkan',
  ],
  head: [
    '/hasil?contest=6472',
    '/jelajah',
    '/jelajah?region=6472011001',
    `/tps/${TPS}`,
    '/perlu-dicek',
    '/putar-ulang',
    '/lapor',
    `/lapor?tps=${TPS}`,
    '/buku/6472',
    '/pers',
    `/hasil?contest=${encodeURIComponent(PAYLOAD)}`,
    `/jelajah?q=${encodeURIComponent(PAYLOAD)}`,
    `/masuk?next=${encodeURIComponent('javascript:alert(1)')}`,
  ],
}

test.each(Object.entries(SCREENS))(
  '[HX7] a script in any name, title, label or reason runs on no screen: %s',
  async (role, paths) => {
    const { name } = await server.signIn(role as Role, '64')
    const door = await watched()
    await door.page.goto(`${server.base}/masuk`)
    await door.page.getByLabel('Nama akun').fill(name)
    await door.page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
    await door.page.getByRole('button', { name: 'Masuk' }).click()
    await door.page.getByRole('button', { name: 'Keluar' }).waitFor()
    for (const path of paths) await look(door, path)
    await door.page.context().close()
  },
  90_000,
)

test('[HX7] a script in any name, title, label or reason runs on no screen: the wall', async () => {
  const wall = await watched()
  await look(wall, `/wall#${await server.wallLink('64', 'dalam')}`)
  await look(wall, `/wall?contest=6472#${await server.wallLink('6472', 'dalam')}`)
  await wall.page.context().close()
})
