import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from '../helpers/browser.ts'
import { startWallHarness, type WallHarness } from '../support/wall-harness.ts'

let browser: Browser
let harness: WallHarness
beforeAll(async () => {
  browser = await launch()
  harness = await startWallHarness('dist/client')
})
afterAll(async () => {
  await browser?.close()
  await harness?.close()
})

type Size = { width: number; height: number }
const FULL_HD = { width: 1920, height: 1080 }
/** A wall with half a night on it; `clock` = its time is moved by hand. */
async function aWall(query: string, { size = FULL_HD, clock = false }: { size?: Size; clock?: boolean } = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  if (clock) await page.clock.install()
  await page.goto(`${harness.base}/wall?jeda=1&${query}`)
  await page.getByTestId('connection').waitFor()
  return page
}
const connection = (page: Page) => page.getByTestId('connection').innerText()
/** The page's clock goes on while the server says nothing. */
async function silenceFor(page: Page, ms: number): Promise<void> {
  harness.silence(true)
  await page.clock.runFor(ms)
}

test('[WL18] a silent server is told after 15 s, greys the figures after 60 s, covers them after 5 minutes, and all of it heals by itself', async () => {
  const page = await aWall('adegan=papan', { clock: true })
  expect(await connection(page)).toBe('Tersambung')
  await silenceFor(page, 25_000)
  expect(await connection(page)).toMatch(/^Tanpa kabar \d\d dtk$/)
  expect(await page.getByRole('alert').count()).toBe(0)
  await silenceFor(page, 45_000)
  await page.getByRole('alert').getByText('Angka tidak diperbarui').waitFor()
  await silenceFor(page, 260_000)
  await page.getByText('DATA TIDAK DIPERBARUI').waitFor()
  harness.silence(false)
  await expect.poll(async () => (await page.clock.runFor(1_000), connection(page))).toBe('Tersambung')
  expect(await page.getByRole('alert').count()).toBe(0)
  await page.context().close()
})

test('[WL29] when every TPS is in, the wall says so, and hours without a form do not look like a failure', async () => {
  harness.show('over')
  const page = await aWall('adegan=peta', { clock: true })
  const said = page.getByTestId('newest')
  await expect.poll(() => said.innerText()).toBe('Semua TPS sudah masuk')
  expect(await page.locator('.awaited').innerText()).toContain('Semua TPS sudah masuk')
  await page.clock.runFor(10_000)
  expect([await connection(page), await said.innerText(), await page.getByRole('alert').count()]).toEqual([
    'Tersambung',
    'Semua TPS sudah masuk',
    0,
  ])
  harness.show('half')
  await expect.poll(async () => (await page.clock.runFor(1_000), said.innerText())).toMatch(/^Masuk terakhir/)
  await page.context().close()
})

test.each([
  [FULL_HD, 66],
  [{ width: 1366, height: 768 }, 46.9],
  [{ width: 3840, height: 2160 }, 132],
])('[WL19] a row of the board is read from five metres: at %o its figures are %d px high and nothing is cut off', async (size, px) => {
  const page = await aWall('adegan=papan', { size })
  const row = page.locator('.region-row').first()
  const sizes = await row
    .locator('.name, .margin, .standing, .coverage')
    .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))
  expect(sizes).toHaveLength(4)
  for (const one of sizes) expect(one).toBeGreaterThanOrEqual(px - 0.1)
  expect(await page.locator('.region-row').count()).toBe(9)
  const last = await page.locator('.region-row').last().boundingBox()
  const footer = await page.locator('footer').boundingBox()
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual((footer?.y ?? 0) + 1)
  await page.context().close()
})

describe('[WL20] axe finds nothing', () => {
  test.each(['adegan=peta', 'adegan=papan', 'adegan=peta&tema=terang', 'adegan=papan&tema=terang'])('%s', async (query) => {
    const page = await aWall(query)
    const { violations } = await new AxeBuilder({ page: page as never }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`)).toEqual([])
    await page.context().close()
  })
})

test('[WL21] every region of the map is reached by Tab and says its facts', async () => {
  const page = await aWall('adegan=peta')
  const labels = await page
    .locator('path.region[tabindex="0"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  expect(labels.filter((label) => label.startsWith('Kabupaten Berau: unggul jelas; Paslon 2'))).toHaveLength(1)
  expect(labels.filter((label) => label.includes('Penajam Paser Utara: tidak ikut'))).toHaveLength(1)
  await page.context().close()
})

test.each([
  { width: 820, height: 1180 },
  { width: 360, height: 800 },
])('[WL22] on a tablet and a phone ($width px) the blocks stand below each other and nothing runs out sideways', async (size) => {
  for (const scene of ['peta', 'papan']) {
    const page = await aWall(`adegan=${scene}`, { size })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    await page.context().close()
  }
})

test.each([
  ['none', '', 'Layar ini belum punya tautan'],
  ['none', '#spent', 'Tautan ini tidak berlaku lagi'],
  ['guest', '', 'Belum ada laporan yang diumumkan'],
] as const)('[WL23] who may not see running figures (%s%s) reads why and what to do: %s', async (kind, link, title) => {
  harness.access(kind)
  const page = await (await browser.newContext({ viewport: FULL_HD })).newPage()
  await page.goto(`${harness.base}/wall${link}`)
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await page.locator('.what').innerText()).not.toBe('')
  expect(await page.locator('.region-row, .region').count()).toBe(0)
  await page.context().close()
  harness.access('team')
})
