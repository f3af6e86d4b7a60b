import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { drawnVillages } from '../support/drawn-villages.ts'
import { PASSWORD, smallElection, startServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
const election = smallElection()
beforeAll(async () => {
  browser = await launch()
  server = await startServer({ election, boundaries: { village: drawnVillages(election.regions, 40) } })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const WIDE = { width: 1366, height: 768 }
const PHONE = { width: 360, height: 800 }
const rows = (page: Page) => page.locator('.explore [role=grid] [data-row]')
/** Signed in as a new person of that role, on the screen itself. */
async function as(role: Role, region: string, path = '/jelajah', size = WIDE): Promise<Page> {
  const { name } = await server.signIn(role, region)
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  await page.goto(`${server.base}/masuk?ke=${encodeURIComponent(path)}`)
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.locator('.explore').waitFor()
  return page
}
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const stationIn = (region: string, nth = 0): string => {
  const found = election.tps.filter(({ tps }) => tps.startsWith(region))[nth]?.tps
  if (!found) throw new Error(`${region} has no such TPS`)
  return found
}
async function report(tps: string, votes: Record<string, number>): Promise<void> {
  const token = await server.tokenFor([{ role: 'machine', region: tps.slice(0, 4) }])
  const valid = Object.values(votes).reduce((a, b) => a + b, 0)
  const body = JSON.stringify({ id: ulid(), tps, contest: tps.slice(0, 4), figures: { votes, valid, invalid: 0, total: valid } })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  expect((await fetch(`${server.base}/api/forms`, { method: 'POST', headers, body })).status).toBe(201)
}

test('[XP11] by keyboard alone one goes from the province down to a TPS and back up', async () => {
  const page = await as('analyst', '64')
  await rows(page).first().waitFor()
  await page.keyboard.press('t')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await heading(page, 'Kota Bontang')
  for (const path of [/wilayah=\d{6}(&|$)/, /wilayah=\d{10}(&|$)/]) {
    await rows(page).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(path)
  }
  await page.keyboard.press('Backspace')
  await page.waitForURL(/wilayah=\d{6}(&|$)/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/wilayah=\d{10}(&|$)/)
  await page.getByRole('gridcell', { name: 'belum dihitung' }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/tps\/6474\d{9}\?pemilihan=6474$/)
  await page.goBack()
  await page.waitForURL(/\/jelajah\?.*wilayah=6474\d{6}/)
  await page.context().close()
})

test('[XP12] search finds regions and TPS: slash, arrows, Enter', async () => {
  const page = await as('analyst', '64')
  await page.keyboard.press('/')
  await page.keyboard.type('bontang')
  await page.locator('.search [role=option]').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await heading(page, 'Kota Bontang')
  const tps = stationIn('6472')
  await page.keyboard.press('/')
  await page.keyboard.type(tps)
  await page.getByRole('option', { name: new RegExp(tps) }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`wilayah=${tps.slice(0, 10)}.*pilih=${tps}`))
  await page.locator(`#row-${tps}.chosen`).waitFor()
  await page.context().close()
})

describe('[XP13] an address that is sent to a colleague', () => {
  test('shows the same rows, filters, order and choice; the back button takes a step back', async () => {
    await report(stationIn('6403'), { '1': 80, '2': 90 })
    const page = await as('analyst', '64')
    await page.getByRole('radio', { name: 'TPS', exact: true }).check()
    await page.getByRole('button', { name: /^menunggu entri 1$/ }).click()
    await page.getByRole('columnheader', { name: 'DPT' }).getByRole('button').click()
    await rows(page).first().click()
    await page.waitForURL(/pilih=\d{13}/)
    const url = new URL(page.url())
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      rinci: 'tps',
      keadaan: 'menunggu-entri',
      urut: '-dpt',
      pilih: stationIn('6403'),
    })
    const other = await as('head', '64', url.pathname + url.search)
    await expect.poll(() => rows(other).allInnerTexts()).toEqual(await rows(page).allInnerTexts())
    expect(await other.getByRole('button', { name: /^menunggu entri 1$/ }).getAttribute('aria-pressed')).toBe('true')
    await other.locator(`#row-${stationIn('6403')}.chosen`).waitFor()
    await other.context().close()
    await page.goBack()
    await page.waitForURL((at) => !at.searchParams.has('keadaan'))
    await page.getByText('300 TPS', { exact: true }).waitFor()
    await page.context().close()
  })
})

