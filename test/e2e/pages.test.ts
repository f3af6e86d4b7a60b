import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

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

const WIDE = { width: 1366, height: 768 }
const PHONE = { width: 360, height: 800 }
async function aPage(size = WIDE): Promise<{ page: Page; errors: string[] }> {
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, errors }
}
async function typeNameAndPassword(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Masuk' }).click()
}
/** Signed in as a new person of that role, on the page he is sent to. */
async function as(role: Role, region: string, size = WIDE): Promise<{ page: Page; errors: string[] }> {
  const { name } = await server.signIn(role, region)
  const opened = await aPage(size)
  await opened.page.goto(`${server.base}/masuk`)
  await typeNameAndPassword(opened.page, name, PASSWORD)
  await opened.page.getByRole('button', { name: 'Keluar' }).waitFor()
  return opened
}

describe('[LN16] the door', () => {
  test('sends a stranger to sign-in and back to where he wanted to go, and says SIMULASI before it knows him', async () => {
    const { name } = await server.signIn('analyst', '6472')
    const { page } = await aPage()
    await page.goto(`${server.base}/hasil?mode=checked`)
    await page.getByText('SIMULASI').waitFor()
    await typeNameAndPassword(page, name, 'bukan kata sandinya')
    await page.getByRole('alert').getByText('Nama akun atau kata sandi salah').waitFor()
    expect(await page.getByLabel('Nama akun').inputValue()).toBe(name)
    await typeNameAndPassword(page, name, PASSWORD)
    await page.getByRole('radio', { name: 'Sudah dicek', checked: true }).waitFor()
    expect(new URL(page.url()).search).toContain('mode=checked')
  })
  test('a page of another role says so, an address that leads nowhere too', async () => {
    const { page } = await as('operator', '6472')
    await page.goto(`${server.base}/perlu-dicek`)
    await page.getByRole('heading', { name: 'Bukan untuk peran Anda' }).waitFor()
    await page.goto(`${server.base}/tidak/ada`)
    await page.getByRole('heading', { name: 'Halaman tidak ada' }).waitFor()
  })
})

/** The first TPS of Samarinda's register. */
const aStation = () => {
  const tps = server.rooms().election.tps.find((row) => row.tps.startsWith('6472'))?.tps
  if (!tps) throw new Error('Samarinda has no TPS')
  return tps
}
const fields = (page: Page) => page.locator('.figure-field input')

describe('[LN10] a report that could not be sent stays as it was typed', () => {
  test('sent again it is one form, and its receipt is all that the reporter sees', async () => {
    const tps = aStation()
    const { page } = await as('witness', tps, PHONE)
    for (const [i, value] of ['83', '102', '40', '225', '9', '229'].entries()) await fields(page).nth(i).fill(value)
    await page.getByRole('status').getByText('selisih 5').waitFor()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
    await page.getByRole('alert').getByText('Belum terkirim').waitFor()
    expect(await fields(page).nth(1).inputValue()).toBe('102')
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Kirim lagi' }).click()
    await page.getByRole('heading', { name: 'Laporan diterima' }).waitFor()
    expect(await page.locator('.receipt-code').innerText()).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/i)
    const room = server.rooms().room('6472' as never)
    const mine = [...(room?.state.forms.values() ?? [])].filter((report) => report.tps === tps)
    expect(mine).toHaveLength(1)
    expect(mine[0]?.figures.votes).toEqual({ '1': 83, '2': 102, '3': 40 })
    await page.context().close()
  })
  test('[LN11] a blind reporter reads his receipt, and neither standing nor finding', async () => {
    const { page } = await as('witness', aStation(), PHONE)
    for (const [i, value] of ['10', '20', '30', '60', '1', '61'].entries()) await fields(page).nth(i).fill(value)
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
    await page.getByRole('heading', { name: 'Laporan diterima' }).waitFor()
    const text = await page.locator('main').innerText()
    for (const told of ['beda angka', 'angka dari satu orang', 'perlu dicek', '102']) expect(text).not.toContain(told)
    await page.context().close()
  })
})

