import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Download, Page } from 'playwright-core'
import { ulid } from 'ulid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch } from '../helpers/browser.ts'
import { caller } from '../support/caller.ts'
import { contractElection } from '../support/contract-election.ts'
import { startServer, type TestServer } from '../support/server.ts'

const WIDTH = 1366
let server: TestServer
let browser: Browser
let context: BrowserContext
let page: Page
let person: { cookie: string; name: string }
const complaints: string[] = []

beforeAll(async () => {
  server = await startServer({ election: { ...contractElection(), simulated: true } })
  const token = await server.tokenFor([{ role: 'head', region: '64' }])
  const ask = caller(server.base)
  for (const tps of ['6472011001004', '6472011001005', '6472012001001'])
    await ask(token, 'POST', '/api/forms', { id: ulid(), tps, contest: '6472', figures: { votes: { '1': 83, '2': 102, '3': 40 } } })
  person = await server.signIn('head')
  browser = await launch()
  context = await browser.newContext({ viewport: { width: WIDTH, height: 768 }, acceptDownloads: true })
  const [name = '', value = ''] = person.cookie.split('=')
  await context.addCookies([{ name, value, url: server.base }])
  page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${server.base}/hasil?wilayah=6472`)
  await page.getByRole('button', { name: 'Unduh' }).click()
})
afterAll(async () => {
  await browser.close()
  await server.stop()
})

async function taken(button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download]: [Download, unknown] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  const name = download.suggestedFilename()
  await page.getByText(`Tersimpan: ${name}`).waitFor()
  return { name, bytes: readFileSync(await download.path()) }
}
const NAME = /^SIMULASI-contoh-2020-(hasil|tps|tampilan)-6472-4\.(csv|xlsx|png|pdf)$/

describe('[EX8] the chosen view is taken away from the page itself, as table, picture and PDF', () => {
  test('tables as the server writes them', async () => {
    const csv = await taken('Tabel ini, CSV')
    expect(csv.name).toMatch(NAME)
    expect(csv.bytes.toString()).toContain(`"Diekspor oleh";"${person.name}"`)
    const xlsx = await taken('Semua TPS, Excel')
    expect([xlsx.name, xlsx.bytes.subarray(0, 2).toString()]).toEqual(['SIMULASI-contoh-2020-tps-6472-4.xlsx', 'PK'])
  })
  test('a picture of the view at twice its size, with what it is below it', async () => {
    const element = await page.locator('.take-away').evaluate((menu) => {
      const view = menu.closest('[data-picture]') as HTMLElement
      return { width: view.scrollWidth, height: view.scrollHeight }
    })
    const { name, bytes } = await taken('Tampilan ini, Gambar')
    expect(name).toMatch(NAME)
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(bytes.readUInt32BE(16)).toBe((element.width + 2 * 20) * 2)
    expect(bytes.readUInt32BE(20)).toBeGreaterThan((element.height + 40) * 2)
    expect(await inkIn(bytes)).toBeGreaterThan(0.005)
  })
  test('a PDF of A4 pages', async () => {
    const { name, bytes } = await taken('Tampilan ini, PDF')
    expect(name).toMatch(NAME)
    const text = bytes.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text)?.slice(1).map(Number) ?? []
    expect(box.toSorted((a, b) => a - b).map(Math.round)).toEqual([595, 842])
    expect(bytes.byteLength).toBeGreaterThan(20_000)
  })
  test('the menu stays on the screen of a phone', async () => {
    await page.setViewportSize({ width: 360, height: 800 })
    const box = await page.getByRole('group', { name: 'Unduh' }).boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360)
  })
  test('the policy of the page held: nothing was refused', () => expect(complaints).toEqual([]))
})

/** Share of pixels that are not the ground: an empty drawing has none. */
const inkIn = (png: Buffer): Promise<number> =>
  page.evaluate(async (base64) => {
    const image = new Image()
    image.src = `data:image/png;base64,${base64}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D
    pen.drawImage(image, 0, 0)
    const { data } = pen.getImageData(0, 0, canvas.width, Math.floor(canvas.height * 0.8))
    const ground = data.slice(0, 3)
    let ink = 0
    for (let i = 0; i < data.length; i += 4) if (Math.abs((data[i] ?? 0) - (ground[0] ?? 0)) > 60) ink++
    return ink / (data.length / 4)
  }, png.toString('base64'))