describe('[XP14] a form that arrives', () => {
  test('changes row, counts and the colour of the cell without a reload', async () => {
    const tps = stationIn('6401')
    const page = await as('head', '6401', `/jelajah?wilayah=${tps.slice(0, 10)}`)
    const row = page.locator(`#row-${tps}`)
    await row.getByText('belum dihitung').waitFor()
    const before = await page.locator('.cell-map canvas').evaluate((one) => (one as HTMLCanvasElement).toDataURL())
    await page.evaluate(() => ((window as { stays?: boolean }).stays = true))
    await report(tps, { '1': 10, '2': 20, '3': 90, '4': 5 })
    await row.getByText('menunggu entri').waitFor()
    await row.getByText('3 Paslon 3').waitFor()
    await page.getByRole('button', { name: /^menunggu entri 1$/ }).waitFor()
    await expect.poll(() => page.locator('.cell-map canvas').evaluate((one) => (one as HTMLCanvasElement).toDataURL())).not.toBe(before)
    expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true)
    await page.context().close()
  })
})

describe('[XP15] each person sees his regions only, and as finely as his role may', () => {
  test('a coordinator of one regency enters there and reaches no other', async () => {
    const page = await as('coordinator', '6474')
    await heading(page, 'Kota Bontang')
    expect(await page.getByRole('navigation', { name: 'Daerah', exact: true }).count()).toBe(0)
    await page.goto(`${server.base}/jelajah?wilayah=6472`)
    await page.getByRole('heading', { name: 'Daerah ini tidak ada untuk Anda' }).waitFor()
    await page.getByRole('link', { name: 'Ke daerah saya' }).click()
    await heading(page, 'Kota Bontang')
    await page.keyboard.press('/')
    await page.keyboard.type('samarinda')
    await page.getByText('Tidak ada yang cocok di daerah Anda.').first().waitFor()
    await page.context().close()
  })
  test('a leader goes down to the villages and sees no TPS; a recap witness sees those of his district', async () => {
    const district = stationIn('6472').slice(0, 6)
    const leader = await as('leader', '64', `/jelajah?wilayah=${stationIn('6472').slice(0, 10)}`)
    await leader.getByText('Rincian per TPS tidak untuk peran ini.').waitFor()
    expect(await leader.locator('[id^="row-"]').count()).toBe(1)
    await leader.context().close()
    const recap = await as('recap-witness', district)
    await recap.keyboard.press('t')
    await recap.keyboard.press('Home')
    await recap.keyboard.press('Enter')
    await recap.getByRole('gridcell', { name: 'belum dihitung' }).first().waitFor()
    await recap.context().close()
  })
})

test('[XP16] exact boundaries of the level are drawn; without them TPS stand as a mosaic and the screen says so', async () => {
  const page = await as('analyst', '64', '/jelajah?rinci=desa')
  await page.locator('.geo-map canvas').waitFor()
  await page.getByRole('radio', { name: 'Kecamatan' }).check()
  await page.getByText('Batas kecamatan belum dimuat: TPS ditampilkan sebagai mosaik.').waitFor()
  await page.locator('.cell-map canvas').waitFor()
  await page.context().close()
})

