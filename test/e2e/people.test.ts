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
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const WIDE = { width: 1366, height: 768 }
const PHONE = { width: 360, height: 800 }
const aPage = async (size = WIDE): Promise<Page> => (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
async function as(role: Role, region = '64', size = WIDE): Promise<{ page: Page; name: string; id: string }> {
  const { name, id } = await server.signIn(role, region)
  const page = await aPage(size)
  await signIn(page, name)
  return { page, name, id }
}
async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.goto(`${server.base}/masuk`)
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
}
async function inviteCoordinator(page: Page, label: string): Promise<{ link: string; code: string }> {
  await page.goto(`${server.base}/kelola/undangan`)
  await page.getByLabel('Nama orang').fill(label)
  await page.getByLabel('Peran').selectOption({ label: 'Koordinator kabupaten' })
  await page.getByRole('button', { name: 'Buat undangan' }).click()
  await page.getByText('Pilih daerahnya.').waitFor()
  await page.getByLabel('Kabupaten atau kota').selectOption({ label: 'Kota Samarinda' })
  await page.getByRole('button', { name: 'Buat undangan' }).click()
  await page.getByRole('img', { name: /Kode QR/ }).waitFor()
  return { link: await page.getByText(/\/undangan#[\w-]{43}$/).innerText(), code: await page.locator('.short').innerText() }
}
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name: 'Anda diundang' }).waitFor()
  await page.getByLabel('Nama akun Anda').fill(name)
  for (const label of ['Kata sandi', 'Kata sandi sekali lagi']) await page.getByLabel(label, { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Buat akun dan masuk' }).click()
}

describe('[IV10] an invited person comes in by link or code and lands on his own work', () => {
  test('a coordinator by link in another browser; signed out everywhere he cannot go on', async () => {
    const { page: admin } = await as('administrator')
    const { link } = await inviteCoordinator(admin, 'Rudi Samarinda')
    await admin.getByText('Alamat ini hanya berlaku di komputer ini').waitFor()
    const invited = await aPage()
    await invited.goto(link)
    await invited.getByText('Kota Samarinda').waitFor()
    await invited.getByText(/Undangan berlaku sampai .*WITA/).waitFor()
    expect(invited.url()).not.toContain('#')
    await invited.reload()
    expect(await invited.getByLabel('Nama akun Anda').inputValue()).toBe('Rudi Samarinda')
    await choose(invited, 'rudi')
    await invited.getByRole('heading', { level: 1, name: 'Wali Kota Samarinda' }).waitFor()
    expect(new URL(invited.url()).pathname).toBe('/hasil')

    await admin.goto(`${server.base}/kelola/undangan`)
    await admin.getByText('sudah dipakai, akun rudi').waitFor()
    await admin.goto(`${server.base}/kelola/orang`)
    await admin.getByRole('button', { name: 'Atur: rudi' }).click()
    await admin.getByText(/Masuk sejak/).waitFor()
    await admin.getByRole('button', { name: 'Keluarkan dari semua perangkat: rudi' }).click()
    await admin.getByRole('button', { name: 'Ya, keluarkan semua: rudi' }).click()
    await admin.getByText('Sudah dikeluarkan dari semua perangkat.').waitFor()
    // His page stands open; nobody touches it.
    await invited.getByRole('heading', { name: 'Masuk' }).waitFor()
    await invited.goto(`${server.base}/perlu-dicek`)
    await invited.getByRole('heading', { name: 'Masuk' }).waitFor()
    await signIn(invited, 'rudi')
    for (const page of [admin, invited]) await page.context().close()
  })
  test('by the code on the sign-in page; a wrong one is told, a used one too', async () => {
    const { page: head } = await as('head')
    const { code, link } = await inviteCoordinator(head, 'Sari')
    const invited = await aPage(PHONE)
    await invited.goto(`${server.base}/masuk`)
    await invited.getByText('Punya kode undangan?').click()
    const use = async (typed: string) => {
      await invited.getByLabel('Kode undangan').fill(typed)
      await invited.getByRole('button', { name: 'Pakai kode' }).click()
    }
    await use('AAAA AAAA')
    await invited.getByRole('alert').getByText('Undangan ini tidak dikenal').waitFor()
    await use(code.toLowerCase().replace('-', ' '))
    await choose(invited, 'sari')
    await invited.getByRole('button', { name: 'Keluar' }).waitFor()
    const second = await aPage()
    await second.goto(link)
    await second.getByText('Undangan ini sudah dipakai').waitFor()
    for (const page of [head, invited, second]) await page.context().close()
  })
  test('many from a pasted list: everything wrong first, then one link each', async () => {
    const { page } = await as('head')
    await page.goto(`${server.base}/kelola/undangan`)
    await page.getByRole('button', { name: 'Undang banyak orang' }).click()
    const list = page.getByLabel('Daftar orang')
    await list.fill('Ani;operator;Bontang\nBudi;raja;Atlantis')
    await page.getByText('2 hal perlu diperbaiki').waitFor()
    expect(await page.getByRole('button', { name: 'Buat 2 undangan' }).isDisabled()).toBe(true)
    await list.fill('Ani;operator;Bontang\nBudi;Saksi TPS;6472')
    await page.getByRole('button', { name: 'Buat 2 undangan' }).click()
    await page.getByText('2 undangan dibuat').waitFor()
    expect(await page.getByRole('cell', { name: /\/undangan#/ }).count()).toBe(2)
    await page.context().close()
  })
})

describe('[PE8] people are looked after on their own pages', () => {
  test('grants are changed by page, and hold from the next sign-in', async () => {
    const { page: admin } = await as('administrator')
    const { name } = await server.signIn('operator', '6472')
    await admin.goto(`${server.base}/kelola/orang`)
    await admin.getByRole('button', { name: `Atur: ${name}` }).click()
    await admin.getByLabel('Peran', { exact: true }).selectOption({ label: 'Analis' })
    await admin.getByLabel('Kabupaten atau kota').selectOption({ label: 'Seluruh Kalimantan Timur' })
    await admin.getByRole('button', { name: 'Tambah peran' }).click()
    await admin.getByRole('button', { name: 'Simpan peran' }).click()
    await admin.getByText('Peran disimpan').waitFor()
    const account = (await server.store.people.accountByName(name))?.account
    expect(account?.grants).toEqual([
      { role: 'operator', region: '6472' },
      { role: 'analyst', region: '64' },
    ])
    await admin.context().close()
  })
  test('on one\u2019s own account: the devices, a new password, and out everywhere', async () => {
    const { page, name } = await as('witness', '6472', PHONE)
    await page.getByRole('link', { name: new RegExp(`Masuk sebagai ${name}`) }).click()
    await page.getByText('perangkat ini').waitFor()
    await page.getByLabel('Kata sandi sekarang').fill('salah')
    for (const label of ['Kata sandi baru', 'Kata sandi baru sekali lagi'])
      await page.getByLabel(label, { exact: true }).fill('kata sandi yang baru')
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click()
    await page.getByText('Ini bukan kata sandi Anda yang sekarang.').waitFor()
    await page.getByLabel('Kata sandi sekarang').fill(PASSWORD)
    await page.getByRole('button', { name: 'Ganti kata sandi' }).click()
    await page.getByText('Kata sandi sudah diganti').waitFor()
    await page.getByRole('button', { name: /^Keluar dari semua perangkat/ }).click()
    await page.getByRole('button', { name: /^Ya, keluar dari semua/ }).click()
    await page.getByRole('heading', { name: 'Masuk' }).waitFor()
    await signIn(page, name, 'kata sandi yang baru')
    await page.context().close()
  })
})

describe('[PE9] axe finds nothing on these pages, dark and light, and nothing runs out sideways', () => {
  test.each([
    [WIDE, 'gelap'],
    [PHONE, 'terang'],
  ] as const)('%j %s', async (size, theme) => {
    const { page } = await as('administrator', '64', size)
    const { link } = await inviteCoordinator(page, 'Tono')
    const found = await faults(page)
    for (const path of ['/akun', '/kelola/undangan', '/kelola/orang', '/kelola/token', '/kelola/layar']) {
      await page.goto(`${server.base}${path}?tema=${theme}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (path === '/kelola/orang')
        await page
          .getByRole('button', { name: /^Atur: / })
          .first()
          .click()
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
      found.push(...(await faults(page)).map((fault) => `${path} ${fault}`))
    }
    const door = await aPage(size)
    await door.goto(link)
    await door.getByRole('heading', { name: 'Anda diundang' }).waitFor()
    found.push(...(await faults(door)))
    expect(found).toEqual([])
    for (const one of [page, door]) await one.context().close()
  })
})

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`),
    ...(sideways > 0 ? [`runs out by ${sideways} px`] : []),
  ]
}
