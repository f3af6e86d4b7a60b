import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templateElection } from '../../server/election/template-kaltim-2020.ts'
import { formsOf, idOf, type BenchForm } from '../bench/forms.ts'
import { launch } from '../helpers/browser.ts'
import { NO_POSTGRES, startPostgres } from '../helpers/postgres.ts'
import { aDatabase } from '../support/postgres.ts'
import { kamar, prepareFolder, removeFolder, startServer, type RealServer } from '../support/real-server.ts'

const TPS = 300
const BONTANG = '6474'
const bontang = formsOf(templateElection('kaltim-2020', { tps: TPS })).filter((form) => form.contest === BONTANG)

/** A landslide for candidate 1, who is ours in Bontang. */
const won = (form: BenchForm) => ({ ...form, figures: { votes: { 1: 100, 2: 20 }, valid: 120, invalid: 1, total: 121 } })
/** The votes do not sum to the written valid: AR1, 9 votes at stake. */
const broken = (form: BenchForm) => ({ ...form, figures: { votes: { 1: 100, 2: 20 }, valid: 129, invalid: 1, total: 130 } })

const postgres = await startPostgres()
if (!postgres) console.error(NO_POSTGRES)
afterAll(() => postgres?.stop())
const PLACES = [{ name: 'SQLite', place: undefined }, ...(postgres ? [{ name: 'PostgreSQL', place: () => aDatabase(postgres.url) }] : [])]

describe.each(PLACES)('the wall lives on $name', ({ place }) => {
  let browser: Browser
  let page: Page
  let prepared: { folder: string; token: string }
  let server: RealServer
  let sent = 0
  const problems: string[] = []

  const post = async (form: object, source: 'witness' | 'desk' = 'witness'): Promise<number> => {
    const response = await fetch(`${server.url}/api/forms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${prepared.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: idOf('W', sent++), source, ...form }),
    })
    return response.status
  }
  /** The row of a region in the table that says everything the pictures say. */
  const row = (name: string) => page.locator('table tbody tr', { has: page.getByRole('rowheader', { name, exact: true }) }).first()
  const says = (name: string, text: RegExp) => row(name).filter({ hasText: text }).waitFor({ state: 'attached', timeout: 15_000 })
  const fillOf = (name: string) => page.locator(`path.region[aria-label^="${name}"]`).first().getAttribute('fill')

  beforeAll(async () => {
    prepared = prepareFolder(TPS, await place?.())
    const { password } = JSON.parse(
      kamar(prepared.folder, 'account', 'add', '--name', 'kepala', '--role', 'head', '--region', '64', '--json'),
    ) as { password: string }
    server = await startServer(prepared.folder, prepared.token)
    browser = await launch()
    page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'id-ID' })).newPage()
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('net::ERR') && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(String(error)))
    await page.goto(`${server.url}/masuk`)
    await page.getByLabel('Nama').fill('kepala')
    await page.getByLabel('Kata sandi', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await page.waitForURL((url) => url.pathname !== '/masuk')
    await page.goto(`${server.url}/wall?adegan=peta&jeda=1`)
    await page.getByText('Tersambung').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    removeFolder(prepared.folder)
  })

  test('[EE1] a form posted over HTTP changes totals, colour and findings without a reload', async () => {
    await page.evaluate(() => Object.assign(globalThis, { neverReloaded: true }))
    await says('Kota Bontang', /0 dari/)
    const before = await fillOf('Kota Bontang')
    for (const form of bontang.slice(1)) expect(await post(won(form))).toBe(201)
    await says('Kota Bontang', new RegExp(`unggul.*${bontang.length - 1} dari ${bontang.length}`))
    expect(await fillOf('Kota Bontang')).not.toBe(before)
    const first = bontang[0]!
    expect(await post(broken(first), 'desk')).toBe(201)
    await says('Kota Bontang', new RegExp(`${bontang.length} dari ${bontang.length}.*1$`))
    expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true)
  })

  test('[EE2] the wall says that the line is gone, and heals by itself when the server is back', async () => {
    const port = Number(new URL(server.url).port)
    await server.kill()
    await page.getByText('Tersambung', { exact: true }).waitFor({ state: 'detached' })
    server = await startServer(prepared.folder, prepared.token, { port })
    expect(await post(won({ ...bontang[1]!, figures: {} }), 'desk')).toBe(201)
    await page.getByText('Tersambung', { exact: true }).waitFor({ timeout: 30_000 })
    await says('Kota Bontang', new RegExp(`${bontang.length} dari ${bontang.length}`))
    expect(await page.evaluate(() => 'neverReloaded' in globalThis)).toBe(true)
  })

  test('[EE4] what a wall loads is at most 200 KB, compressed', async () => {
    const sizes: Promise<number>[] = []
    const fresh = await (await browser.newContext()).newPage()
    fresh.on('response', (response) => {
      if (/\.(js|css)$/.test(new URL(response.url()).pathname)) sizes.push(response.body().then((body) => gzipSync(body).byteLength))
    })
    await fresh.goto(`${server.url}/wall?adegan=peta&jeda=1#${prepared.token}`)
    await fresh.getByText('Tersambung').waitFor()
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    await fresh.context().close()
    expect(sizes.length).toBeGreaterThan(2)
    expect(total / 1024).toBeLessThanOrEqual(200)
  })

  test('[EE3] nothing serious for people who use a keyboard, a reader or high contrast; no error is logged', async () => {
    for (const scene of ['peta', 'papan']) {
      await page.goto(`${server.url}/wall?adegan=${scene}&jeda=1`)
      await page.getByText('Tersambung').waitFor()
      const { violations } = await new AxeBuilder({ page: page as never }).analyze()
      expect(
        violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes[0]?.html}`),
      ).toEqual([])
    }
    expect(problems).toEqual([])
  })
})