test('[XP17] a lost line is said, and what was there stays readable', async () => {
  const page = await as('analyst', '64')
  await rows(page).first().waitFor()
  await page.context().setOffline(true)
  await page
    .getByRole('status')
    .getByText(/jaringan|terputus/i)
    .first()
    .waitFor()
  expect(await rows(page).count()).toBe(10)
  await page.context().setOffline(false)
  await page.context().close()
})

describe('[XP18] the screen is read by everybody', () => {
  test('axe finds nothing in either theme, and nothing runs out sideways', async () => {
    for (const [size, theme] of [
      [WIDE, 'gelap'],
      [PHONE, 'terang'],
    ] as const) {
      const page = await as('analyst', '64', '/jelajah', size)
      for (const path of [
        '/jelajah',
        '/jelajah?peta=mosaik&keadaan=belum-dihitung',
        '/jelajah?rinci=tps&lapisan=kejanggalan',
        '/jelajah?peta=petak&pilih=6472',
      ]) {
        await page.goto(`${server.base}${path}${path.includes('?') ? '&' : '?'}tema=${theme}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${path} ${theme} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      await page.context().close()
    }
  }, 120_000)
})

describe('[XP19] a picture goes by keys from one region to the next', () => {
  test.each(['petak', 'peta', 'mosaik'])('%s: arrows choose and tell, Enter goes in, Backspace comes back', async (map) => {
    const page = await as('analyst', '64', `/jelajah?peta=${map}`)
    await rows(page).first().waitFor()
    await page.locator('.picture .host').focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/pilih=\d{4}/)
    const first = new URL(page.url()).searchParams.get('pilih') ?? ''
    await page.keyboard.press('ArrowDown')
    await page.waitForURL((url) => url.searchParams.get('pilih') !== first)
    const chosen = new URL(page.url()).searchParams.get('pilih') ?? ''
    expect(await page.locator('.picture [aria-live]').innerText()).not.toBe('')
    await page.keyboard.press('Enter')
    await page.waitForURL(chosen.length === 13 ? new RegExp(`/tps/${chosen}`) : new RegExp(`wilayah=${chosen}`))
    if (chosen.length < 13) {
      await page.locator('.picture .host').focus()
      await page.keyboard.press('Backspace')
      await page.waitForURL(/wilayah=64(&|$)/)
    }
    await page.context().close()
  })
})

test('[XP20] who hears a picture is told of every region, however many', async () => {
  const page = await as('analyst', '64', '/jelajah?rinci=desa&peta=petak')
  await rows(page).first().waitFor()
  const villages = election.regions.filter(({ code }) => code.length === 10 && !code.startsWith('6409')).length
  expect(villages).toBeGreaterThan(110)
  await expect.poll(() => page.locator('.picture table tbody tr').count()).toBeGreaterThanOrEqual(villages)
  await page.context().close()
})

test('[XP21] on paper every row stands, not only those in sight', async () => {
  const page = await as('analyst', '64', '/jelajah?rinci=tps')
  await rows(page).first().waitFor()
  expect(await rows(page).count()).toBeLessThan(100)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await expect.poll(() => rows(page).count()).toBe(300)
  const last = await rows(page).last().boundingBox()
  expect(last?.y).toBeGreaterThan(4_000)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
  await expect.poll(() => rows(page).count()).toBeLessThan(100)
  await page.context().close()
})

test('[XP22] what is filtered and sorted is taken away as it is', async () => {
  await report(stationIn('6472'), { '1': 10, '2': 20, '3': 5 })
  const page = await as('head', '64', '/jelajah?rinci=tps&wilayah=6472&pemilihan=6472&keadaan=menunggu-entri')
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: 'Unduh' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tabel ini, CSV' }).click()])
  const text = await new Response((await download.createReadStream()) as never).text()
  expect(text).toContain('"Tampilan";"Keadaan: menunggu entri"')
  expect(text).toContain(`"${stationIn('6472')}"`)
  expect(text.match(/"\d{13}"/g)).toHaveLength(await rows(page).count())
  await page.context().close()
})
