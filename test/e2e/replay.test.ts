import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { percent, signed } from '../../client/src/format.ts'
import { ChangesAnswer } from '../../shared/moments.ts'
import type { Tally } from '../../shared/tally.ts'
import { launch } from '../helpers/browser.ts'
import { caller } from '../support/caller.ts'
import { PASSWORD, smallElection, startServer, type TestServer } from '../support/server.ts'

const MINUTE = 60_000
const START = Date.parse('2020-12-09T07:00:00Z')
const election = smallElection()
const stations = (room: string) => election.tps.filter(({ tps }) => tps.startsWith(room)).map(({ tps }) => tps)
let now = START
let browser: Browser
let server: TestServer
let head: string
let ask: ReturnType<typeof caller>

beforeAll(async () => {
  browser = await launch()
  server = await startServer({ election, clock: { now: () => now, speed: 1 } })
  ask = caller(server.base)
  head = await server.tokenFor([{ role: 'head', region: '64' }], ['desk', 'witness'])
  for (const [i, tps] of stations('6474').entries()) {
    now += 4 * MINUTE
    await report(tps, 100 + i)
  }
  await report(stations('6474')[0] ?? '', 90)
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const report = (tps: string, one: number) =>
  ask(head, 'POST', '/api/forms', {
    id: ulid(),
    tps,
    contest: '6474',
    source: 'witness',
    figures: { votes: { '1': one, '2': 50 }, invalid: 2 },
  })

async function anAnalyst(theme: 'dark' | 'light' = 'dark'): Promise<Page> {
  const { name } = await server.signIn('analyst', '64')
  const page = await (
    await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce', colorScheme: theme })
  ).newPage()
  await page.goto(`${server.base}/masuk`)
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
  return page
}

const slider = (page: Page) => page.getByTestId('replay-slider')
/** The totals of that minute as the board's head says them: DPT in, DPT checked, TPS in. */
async function toldAt(minute: number): Promise<string[]> {
  const until = new Date(START + minute * MINUTE).toISOString()
  const read = async (mode: string) => (await ask(head, 'GET', `/api/tally?contest=6474&until=${until}&mode=${mode}`)).body as Tally
  const [reported, checked] = [await read('reported'), await read('checked')]
  return [
    percent(reported.dpt.counted, reported.dpt.expected),
    percent(checked.dpt.counted, checked.dpt.expected),
    percent(reported.tps.counted, reported.tps.expected),
  ]
}
const shows = (page: Page, totals: readonly string[]) =>
  page.waitForFunction((wanted) => {
    const shown = [...document.querySelectorAll('.totals dd')].map((one) => one.textContent?.trim())
    return JSON.stringify(shown) === JSON.stringify(wanted)
  }, totals)

/** The slider begins at the first form, four minutes after the start. */
const FIRST = 4
const seriousIn = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')

describe('[KF7] the slider shows map, board and totals of any minute, by drag, key and address', () => {
  test('what it shows is the tally until then; keys step; the address holds the moment; a button leads back', async () => {
    const page = await anAnalyst()
    await page.goto(`${server.base}/putar-ulang?wilayah=6474&adegan=papan`)
    const last = Number(await slider(page).getAttribute('max'))
    await shows(page, await toldAt(FIRST + last))
    for (const minute of [Math.floor(last / 2), 5, 17]) {
      await slider(page).fill(String(minute))
      await shows(page, await toldAt(FIRST + minute))
    }
    await page.getByText('Keadaan per 15.21 WITA, bukan sekarang').waitFor()
    await page.waitForURL(/pukul=2020-12-09T15:21/)
    await slider(page).press('ArrowRight')
    await page.waitForURL(/15:22/)
    await slider(page).press('PageDown')
    await page.waitForURL(/15:07/)
    await page
      .locator('h1')
      .first()
      .evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('PageUp')
    await page.waitForURL(/15:22/)
    await page.keyboard.press('Home')
    await page.waitForURL(/15:04/)
    await shows(page, await toldAt(FIRST))
    await page.reload()
    await shows(page, await toldAt(FIRST))
    await page.getByRole('button', { name: 'Kembali ke sekarang' }).click()
    await shows(page, await toldAt(FIRST + last))
    await page.waitForURL((url) => !url.searchParams.has('pukul'))
  })

  test('it plays from the start when it stands at the end, and stops at a key', async () => {
    const page = await anAnalyst()
    await page.goto(`${server.base}/putar-ulang?wilayah=6474`)
    await slider(page).waitFor()
    await page.keyboard.press(' ')
    await page.waitForURL(/pukul=/)
    await page.getByRole('button', { name: 'Jeda' }).click()
    await page.getByRole('button', { name: 'Putar', exact: true }).waitFor()
  })
})

test.each(['dark', 'light'] as const)('[KF8] the replay and the sheet of causes have no serious flaw that axe sees: %s', async (theme) => {
  const page = await anAnalyst(theme)
  await page.goto(`${server.base}/putar-ulang?wilayah=6474&tema=${theme}&pukul=2020-12-09T15:20`)
  await page.locator('.picture .beside').waitFor()
  expect(await seriousIn(page)).toEqual([])
  await page.goto(`${server.base}/hasil?wilayah=6474&pemilihan=6474&tema=${theme}`)
  await page
    .getByRole('button', { name: /Kenapa berubah\? Selisih suara/ })
    .first()
    .click()
  await page.getByTestId('why-sum').waitFor()
  expect(await seriousIn(page)).toEqual([])
})

describe('[WY5] a figure opens the facts that changed it, with their sum at the top', () => {
  test('since an hour, since a time; each line leads to its TPS', async () => {
    const page = await anAnalyst()
    await page.goto(`${server.base}/hasil?wilayah=6474&pemilihan=6474`)
    await page
      .getByRole('button', { name: /Kenapa berubah\? Suara Paslon 1, Kota Bontang/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog', { name: 'Kenapa berubah?' })
    const since = async (ms: number): Promise<string> => {
      const path = `/api/changes?contest=6474&region=6474&figure=1&since=${new Date(ms).toISOString()}`
      const { before, now: after } = ChangesAnswer.parse((await ask(head, 'GET', path)).body)
      return signed((after.votes['1'] ?? 0) - (before.votes['1'] ?? 0))
    }
    await dialog
      .getByTestId('why-sum')
      .getByText(await since(now - 60 * MINUTE), { exact: true })
      .waitFor()
    await dialog.getByRole('radio', { name: 'Pukul' }).check()
    await dialog.getByLabel('Tanggal dan jam').fill('2020-12-09T14:00')
    await dialog
      .getByTestId('why-sum')
      .getByText(await since(START - 60 * MINUTE), { exact: true })
      .waitFor()
    await dialog.getByText(`${stations('6474').length} TPS baru, 1 koreksi`).waitFor()
    await dialog.getByRole('link').first().click()
    await page.waitForURL(/\/tps\/6474/)
    expect(await dialog.count()).toBe(0)
  })
})
