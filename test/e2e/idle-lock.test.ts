import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { PASSWORD, smallElection, startServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launch()
  server = await startServer()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const station = smallElection().tps.find(({ tps }) => tps.startsWith('6474'))?.tps ?? ''
async function as(role: Role): Promise<{ page: Page; name: string; context: BrowserContext }> {
  const { name } = await server.signIn(role, '64')
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.clock.install()
  await signIn(page, name)
  return { page, name, context }
}
async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${server.base}/masuk`)
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
}
async function typeVotes(page: Page): Promise<void> {
  await page.goto(`${server.base}/lapor`)
  await page.getByLabel('Kode TPS').fill(station)
  await page.keyboard.press('Enter')
  await page.locator('.figure-field input').first().fill('123')
}
const locked = (page: Page) => page.getByRole('heading', { name: 'Layar terkunci' })

describe('[PE11] a screen that nobody touches for five minutes is locked for whoever enters or decides', () => {
  test('nothing behind it is legible, its session is over, and the password brings page and typing back', async () => {
    const { page, name, context } = await as('operator')
    await typeVotes(page)
    await page.clock.runFor(4 * 60_000)
    expect(await locked(page).count()).toBe(0)
    await page.mouse.move(40, 40)
    await page.clock.runFor(4 * 60_000)
    expect(await locked(page).count()).toBe(0)
    await page.clock.runFor(61_000)
    await locked(page).waitFor()
    expect(await page.locator('main, header').filter({ visible: true }).count()).toBe(0)
    await expect.poll(async () => (await context.request.get(`${server.base}/api/session`)).status()).toBe(401)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    expect(await locked(page).isVisible()).toBe(true)

    await page.getByLabel(`Kata sandi ${name}`).fill('bukan ini')
    await page.getByRole('button', { name: 'Buka kunci' }).click()
    await page.getByText(/salah/).waitFor()
    await page.getByLabel(`Kata sandi ${name}`).fill(PASSWORD)
    await page.getByRole('button', { name: 'Buka kunci' }).click()
    await locked(page).waitFor({ state: 'detached' })
    expect(await page.locator('.figure-field input').first().inputValue()).toBe('123')
    expect((await context.request.get(`${server.base}/api/session`)).status()).toBe(200)
  })
  test('a reload of a locked page does not open it', async () => {
    const { page } = await as('head')
    await page.goto(`${server.base}/kelola`)
    await page.getByRole('button', { name: 'Keluar' }).waitFor()
    await page.clock.runFor(5 * 60_000 + 2_000)
    await locked(page).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
  })
  test('an analyst who only looks is not locked out', async () => {
    const { page } = await as('analyst')
    await page.clock.runFor(11 * 60_000)
    expect(await locked(page).count()).toBe(0)
  })
})

describe('[PE12] whoever leaves a shared computer leaves nothing to see', () => {
  test('the back button and the other tab show the door', async () => {
    const { page, context } = await as('head')
    const other = await context.newPage()
    await other.goto(`${server.base}/kelola`)
    await other.getByRole('button', { name: 'Keluar' }).waitFor()
    await page.goto(`${server.base}/buku`)
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    await other.getByRole('heading', { name: 'Masuk' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    expect(await page.getByRole('button', { name: 'Keluar' }).count()).toBe(0)
  })
  test('another person in another tab takes the page of the first with him', async () => {
    const { page, context } = await as('head')
    const other = await context.newPage()
    await other.goto(`${server.base}/kelola`)
    await other.getByRole('button', { name: 'Keluar' }).waitFor()
    const { name } = await server.signIn('auditor', '64')
    await signIn(page, name)
    await other.getByText(name).first().waitFor()
    await other.waitForURL((url) => url.pathname !== '/kelola')
  })
})

test('[PE13] the report form says large in whose name one enters', async () => {
  const { page, name } = await as('operator')
  await page.goto(`${server.base}/lapor`)
  const badge = page.getByTestId('who-enters')
  await badge.getByText(name).waitFor()
  expect(await badge.locator('strong').evaluate((at) => Number.parseFloat(getComputedStyle(at).fontSize))).toBeGreaterThanOrEqual(20)
  await badge.getByRole('button', { name: 'Kunci layar' }).click()
  await locked(page).waitFor()
})