describe('[TB12] the tables', () => {
  test('lead from the province down to a TPS by links, and the address says where', async () => {
    const { page, errors } = await as('analyst', '64')
    await page.getByRole('link', { name: 'Wali Kota Samarinda' }).click()
    await page.getByRole('heading', { level: 1, name: 'Wali Kota Samarinda' }).waitFor()
    for (const level of ['Kecamatan', 'Desa dan kelurahan', 'TPS']) {
      await page.getByRole('columnheader', { name: level, exact: true }).waitFor()
      await page.getByRole('rowheader').getByRole('link').first().click()
    }
    await page.getByRole('heading', { name: 'Laporan berdampingan' }).waitFor()
    expect(page.url()).toMatch(/\/tps\/6472\d{9}\?pemilihan=6472$/)
    expect(errors).toEqual([])
    await page.context().close()
  })
  test('[TB13] a form that arrives changes the figures without a reload; focus and place stay', async () => {
    const { page } = await as('head', '6474')
    const tps = server.rooms().election.tps.find((row) => row.tps.startsWith('6474'))?.tps ?? ''
    await page.getByRole('columnheader', { name: 'Kecamatan' }).waitFor()
    await page.getByText('Belum ada angka masuk').waitFor()
    const link = page.getByRole('rowheader').getByRole('link').first()
    await link.focus()
    await page.evaluate(() => ((window as { stays?: boolean }).stays = true))
    const token = await server.tokenFor([{ role: 'machine', region: '6474' }])
    const sent = await fetch(`${server.base}/api/forms`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: ulid(),
        tps,
        contest: '6474',
        figures: { votes: { '1': 120, '2': 80 }, valid: 200, invalid: 0, total: 200 },
      }),
    })
    expect(sent.status).toBe(201)
    await page.locator('.four').getByText('+40').waitFor()
    expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true)
    expect(await link.evaluate((one) => one === document.activeElement)).toBe(true)
    await page.context().close()
  })
})

test('[SU5] an empty data folder becomes a count room: code, administrator, template, what comes next', async () => {
  const empty = await startServer({ election: null })
  const { page } = await aPage()
  await page.goto(empty.base)
  await page.getByLabel('Kode sekali pakai').fill(empty.services.setupCode.code ?? '')
  await page.getByLabel('Nama akun Anda').fill('rina')
  for (const label of ['Kata sandi', 'Kata sandi sekali lagi']) await page.getByLabel(label, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Buat administrator' }).click()
  const [election, tps] = ['{"id":"x"', 'tps\n647201100100\n'].map((text) => Buffer.from(text))
  const files = [
    { name: 'election.json', mimeType: 'application/json', buffer: election as Buffer },
    { name: 'tps.csv', mimeType: 'text/csv', buffer: tps as Buffer },
  ]
  await page.locator('input[type=file]').nth(1).setInputFiles(files)
  await page.getByRole('button', { name: 'Muat pemilihan' }).click()
  await page.getByRole('row', { name: /tps\.csv 2 1 Kode adalah teks/ }).waitFor()
  expect(empty.services.rooms()).toBeUndefined()
  await page.getByRole('button', { name: 'Pakai contoh ini' }).click()
  await page.getByRole('heading', { name: 'Kamar hitung siap' }).waitFor()
  await page.getByRole('link', { name: 'Buat tautan layar dinding' }).click()
  await page.getByRole('button', { name: 'Buat tautan' }).click()
  await page.getByText(/\/wall#[\w-]{20,}/).waitFor()
  await page.context().close()
  await empty.stop()
})

describe('[LN17] every page is read by everybody: axe finds nothing, and nothing runs out sideways', () => {
  const visits: readonly (readonly [Role, string, readonly string[]])[] = [
    ['head', '64', ['/hasil', '/hasil?wilayah=6472', '/perlu-dicek', '/kelola/layar', '/buku', '/buku/6472', '/lapor']],
    ['administrator', '64', ['/kelola', '/kelola/orang', '/kelola/token']],
    ['press', '64', ['/pers']],
  ]
  test.each(visits)(
    '%s',
    async (role, region, paths) => {
      for (const [size, theme] of [
        [WIDE, 'gelap'],
        [PHONE, 'terang'],
      ] as const) {
        const { page } = await as(role, region, size)
        for (const path of [...paths, ...(role === 'head' ? [`/tps/${aStation()}`] : [])])
          expect(await faults(page, path, theme)).toEqual([])
        await page.context().close()
      }
    },
    180_000,
  )
})

async function faults(page: Page, path: string, theme: string): Promise<string[]> {
  await page.goto(`${server.base}${path}${path.includes('?') ? '&' : '?'}tema=${theme}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return [
    ...violations.map(({ id, nodes }) => `${path} ${theme} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
    ...(sideways > 0 ? [`${path} runs out by ${sideways} px`] : []),
  ]
}
