import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Election } from '../../shared/election.ts'
import type { Grant, Role } from '../../shared/roles.ts'
import { launch } from '../helpers/browser.ts'
import { caller } from '../support/caller.ts'
import { smallElection, startServer, type TestServer } from '../support/server.ts'

/** A governor beside the mayors: a form may have been sent for a TPS of another regency. */
const withGovernor = (): Election => {
  const election = smallElection()
  const candidates = [1, 2].map((number) => ({ number, name: `Gubernur ${number}`, kind: 'pair' as const, ours: number === 1 }))
  return { ...election, contests: [{ region: '64' as never, title: 'Gubernur Kaltim', candidates }, ...election.contests] }
}

let browser: Browser
let server: TestServer
let ask: ReturnType<typeof caller>
/** TPS of Samarinda that no test has used yet. */
let unused: string[]
beforeAll(async () => {
  browser = await launch()
  server = await startServer({ election: withGovernor() })
  ask = caller(server.base)
  unused = stationsIn('6472')
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const stationsIn = (room: string): string[] =>
  server
    .rooms()
    .election.tps.map(({ tps }) => tps)
    .filter((tps) => tps.startsWith(room))
const room = (id = '6472') => {
  const found = server.rooms().room(id as never)
  if (!found) throw new Error(`no room ${id}`)
  return found
}

const WIDE = { width: 1366, height: 768 }
async function as(role: Role, region: string, size = WIDE): Promise<{ page: Page; name: string }> {
  const { cookie, name } = await server.signIn(role, region)
  const [key = '', value = ''] = cookie.split('=')
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' })
  await context.addCookies([{ name: key, value, url: server.base }])
  return { page: await context.newPage(), name }
}
async function report(role: Role, tps: string, votes: readonly number[], contest = '6472'): Promise<void> {
  const grants: Grant[] = [{ role, region: '64' }]
  const figures = { votes: Object.fromEntries(votes.map((n, i) => [String(i + 1), n])), invalid: 4 }
  const sent = await ask(await server.tokenFor(grants), 'POST', '/api/forms', { id: ulid(), tps, contest, figures })
  expect(sent.status).toBeLessThan(300)
}
const open = async (page: Page, tps: string, contest = '6472'): Promise<void> => {
  await page.goto(`${server.base}/tps/${tps}?pemilihan=${contest}`)
  await page.getByRole('heading', { name: 'Riwayat' }).waitFor()
}
const dialog = (page: Page) => page.getByRole('dialog')
const settlements = (tps: string) => room().state.cells.get(`${tps}/6472/1`)?.settlements ?? []

let tps: string
beforeEach(() => (tps = unused.pop() ?? ''))

describe('settling', () => {
  test('[TP7] what arrives meanwhile is shown, what was typed stays, and the decision is made on what is there now', async () => {
    await report('witness', tps, [83, 102, 40])
    await report('operator', tps, [83, 110, 40])
    const { page, name } = await as('coordinator', '6472')
    await open(page, tps)
    await page.getByText('Beda angka antara').waitFor()
    await page.getByRole('button', { name: 'Putuskan angka' }).click()
    await dialog(page).getByRole('radio', { name: /Saksi/ }).check()
    await dialog(page).getByRole('row', { name: '2. Paslon 2 110 102 −8' }).waitFor()
    await dialog(page).getByRole('button', { name: 'Simpan keputusan' }).click()
    await dialog(page).getByText('Tulis alasannya').waitFor()
    expect(
      await dialog(page)
        .getByLabel('Alasan')
        .evaluate((one) => one === document.activeElement),
    ).toBe(true)
    await dialog(page).getByLabel('Alasan').fill('dibaca dari plano')

    await report('operator', tps, [83, 102, 41])
    await dialog(page).getByText('Ada yang berubah sejak Anda membuka ini').waitFor()
    await dialog(page).getByText('1: 83, 2: 102, 3: 41, tidak sah 4').first().waitFor()
    expect(await dialog(page).getByRole('button', { name: 'Simpan keputusan' }).getAttribute('aria-disabled')).toBe('true')
    await dialog(page).getByRole('radio', { name: /Saksi/ }).press('Enter')
    expect(settlements(tps)).toHaveLength(0)
    await dialog(page).getByRole('button', { name: 'Pakai keadaan sekarang' }).click()
    expect(await dialog(page).getByLabel('Alasan').inputValue()).toBe('dibaca dari plano')
    expect(await dialog(page).getByRole('radio', { name: /Saksi/ }).isChecked()).toBe(true)
    await dialog(page).getByRole('button', { name: 'Simpan keputusan' }).click()
    await page.getByText('Keputusan tersimpan.').waitFor()
    await page.getByText('Yang dihitung keputusan Anda').waitFor()
    await page.getByText('Alasan: dibaca dari plano').waitFor()
    expect(settlements(tps).map(({ figures }) => figures.votes)).toEqual([{ '1': 83, '2': 102, '3': 40 }])
    await page.getByRole('button', { name: 'Putuskan lagi' }).waitFor()
    const other = await as('analyst', '64')
    await open(other.page, tps)
    await other.page.getByText(`Yang dihitung keputusan ${name}`).waitFor()
    await other.page.context().close()
    await page.context().close()
  })

  test('[TP7] a page that could not follow is told by the server, and keeps what was typed', async () => {
    await report('witness', tps, [50, 60, 70])
    const { page } = await as('coordinator', '6472')
    await open(page, tps)
    await page.getByRole('button', { name: 'Putuskan angka' }).click()
    await dialog(page).getByRole('radio', { name: 'Ketik angkanya' }).check()
    for (const [i, value] of ['50', '60', '71', '180', '4', '184'].entries())
      await dialog(page).locator('.figure-field input').nth(i).fill(value)
    await dialog(page).getByText('selisih 1').waitFor()
    await dialog(page).locator('.figure-field input').nth(3).fill('181')
    await dialog(page).locator('.figure-field input').nth(5).fill('185')
    await dialog(page).getByLabel('Alasan').fill('dari kertas')
    // The page's own reading of the TPS is held back: only the server knows of the report that comes now.
    await page.route(`**/api/tps/${tps}`, (route) =>
      new Promise((done) => setTimeout(done, 1)).then(() => (held ? route.abort() : route.continue())),
    )
    let held = true
    await report('operator', tps, [50, 60, 75])
    const refused = page.waitForResponse((answer) => answer.url().endsWith('/settle') && answer.status() === 409)
    await dialog(page).getByRole('button', { name: 'Simpan keputusan' }).click()
    held = false
    await refused
    await dialog(page).getByText('Ada yang berubah sejak Anda membuka ini').waitFor()
    expect(await dialog(page).locator('.figure-field input').nth(2).inputValue()).toBe('71')
    await dialog(page).getByRole('button', { name: 'Pakai keadaan sekarang' }).click()
    await dialog(page).getByRole('button', { name: 'Simpan keputusan' }).click()
    await page.getByText('Keputusan tersimpan.').waitFor()
    expect(settlements(tps).map(({ figures }) => figures.votes)).toEqual([{ '1': 50, '2': 60, '3': 71 }])
    await page.context().close()
  })

  test('[TP8] an answer that was lost and a double click make one settlement', async () => {
    await report('witness', tps, [10, 20, 30])
    const { page } = await as('coordinator', '6472')
    await open(page, tps)
    await page.getByRole('button', { name: 'Putuskan angka' }).click()
    await dialog(page).getByRole('radio').first().check()
    await dialog(page).getByLabel('Alasan').fill('satu saksi, formulir jelas')
    let lost = 0
    await page.route('**/settle', async (route) => {
      if (lost > 0) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort()
    })
    await dialog(page).getByRole('button', { name: 'Simpan keputusan' }).dblclick()
    await page
      .getByText('Keputusan tersimpan.')
      .waitFor({ timeout: 15_000 })
      .catch(async () => {
        await dialog(page).getByRole('button', { name: 'Kirim lagi' }).click()
        await page.getByText('Keputusan tersimpan.').waitFor()
      })
    expect([lost, settlements(tps).length]).toEqual([1, 1])
    await page.context().close()
  })
})

describe('[SE2] figures that cannot be', () => {
  test('are stored only when the person confirms them with what is odd before him', async () => {
    await report('witness', tps, [100, 100, 40])
    const { page } = await as('coordinator', '6472')
    await open(page, tps)
    await page.getByRole('button', { name: 'Putuskan angka' }).click()
    await dialog(page).getByRole('radio', { name: 'Ketik angkanya' }).check()
    const type = (values: readonly string[]) =>
      values.reduce(
        (before, value, i) => before.then(() => dialog(page).locator('.figure-field input').nth(i).fill(value)),
        Promise.resolve(),
      )
    await type(['100', '100', '40', '500', '4', '244'])
    await dialog(page).getByLabel('Alasan').fill('begitu tertulis')
    const send = dialog(page).getByRole('button', { name: 'Simpan keputusan' })
    await send.dblclick()
    const asked = dialog(page).getByRole('alertdialog')
    await asked.getByText('selisih 260').first().waitFor()
    await page.keyboard.press('Enter')
    await asked.getByRole('button', { name: 'Periksa lagi angkanya' }).click()
    await type(['100', '100', '40', '600', '4', '244'])
    await send.click()
    await asked.getByText('lebih banyak dari surat suara').waitFor()
    expect(settlements(tps)).toHaveLength(0)
    await asked.getByRole('button', { name: 'Tetap simpan' }).click()
    await page.getByText('Keputusan tersimpan.').waitFor()
    expect(settlements(tps).map(({ figures }) => [figures.valid, figures.total])).toEqual([[600, 244]])
    await page.getByText('sah 600, tidak sah 4, sah dan tidak sah 244').waitFor()
    await page.context().close()
  })
})

describe('[TP9] moving, a new round, the register', () => {
  test('a form goes to another regency, and back', async () => {
    const there = stationsIn('6471')[0] ?? ''
    await report('witness', tps, [120, 80], '64')
    const { page } = await as('head', '64')
    await open(page, tps, '64')
    await page.getByRole('button', { name: 'Pindahkan laporan' }).click()
    await dialog(page).getByLabel('Kode TPS').fill(there)
    const effects = dialog(page).getByRole('row', { name: /1\. Gubernur 1/ })
    await expect.poll(() => effects.allInnerTexts()).toEqual([expect.stringContaining('−120'), expect.stringContaining('+120')])
    await dialog(page).getByLabel('Alasan').fill('salah ketik kode kabupaten')
    await dialog(page).getByRole('button', { name: 'Pindahkan laporan' }).click()
    await page.getByText('Laporan dipindahkan ke').waitFor()
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: 'Laporan dipindahkan' })
        .evaluate((one) => one === document.activeElement),
    ).toBe(true)
    await page.getByRole('link', { name: /^Buka TPS/ }).click()
    await page.getByText('dipindahkan dari Kota Samarinda').waitFor()
    expect(room('6471').state.cells.get(`${there}/64/1` as never)?.reports).toHaveLength(1)
    await page.getByRole('button', { name: 'Pindahkan laporan' }).click()
    await dialog(page).getByLabel('Kode TPS').fill(tps)
    await dialog(page).getByLabel('Alasan').fill('ternyata memang Samarinda')
    await dialog(page)
      .getByRole('row', { name: /1\. Gubernur 1/ })
      .nth(1)
      .waitFor()
    await dialog(page).getByRole('button', { name: 'Pindahkan laporan' }).click()
    await page.getByText('Laporan dipindahkan ke').waitFor()
    expect(room().state.cells.get(`${tps}/64/1` as never)?.reports).toHaveLength(1)
    await page.context().close()
  })

  test('a re-vote empties the TPS; an amendment says what it changes, and can be undone', async () => {
    await report('witness', tps, [10, 20, 30])
    const { page } = await as('coordinator', '6472')
    await open(page, tps)
    await page.getByRole('button', { name: 'Betulkan daftar' }).click()
    await dialog(page).getByRole('radio', { name: 'Betulkan DPT' }).check()
    await dialog(page).getByLabel('DPT', { exact: true }).fill('3x')
    await dialog(page).getByText('Tulis DPT yang benar').waitFor()
    await dialog(page).getByLabel('DPT', { exact: true }).fill('321')
    await dialog(page).getByLabel('Alasan').fill('daftar KPU')
    await dialog(page).getByRole('button', { name: 'Simpan pembetulan' }).click()
    await page.getByText('DPT menurut daftar 321').waitFor()

    await page.getByRole('button', { name: 'Betulkan daftar' }).click()
    await dialog(page).getByRole('radio', { name: 'Tarik TPS dari daftar' }).check()
    await dialog(page).getByRole('row', { name: '3. Paslon 3 30 - −30' }).waitFor()
    await dialog(page).getByLabel('Alasan').fill('TPS digabung')
    await dialog(page).getByRole('button', { name: 'Simpan pembetulan' }).click()
    await page.getByText('Tidak ada yang dihitung: TPS ini ditarik dari daftar').waitFor()
    await page.getByRole('button', { name: 'Betulkan daftar' }).click()
    await dialog(page).getByLabel('Alasan').fill('ternyata tidak jadi')
    await dialog(page).getByRole('button', { name: 'Simpan pembetulan' }).click()
    await page.getByText('Yang dihitung laporan').waitFor()

    await page.getByRole('button', { name: 'Catat putaran baru' }).click()
    await dialog(page).getByRole('radio', { name: 'Pemungutan suara ulang (PSU)' }).check()
    await dialog(page).getByLabel('Alasan').fill('rekomendasi Bawaslu')
    await dialog(page).getByRole('button', { name: 'Mulai putaran 2' }).click()
    await page.getByText('Putaran 2 dimulai.').waitFor()
    await page.getByText('Belum ada angka dari TPS ini.').waitFor()
    expect(room().state.rounds.get(`${tps}/6472`)).toBe(2)
    await page.context().close()
  })
})

