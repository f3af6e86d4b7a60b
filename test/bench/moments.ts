import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { findBrowser, launchFound } from '../helpers/chromium.ts'
import { largeElection, writeElectionFolder } from '../support/large-election.ts'
import { addToken, kamar, newFolder, removeFolder, startServer, type RealServer } from '../support/real-server.ts'
import { spread, type Line } from './figures.ts'
import { formsOf, idOf } from './forms.ts'

const BATCH = 500
const AT_ONCE = 4
const STEPS = 40
const MOMENTS = 60
/** Of the demo, so that its night of a day and a half is in within two minutes. */
const SPEED = 1_000
const NIGHT_MS = 110_000
const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** Looking back: on the server over that many facts, and in a browser over the night of the demo, which has hours to drag through. */
export async function moments(facts: number): Promise<Line[]> {
  return [...(await onServer(facts)), ...(await inBrowser())]
}

/** The first look folds every room once more; a moment after it is read from keyframes. */
async function onServer(facts: number): Promise<Line[]> {
  const election = largeElection()
  const [data, source] = [newFolder(), writeElectionFolder(election, 8)]
  kamar(data, 'election', 'load', source)
  const server = await startServer(data, addToken(data))
  try {
    const began = Date.now()
    await fill(server, formsOf(election), facts)
    const ended = Date.now()
    const first = await momentMs(server, ended)
    const took: number[] = []
    for (let i = 0; i < MOMENTS; i++) took.push(await momentMs(server, began + ((ended - began) * ((i * 37) % MOMENTS)) / MOMENTS))
    const { p50, max } = spread(took)
    const section = `Looking back, ${facts.toLocaleString('en')} facts, whole province`
    return [
      { section, what: 'first look, every room folded once more', value: first, unit: 'ms', bar: '<= 10,000', met: first <= 10_000 },
      { section, what: 'a moment on the server, median', value: p50, unit: 'ms', bar: '<= 100', met: p50 <= 100 },
      { section, what: 'a moment on the server, worst', value: max, unit: 'ms', bar: '<= 500', met: max <= 500 },
    ]
  } finally {
    await server.stop()
    for (const folder of [data, source]) removeFolder(folder)
  }
}

async function inBrowser(): Promise<Line[]> {
  const port = 20_000 + (process.pid % 20_000)
  const env = { ...process.env, PORT: String(port), KAMAR_LOG: 'error' }
  const demo = spawn(process.execPath, [MAIN, 'demo', '--speed', String(SPEED)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const browser = await launchFound(await findBrowser())
  try {
    const password = await passwordOf(demo)
    await new Promise((resolve) => setTimeout(resolve, NIGHT_MS))
    const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
    await signIn(page, `http://127.0.0.1:${port}`, password)
    const { n, p50, max } = spread(await dragSteps(page))
    const section = 'Looking back in the browser, the night of the demo, 1366 x 768, software rendering'
    return [
      { section, what: `a step of the slider until it is shown, median of ${n}`, value: p50, unit: 'ms', bar: '<= 200', met: p50 <= 200 },
      { section, what: 'a step of the slider until it is shown, worst', value: max, unit: 'ms', bar: '<= 1,000', met: max <= 1_000 },
    ]
  } finally {
    await browser.close()
    demo.kill('SIGTERM')
  }
}

async function passwordOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('the demo says nothing')
  for await (const line of createInterface({ input: stdout })) {
    const password = /password of everybody: ([\w-]+)/.exec(line)?.[1]
    if (password) {
      stdout.resume()
      return password
    }
  }
  throw new Error('the demo ended without telling its password')
}

async function fill(server: RealServer, forms: ReturnType<typeof formsOf>, facts: number): Promise<void> {
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
  let next = 0
  const send = async (): Promise<void> => {
    for (let at = (next += BATCH) - BATCH; at < facts; at = (next += BATCH) - BATCH) {
      const batch = Array.from({ length: BATCH }, (_, i) => ({
        ...forms[(at + i) % forms.length],
        id: idOf('M', at + i),
        source: 'witness',
      }))
      const answer = await fetch(`${server.url}/api/forms/batch`, { method: 'POST', headers, body: JSON.stringify({ forms: batch }) })
      if (!answer.ok) throw new Error(`a batch was answered ${answer.status}`)
      await answer.arrayBuffer()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
}

async function momentMs(server: RealServer, at: number): Promise<number> {
  const began = performance.now()
  const headers = { authorization: `Bearer ${server.token}` }
  const answer = await fetch(`${server.url}/api/moment?region=64&at=${new Date(at).toISOString()}`, { headers })
  if (!answer.ok) throw new Error(`a moment was answered ${answer.status}`)
  await answer.arrayBuffer()
  return performance.now() - began
}

async function signIn(page: Page, url: string, password: string): Promise<void> {
  // What runs this file names functions with a helper of its own, which a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.goto(`${url}/masuk`)
  await page.getByLabel('Nama akun').fill('analis')
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Masuk' }).click()
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
  await page.goto(`${url}/putar-ulang`)
  await page.locator('[data-shown]').waitFor()
}

/** From the slider's input to the frame after the picture is of that moment; no step goes where an earlier one has been. */
function dragSteps(page: Page): Promise<number[]> {
  return page.evaluate(async (steps) => {
    const slider = document.querySelector<HTMLInputElement>('[data-testid=replay-slider]')!
    const shown = (): string | undefined => document.querySelector<HTMLElement>('[data-shown]')?.dataset['shown']
    const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))
    const most = Number(slider.max)
    const took: number[] = []
    for (let i = 1; i <= steps; i++) {
      const before = shown()
      const to = String(Math.round((most * (((i * 17) % steps) + 0.5)) / steps))
      const began = performance.now()
      slider.value = to
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      while (shown() === before && performance.now() - began < 10_000) await frame()
      await frame()
      took.push(performance.now() - began)
    }
    return took
  }, STEPS)
}
