import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { findBrowser, launchFound } from '../helpers/chromium.ts'
import { largeElection, writeElectionFolder } from '../support/large-election.ts'
import { addToken, kamar, newFolder, removeFolder, startServer, type RealServer } from '../support/real-server.ts'
import { blankRowsWhile, framesWhile, mainThreadOf } from './page-probes.ts'
import { spread, type Line } from './figures.ts'
import { formsOf, idOf, type BenchForm } from './forms.ts'

const POINTS = 160
const BATCH = 500
const QUIET_MS = 3_000
const SIZE = { width: 1366, height: 768 }
const PASSWORD = 'kata sandi untuk ukuran'
const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** Explore as a person sees it, in a headless browser with software rendering: 11,441 TPS and a thousand exact villages. */
export async function explore(): Promise<Line[]> {
  const election = largeElection()
  const data = newFolder()
  const source = writeElectionFolder(election, POINTS)
  kamar(data, 'election', 'load', source)
  const token = addToken(data)
  const account = ['account', 'add', '--name', 'ukur', '--role', 'head', '--region', '64', '--password-stdin']
  execFileSync(process.execPath, [MAIN, ...account], { env: { ...process.env, KAMAR_DATA: data }, input: PASSWORD })
  const server = await startServer(data, token)
  const browser = await launchFound(await findBrowser())
  try {
    return await measured(server, browser, formsOf(election))
  } finally {
    await browser.close()
    await server.stop()
    removeFolder(data)
    removeFolder(source)
  }
}

async function measured(server: RealServer, browser: Browser, forms: readonly BenchForm[]): Promise<Line[]> {
  const section = `Explore, ${forms.length.toLocaleString('en')} TPS, ${SIZE.width} x ${SIZE.height}, software rendering`
  // Half of the night is in before anybody looks; the other half is what arrives.
  const half = Math.floor(forms.length / 2)
  for (let at = 0; at < half; at += BATCH) await post(server, forms.slice(0, half), { stream: 'E', at })
  const page = await signedIn(server, browser)
  const lines: Line[] = []
  const frames = async (what: string, path: string, selector: string): Promise<void> => {
    await page.goto(`${server.url}${path}`)
    await ready(page, selector)
    const [panned, zoomed] = [await framesWhile(page, () => pan(page, selector)), await framesWhile(page, () => zoom(page, selector))]
    for (const [how, { p50, p99 }] of [
      ['pan', spread(panned)],
      ['zoom', spread(zoomed)],
    ] as const) {
      lines.push({ section, what: `${what}: ${how}, frame median`, value: p50, unit: 'ms', bar: '<= 50', met: p50 <= 50 })
      lines.push({ section, what: `${what}: ${how}, frame p99`, value: p99, unit: 'ms' })
    }
  }
  await frames('map of 1,000 exact villages', '/jelajah?rinci=desa&peta=peta', '.geo-map .host')
  await frames('mosaic of all TPS', '/jelajah?rinci=tps&peta=mosaik', '.cell-map .host')
  const blank = await blankRowsWhile(page, () => scroll(page))
  lines.push({
    section,
    what: `table scroll, ${blank.frames} frames: frames with a blank row`,
    value: blank.blank,
    unit: 'frames',
    bar: '0',
    met: blank.blank === 0,
  })
  const scrolled = spread(blank.times)
  lines.push({ section, what: 'table scroll, frame median', value: scrolled.p50, unit: 'ms', bar: '<= 50', met: scrolled.p50 <= 50 })
  for (const [what, path] of [
    ['mosaic and table of all TPS', '/jelajah?rinci=tps&peta=mosaik'],
    ['map and table of villages', '/jelajah?rinci=desa&peta=peta'],
  ] as const) {
    const took = spread(
      await deltas(page, server, forms.slice(half), { path, stream: what[0] === 'm' && path.includes('tps') ? 'F' : 'G' }),
    )
    lines.push({
      section,
      what: `1,000 TPS change, ${what}: all work of the page, median`,
      value: took.p50,
      unit: 'ms',
      bar: '<= 100',
      met: took.p50 <= 100,
    })
    lines.push({ section, what: `1,000 TPS change, ${what}: worst`, value: took.max, unit: 'ms' })
  }
  return lines
}

async function signedIn(server: RealServer, browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: SIZE })).newPage()
  // What runs this file names functions with a helper of its own, which a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.goto(`${server.url}/masuk`)
  await page.getByLabel('Nama akun').fill('ukur')
  await page.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
  return page
}
async function ready(page: Page, selector: string): Promise<void> {
  await page.locator(selector).waitFor()
  await page.locator('.explore [data-row]').nth(5).waitFor()
  await page.locator('.filters').waitFor()
  // Boundaries, stations and the snapshot have their own pace.
  await page.waitForTimeout(2_000)
}

async function pan(page: Page, selector: string): Promise<void> {
  const { x, y } = await middle(page, selector)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 1; i <= 60; i++) await page.mouse.move(x + 120 * Math.sin(i / 6), y + 80 * Math.sin(i / 9))
  await page.mouse.up()
}
async function zoom(page: Page, selector: string): Promise<void> {
  const { x, y } = await middle(page, selector)
  await page.mouse.move(x, y)
  for (let i = 0; i < 30; i++) await page.mouse.wheel(0, i % 20 < 10 ? -120 : 120)
  await page.waitForTimeout(500)
}
async function middle(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).boundingBox()
  return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
}
async function scroll(page: Page): Promise<void> {
  const { x, y } = await middle(page, '.explore [role=grid]')
  await page.mouse.move(x, y)
  for (let i = 0; i < 60; i++) await page.mouse.wheel(0, i % 3 === 0 ? 4_000 : 700)
  await page.waitForTimeout(300)
}

/**
 * A thousand forms at once, five times; each time the work of the page from the first frame until it was still again, less what it does
 * in the same time while nothing happens.
 */
async function deltas(
  page: Page,
  server: RealServer,
  forms: readonly BenchForm[],
  { path, stream }: { path: string; stream: string },
): Promise<number[]> {
  await page.goto(`${server.url}${path}`)
  await ready(page, '.explore [role=grid]')
  const used = await mainThreadOf(page)
  const during = async (act: () => Promise<void>): Promise<number> => {
    const before = await used()
    await act()
    await page.waitForTimeout(QUIET_MS)
    return (await used()) - before
  }
  const still = await during(() => page.waitForTimeout(500))
  const took: number[] = []
  for (let round = 0; round < 5; round++) {
    const at = round * 2 * BATCH
    const work = await during(
      async () => void (await Promise.all([at, at + BATCH].map((from) => post(server, forms, { stream, at: from })))),
    )
    took.push(work - still)
  }
  return took
}
/** One batch of the forms from `at` on; ids follow from the stream and the form's place. */
async function post(server: RealServer, forms: readonly BenchForm[], { stream, at }: { stream: string; at: number }): Promise<void> {
  const batch = forms.slice(at, at + BATCH).map((form, i) => ({ id: idOf(stream, at + i), source: 'witness', ...form }))
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
  const response = await fetch(`${server.url}/api/forms/batch`, { method: 'POST', headers, body: JSON.stringify({ forms: batch }) })
  const { answers } = (await response.json()) as { answers: { status: number }[] }
  const refused = answers.find(({ status }) => status !== 201)
  if (refused) throw new Error(`a form was answered ${JSON.stringify(refused)}`)
}