describe('[TP10] who may what', () => {
  test('an analyst reads everything and is offered nothing; who reported a TPS himself does not settle it', async () => {
    const token = await server.signIn('coordinator', '6472')
    const figures = { votes: { '1': 1, '2': 2, '3': 3 } }
    expect((await ask(token.cookie, 'POST', '/api/forms', { id: ulid(), tps, contest: '6472', figures })).status).toBe(201)
    const analyst = await as('analyst', '64')
    await open(analyst.page, tps)
    await analyst.page.getByText('Angka diputuskan oleh koordinator').waitFor()
    for (const name of ['Putuskan', 'Pindahkan', 'Catat putaran', 'Betulkan daftar'])
      expect(await analyst.page.getByRole('button', { name }).count()).toBe(0)
    await analyst.page.context().close()

    const context = await browser.newContext({ viewport: WIDE })
    const [key = '', value = ''] = token.cookie.split('=')
    await context.addCookies([{ name: key, value, url: server.base }])
    const own = await context.newPage()
    await open(own, tps)
    await own.getByText('Anda sendiri melaporkan TPS ini').waitFor()
    expect(await own.getByRole('button', { name: 'Putuskan' }).count()).toBe(0)
    await context.close()
  })
  test('an operator sees none of it', async () => {
    await report('witness', tps, [77, 88, 99])
    const { page } = await as('operator', '6472')
    for (const path of [`/tps/${tps}`, '/perlu-dicek']) {
      await page.goto(`${server.base}${path}`)
      await page.getByRole('heading', { name: 'Bukan untuk peran Anda' }).waitFor()
      expect(await page.locator('main').innerText()).not.toMatch(/77|88|99|saksi/i)
    }
    await page.context().close()
  })
})

