/* oxlint-disable vitest/no-standalone-expect -- a walk is asked by tests: its assertions are theirs */
import { readdirSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Language } from '../../client/src/language.ts'
import type { Theme } from '../../client/src/stores/preferences.ts'
import { PASSWORD } from './server.ts'

export type Look = { readonly language: Language; readonly theme: Theme }
export const LOOKS: readonly Look[] = (['id', 'en'] as const).flatMap((language) =>
  (['dark', 'light'] as const).map((theme) => ({ language, theme })),
)

const WORDS = new URL('../../client/src/words/', import.meta.url)
/** Every text of a language that is not made of figures, in small letters. */
async function textsOf(language: Language): Promise<string[]> {
  const files = readdirSync(WORDS).filter((name) => name.endsWith(`.${language}.ts`))
  const catalogues = await Promise.all(files.map((name) => import(new URL(name, WORDS).href) as Promise<Record<string, unknown>>))
  return catalogues.flatMap((one) => stringsIn(one[language])).map((text) => text.toLowerCase())
}
const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Shorter texts are words that both languages have. */
const TELLING = 13
const [id, en] = await Promise.all([textsOf('id'), textsOf('en')])
const onlyIn = (these: readonly string[], others: readonly string[]): string[] =>
  these.filter((text) => text.length >= TELLING && !others.some((other) => other.includes(text)))
const FOREIGN: Readonly<Record<Language, readonly string[]>> = { id: onlyIn(en, id), en: onlyIn(id, en) }

/** One person's browser in one look; what its console says as an error is kept. */
export class Walker {
  readonly errors: string[] = []
  readonly page: Page
  readonly look: Look
  readonly #base: string
  private constructor(page: Page, look: Look, base: string) {
    this.page = page
    this.look = look
    this.#base = base
    page.on('pageerror', (error) => this.errors.push(error.message))
    page.on('console', (line) => line.type() === 'error' && this.errors.push(`${line.text()} ${line.location().url}`))
  }
  static async open(browser: Browser, look: Look, base: string): Promise<Walker> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
    return new Walker(await context.newPage(), look, base)
  }
  /** Of two texts the one in this walker's language. */
  say = <T>(indonesian: T, english: T): T => (this.look.language === 'id' ? indonesian : english)
  goto = (path: string): Promise<unknown> => this.page.goto(this.#base + path)
  button = (name: string | RegExp) => this.page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) })
  heading = (name: string | RegExp): Promise<void> => this.page.getByRole('heading', { name }).first().waitFor()

  /** At the door: language and theme first, as somebody would who cannot read the page otherwise. */
  async chooseLook(): Promise<void> {
    if (this.look.language === 'en') await this.button('English').click()
    await this.page.getByLabel(this.say('Tema', 'Theme')).first().selectOption(this.look.theme)
  }
  async signIn(name: string): Promise<void> {
    await this.goto('/masuk')
    await this.page.getByLabel('Nama akun').waitFor()
    await this.chooseLook()
    await this.page.getByLabel(this.say('Nama akun', 'Account name')).fill(name)
    await this.page.getByLabel(this.say('Kata sandi', 'Password'), { exact: true }).fill(PASSWORD)
    await this.button(this.say('Masuk', 'Sign in')).click()
    await this.button(this.say('Keluar', 'Sign out')).waitFor()
  }
  /** Nothing of the page is still to come, and all of it is in this language and theme. */
  async looksRight(): Promise<void> {
    await expect.poll(() => this.page.locator('.skeleton').count()).toBe(0)
    const seen = await this.page.evaluate(() => ({
      lang: document.documentElement.lang,
      ground: getComputedStyle(document.body).backgroundColor,
      text: document.body.innerText.toLowerCase(),
    }))
    expect({ ...this.look, foreign: FOREIGN[this.look.language].filter((text) => seen.text.includes(text)) }).toEqual({
      language: seen.lang,
      theme: themeOfGround(seen.ground),
      foreign: [],
    })
  }
  /** Follows the first row of a table, so many levels down. */
  async goesDown(levels: number): Promise<void> {
    for (let level = 0; level < levels; level++) {
      const before = this.page.url()
      await this.page.getByRole('rowheader').getByRole('link').first().click()
      await this.page.waitForURL((now) => now.href !== before)
      await expect.poll(() => this.page.locator('.skeleton').count()).toBe(0)
    }
  }
  async isAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze()
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(grave.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
  }
  async isRefused(path: string): Promise<void> {
    await this.goto(path)
    await this.heading(this.say('Bukan untuk peran Anda', 'Not for your role'))
    await this.looksRight()
  }
  async leave(): Promise<void> {
    expect(this.errors).toEqual([])
    await this.page.context().close()
  }
}

const MIDDLE = 128
/** `rgb(r, g, b)`: every ground of ours is clearly the one or the other. */
function themeOfGround(colour: string): Theme {
  const parts = (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number)
  expect(parts).toHaveLength(3)
  return parts.every((part) => part > MIDDLE) ? 'light' : 'dark'
}
