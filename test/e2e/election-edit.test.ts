import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from '../helpers/browser.ts'
import { contractElection, CONTRACT_FILES } from '../support/contract-election.ts'
import { PASSWORD, startServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
beforeAll(async () => {
  browser = await launch()
  server = await startServer({ election: contractElection() })
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const WIDE = { width: 1366, height: 768 }
const PHONE = { width: 360, height: 800 }
async function administrator(at: TestServer, size = WIDE): Promise<Page> {
  const { name } = await at.signIn('administrator')
  const page = await (await browser.newContext({ viewport: size, reducedMotion: 'reduce' })).newPage()
  await page.goto(`${at.base}/masuk`)
  await page.getByLabel('Nama akun').fill(name)
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
  return page
}
const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })

describe('[ES7] an election is set up by page', () => {
  test('names, a candidate and a colour are changed, what is wrong is told at its field, and screens follow', async () => {
    const page = await administrator(server)
    await page.goto(`${server.base}/kelola/ubah`)
    await page.getByText('Belum ada laporan yang masuk').waitFor()
    await page.getByText('Wali Kota Samarinda').first().click()
    const contest = page.locator('details', { hasText: 'Wali Kota Samarinda' })
    await contest.getByLabel('Nama, calon 1').fill('')
    await page.getByText('1 isian perlu diperbaiki').waitFor()
    await contest.getByLabel('Nama, calon 1').fill('Andi dan Sari')
    await contest.getByLabel('Nama pendek, calon 1').fill('Andi-Sari')
    await contest.getByLabel('Warna, calon 1').fill('#ffff99')
    await contest.getByText('Andi dan Sari: kurang kontras di layar terang').waitFor()
    await contest.getByRole('button', { name: 'Tambah calon' }).click()
    await contest.getByLabel('Nama, calon 4').fill('Paslon 4')
    await page.getByLabel('Nama pemilihan').first().fill('Pilkada contoh raya')
    await page.getByRole('button', { name: 'Simpan perubahan' }).click()
    await page.getByText('Perubahan disimpan.').waitFor()
    await page.locator('header').getByText('Pilkada contoh raya').waitFor()
    expect(server.rooms().election.contests[1]?.candidates.map(({ number, name, short }) => [number, name, short])).toEqual([
      [1, 'Andi dan Sari', 'Andi-Sari'],
      [2, 'Paslon 2', undefined],
      [3, 'Paslon 3', undefined],
      [4, 'Paslon 4', undefined],
    ])
    await page.context().close()
  })
  test('boundaries tell what matches before they are kept; the paper stands beside', async () => {
    const page = await administrator(server)
    await page.goto(`${server.base}/kelola/ubah`)
    await page.getByText('Jumlah pemilih dalam DPT').waitFor()
    const ring = [
      [114, 0],
      [115, 0],
      [115, 1],
      [114, 0],
    ]
    const features = ['6471', '6499'].map((code) => ({
      type: 'Feature',
      properties: { code },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }))
    const geojson = file('kaltim.geojson', JSON.stringify({ type: 'FeatureCollection', features }))
    await page.locator('input[type=file][accept*=geojson]').setInputFiles([geojson])
    await page.getByRole('row', { name: /Kabupaten dan kota 1 1 6499 2/ }).waitFor()
    await page.getByRole('button', { name: 'Pasang batas ini' }).click()
    await page.getByText('Batas daerah sudah dipasang.').waitFor()
    await page.getByRole('link', { name: 'Unduh boundaries-regency.geojson' }).waitFor()
    await page.context().close()
  })
  test('[ES10] from an empty folder: fields and tps.csv make an election', async () => {
    const empty = await startServer({ election: null })
    const page = await administrator(empty)
    await page.goto(`${empty.base}/siapkan`)
    await page.getByRole('button', { name: 'Mulai menyusun' }).click()
    await page.getByRole('button', { name: 'Muat pemilihan ini' }).click()
    await page.getByText('8 isian perlu diperbaiki').waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.closest('[data-at]')?.getAttribute('data-at'))
    expect(await focused()).toBe('id')
    await page.getByRole('button', { name: 'Pemilihan 1, calon 2: Nama: Wajib diisi.' }).click()
    expect(await focused()).toBe('contests.0.candidates.1.name')
    await page.getByLabel('Nama pemilihan').first().fill('Pilkada Sendiri')
    expect(await page.getByLabel('Tanda pengenal').inputValue()).toBe('pilkada-sendiri')
    await page.getByLabel('Tanda pengenal').fill('sendiri-2020')
    await page.getByLabel('Nama pemilihan').first().fill('Pilkada sendiri')
    const given = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Unduh contoh tps.csv' }).last().click()
    expect((await given).suggestedFilename()).toBe('tps.csv')
    await page.getByLabel('Hari pemungutan suara').fill('2020-12-09')
    await page.getByLabel('Kode daerah').fill('6472')
    await page.locator('details').getByLabel('Nama pemilihan').fill('Wali Kota Samarinda')
    for (const n of [1, 2]) await page.getByLabel(`Nama, calon ${n}`, { exact: true }).fill(`Paslon ${n}`)
    const register = (CONTRACT_FILES.get('tps.csv') ?? '').split('\n').filter((row) => !row.startsWith('6471'))
    await page.locator('form input[type=file]').setInputFiles([file('daftar tps.csv', register.join('\n'))])
    await page.getByRole('button', { name: 'Muat pemilihan ini' }).click()
    await page.getByRole('heading', { name: 'Kamar hitung siap' }).waitFor()
    expect(empty.services.rooms()?.election).toMatchObject({ id: 'sendiri-2020', contests: [{ region: '6472' }] })
    await page.context().close()
    await empty.stop()
  })
  test.each([
    [WIDE, 'gelap'],
    [PHONE, 'terang'],
  ] as const)('axe finds nothing, and nothing runs out sideways: %j %s', async (size, theme) => {
    const page = await administrator(server, size)
    await page.goto(`${server.base}/kelola/ubah?tema=${theme}`)
    await page.getByText('Wali Kota Samarinda').first().click()
    await page.locator('details', { hasText: 'Wali Kota Samarinda' }).getByLabel('Nama, calon 2').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})
