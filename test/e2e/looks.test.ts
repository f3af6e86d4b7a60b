import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launch()
  server = await startServer()
  // A list of people is searched only when it is long.
  for (let person = 0; person < 9; person++) await server.signIn('witness', '6472')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const newPage = async (): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })).newPage()

/** Signed in as a new person of that role. */
async function as(role: Role, region: string): Promise<Page> {
  const { name } = await server.signIn(role, region)
  const page = await newPage()
  await page.goto(`${server.base}/masuk`)
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
  return page
}
const root = (page: Page) =>
  page.evaluate(() => ({ lang: document.documentElement.lang, theme: document.documentElement.dataset['theme'] }))
async function open(page: Page, path: string): Promise<void> {
  await page.goto(server.base + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
}

test('[WD8] the other language keeps what was typed; lang, title and the choice follow', async () => {
  const page = await newPage()
  await page.goto(`${server.base}/masuk`)
  await page.getByLabel('Nama akun').fill('rina')
  await page.getByRole('button', { name: 'English' }).click()
  expect(await page.getByLabel('Account name').inputValue()).toBe('rina')
  expect([(await root(page)).lang, await page.title()]).toEqual(['en', 'Sign in - Kamar Hitung'])
  await page.reload()
  await page.getByLabel('Account name').waitFor()
  await page.getByRole('button', { name: 'Indonesia' }).click()
  await page.getByLabel('Nama akun').waitFor()
  expect([(await root(page)).lang, await page.title()]).toEqual(['id', 'Masuk - Kamar Hitung'])
  await page.context().close()
})

test('[WD9] a wall speaks the language of its link and changes no choice', async () => {
  const page = await newPage()
  await page.goto(`${server.base}/wall?bahasa=en#${await server.wallLink('64', 'dalam')}`)
  await page.getByText('Internal count, not an official KPU result').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Fill the screen').waitFor()
  expect((await root(page)).lang).toBe('en')
  await page.goto(`${server.base}/masuk`)
  await page.getByLabel('Nama akun').waitFor()
  await page.context().close()
})

describe('[KB4] the keyboard goes everywhere', () => {
  test('to a page, to the search field, and keeps quiet in it', async () => {
    const page = await as('administrator', '64')
    await page.getByRole('link', { name: 'Orang' }).click()
    const search = page.getByRole('searchbox', { name: 'Cari nama' })
    await search.waitFor()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('g b?')
    expect(await search.inputValue()).toBe('g b?')
    expect(page.url()).toContain('/kelola/orang')
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('?')
    const overlay = page.getByRole('dialog', { name: 'Pintasan papan ketik' })
    await overlay.getByText('Buka Kelola').waitFor()
    expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([])
    await page.keyboard.press('Escape')
    await overlay.waitFor({ state: 'hidden' })
    await page.context().close()
  })
  test('[KB8] the first Tab leads past the head, and focus is seen on every stop', async () => {
    const page = await as('head', '64')
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL(/perlu-dicek/)
    await open(page, '/hasil')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Langsung ke isi')
    for (let stop = 0; stop < 16; stop++) {
      const unseen = await page.evaluate(() => {
        const one = document.activeElement
        if (!one || getComputedStyle(one).outlineStyle !== 'none') return undefined
        return one.outerHTML.slice(0, 120)
      })
      expect(unseen).toBeUndefined()
      await page.keyboard.press('Tab')
    }
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.context().close()
  })
})

test('[KB5] a theme chosen at the door holds on a page and on the wall', async () => {
  const page = await as('analyst', '64')
  expect((await root(page)).theme).toBe('dark')
  await page.getByLabel('Tema').first().selectOption('light')
  expect((await root(page)).theme).toBe('light')
  await page.goto(`${server.base}/wall`)
  await page.getByText('Hitungan internal').first().waitFor()
  expect((await root(page)).theme).toBe('light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByLabel('Tema').selectOption('device')
  expect((await root(page)).theme).toBe('dark')
  await page.context().close()
})

const aStation = (): string => server.rooms().election.tps.find((row) => row.tps.startsWith('6472'))?.tps ?? ''

describe('[KB6] axe finds nothing in either language and theme', () => {
  const visits: readonly (readonly [Role, string, readonly string[]])[] = [
    ['head', '64', ['/hasil', '/hasil?wilayah=6472', '/jelajah', '/perlu-dicek', '/lapor', '/kelola/layar', '/buku', '/buku/6472', '/tps']],
    ['administrator', '64', ['/kelola', '/kelola/orang', '/kelola/token']],
    ['press', '64', ['/pers']],
  ]
  test.each(visits)(
    '[KB7] %s, and nothing runs out sideways at 200 and 400 % zoom',
    async (role, region, paths) => {
      const page = await as(role, region)
      const found: string[] = []
      for (const path of paths) {
        await open(page, path === '/tps' ? `/tps/${aStation()}` : path)
        for (const language of ['Indonesia', 'English']) {
          const other = page.locator('header').getByRole('button', { name: language })
          if (await other.isVisible()) await other.click()
          for (const theme of ['dark', 'light'])
            found.push(...(await faultsIn(page, theme)).map((fault) => `${path} ${language} ${theme} ${fault}`))
          found.push(...(await sideways(page)).map((fault) => `${path} ${language} ${fault}`))
        }
      }
      expect(found).toEqual([])
      await page.context().close()
    },
    240_000,
  )
})

async function faultsIn(page: Page, theme: string): Promise<string[]> {
  await page.locator('header select').selectOption(theme)
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)
}

async function sideways(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 400 })
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) found.push(`runs out by ${over} px at ${width}`)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  return found
}

test('[KB9] paper: black on white, whole tables, nothing to press, and a foot that says what this is', async () => {
  const page = await as('head', '64')
  await open(page, '/hasil')
  await page.emulateMedia({ media: 'print' })
  const cell = await page
    .getByRole('rowheader')
    .first()
    .evaluate((one) => [getComputedStyle(one).color, getComputedStyle(document.body).backgroundColor])
  expect(cell).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  for (const gone of ['nav', 'header select', 'form', '.skip'])
    expect([gone, await page.locator(gone).filter({ visible: true }).count()]).toEqual([gone, 0])
  await page.getByRole('columnheader', { name: 'DPT masuk' }).waitFor()
  const foot = await page.locator('.print-footer').innerText()
  for (const said of ['SIMULASI', 'Hitungan internal, bukan hasil resmi KPU', 'Pilkada Kaltim 2020', 'WITA']) expect(foot).toContain(said)
  await page.context().close()
})
