import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

export type Found = {
  path: string
  /** Environment the browser needs beside ours. */
  env: Record<string, string>
}

const system = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * CHROMIUM_PATH if set; on Linux x64 the Chromium that npm ci brought; elsewhere the system's.
 * @sparticuz/chromium unpacks into TMPDIR and takes whatever binary lies there, so it gets a folder of its own version;
 * the AWS variable makes it also unpack NSS and expat, so that a bare machine needs no apt package.
 */
export async function findBrowser(): Promise<Found> {
  const set = process.env['CHROMIUM_PATH']
  if (set) return { path: set, env: {} }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8')) as { version: string }
    const dir = join(process.cwd(), 'node_modules/.cache', `chromium-${version}`)
    mkdirSync(dir, { recursive: true })
    const keep = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] }
    Object.assign(process.env, { TMPDIR: dir, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' })
    const { default: bundled } = await import('@sparticuz/chromium')
    bundled.setGraphicsMode = false
    const path = await bundled.executablePath()
    for (const [k, v] of Object.entries(keep))
      if (v === undefined) delete process.env[k]
      else process.env[k] = v
    // Its own fonts.conf names folders of another machine; without any font a glyph that ours lack ends the browser.
    const fonts = join(dir, 'fonts.conf')
    writeFileSync(
      fonts,
      `<?xml version="1.0"?><fontconfig><dir>${join(dir, 'fonts/fonts')}</dir><cachedir>${join(dir, 'fonts-cache')}</cachedir></fontconfig>`,
    )
    return { path, env: { LD_LIBRARY_PATH: join(dir, 'al2023/lib'), FONTCONFIG_FILE: fonts } }
  }
  const path = system.find((p) => existsSync(p))
  if (!path) throw new Error('No Chromium: set CHROMIUM_PATH')
  return { path, env: {} }
}
export function launchFound({ path, env }: Found): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    headless: true,
    env: { ...(process.env as Record<string, string>), ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