describe('the work list', () => {
  test('[WK6] leads to a TPS and back to the same line, with its filters', async () => {
    const stations = unused.splice(0, 30)
    for (const [i, one] of stations.entries()) {
      await report('witness', one, [100, 100 + i, 100])
      await report('operator', one, [100, 200 + 2 * i, 100])
    }
    const { page } = await as('coordinator', '6472', { width: 1366, height: 600 })
    await page.goto(`${server.base}/perlu-dicek`)
    await page.getByLabel('Daerah').selectOption('6472')
    const link = page.locator('.item .where').nth(20)
    await link.scrollIntoViewIfNeeded()
    const name = await link.innerText()
    const before = await page.evaluate(() => scrollY)
    expect(before).toBeGreaterThan(500)
    await link.click()
    await page.getByRole('button', { name: 'Kembali ke daftar' }).click()
    await page.getByRole('link', { name, exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('?daftar=putuskan&wilayah=6472')
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
    await page.context().close()
  })

  test('[WK7] a report form offers the other contest of its TPS, and warns of one outside the register', async () => {
    const { page } = await as('witness', tps.slice(0, 6), { width: 360, height: 800 })
    await page.goto(`${server.base}/lapor`)
    await page.getByLabel('Kode TPS').fill(`${tps.slice(0, 10)}899`)
    await page.getByText('TPS ini tidak ada dalam daftar').waitFor()
    await page.getByRole('button', { name: 'Ganti TPS' }).click()
    await page.getByLabel('Kode TPS').fill(tps)
    await page.locator('.figure-field input').first().waitFor()
    expect(await page.getByText('TPS ini tidak ada dalam daftar').count()).toBe(0)
    for (const [i, value] of ['10', '20', '30'].entries()) await page.locator('.figure-field input').nth(i).fill(value)
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
    await page.getByRole('button', { name: 'Lapor Gubernur Kaltim di TPS ini' }).click()
    await page.getByText('Gubernur 2').waitFor()
    for (const [i, value] of ['40', '20'].entries()) await page.locator('.figure-field input').nth(i).fill(value)
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
    await page.getByRole('heading', { name: 'Laporan diterima' }).waitFor()
    expect(await page.getByRole('button', { name: /di TPS ini/ }).count()).toBe(0)
    expect(room().state.cells.get(`${tps}/64/1` as never)?.reports).toHaveLength(1)
    await page.context().close()
  })
})

test('[TP11] page, dialogues and lists are read by everybody, in both themes', async () => {
  await report('witness', tps, [50, 60, 70])
  await report('operator', tps, [50, 65, 70])
  await report('witness', `${tps.slice(0, 10)}898`, [1, 2, 3])
  for (const [size, theme] of [
    [WIDE, 'gelap'],
    [{ width: 360, height: 800 }, 'terang'],
  ] as const) {
    const { page } = await as('coordinator', '6472', size)
    const faults = async (what: string): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      return [
        ...violations.map(({ id, nodes }) => `${what} ${theme} ${id}: ${nodes[0]?.html}`),
        ...(sideways > 0 ? [`${what} runs out`] : []),
      ]
    }
    await page.goto(`${server.base}/tps/${tps}?pemilihan=6472&tema=${theme}`)
    await page.getByRole('heading', { name: 'Riwayat' }).waitFor()
    expect(await faults('page')).toEqual([])
    for (const action of ['Putuskan angka', 'Pindahkan laporan', 'Catat putaran baru', 'Betulkan daftar']) {
      await page.getByRole('button', { name: action }).click()
      await dialog(page).getByLabel('Alasan').waitFor()
      expect(await dialog(page).evaluate((one) => one.contains(document.activeElement))).toBe(true)
      if (action === 'Putuskan angka') await dialog(page).getByRole('radio', { name: 'Ketik angkanya' }).check()
      expect(await faults(action)).toEqual([])
      await page.keyboard.press('Escape')
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(action)
    }
    for (const list of ['putuskan', 'diparkir', 'temuan']) {
      await page.goto(`${server.base}/perlu-dicek?daftar=${list}&tema=${theme}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.locator('.skeleton').count()).toBe(0)
      expect(await faults(list)).toEqual([])
    }
    await page.context().close()
  }
}, 120_000)
