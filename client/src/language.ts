import { ref } from 'vue'

export type Language = 'id' | 'en'
export const LANGUAGES: readonly Language[] = ['id', 'en']
const KEY = 'kamar-hitung.language'

/** The language on screen; Indonesian until this device's user chooses. */
export const language = ref<Language>('id')

/** For now only: what this device's user chose stays stored. */
export function showLanguage(next: Language): void {
  language.value = next
  document.documentElement.lang = next
}

export function chooseLanguage(next: Language): void {
  showLanguage(next)
  localStorage.setItem(KEY, next)
}

/** What this device's user chose before. */
export const storedLanguage = (): Language => (localStorage.getItem(KEY) === 'en' ? 'en' : 'id')

/** The language an address asks for with `?bahasa=`: a wall's link brings its own. */
export const languageOf = (wish: unknown): Language | undefined => LANGUAGES.find((one) => one === wish)

/** What the server says in both, in the one on screen. */
export const said = (message: Readonly<Record<Language, string>>): string => message[language.value]

/** A catalogue without its literal texts, so that the other language has to have every entry, and functions of the same figures. */
export type Catalogue<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...figures: infer A) => string
      ? (...figures: A) => string
      : Catalogue<T[K]>
}

/**
 * One catalogue in both languages; every read gives the text of the language on screen and follows it when it changes. Parts may be
 * taken out (`const words = pageWords.states`); a single text may not be kept outside a template, computed value or function.
 */
export function inLanguages<T extends object>(id: T, en: Catalogue<T>): Catalogue<T> {
  const texts: Record<Language, object> = { id, en }
  return follow(texts, (of) => texts[of]) as Catalogue<T>
}

const parts = new WeakMap<object, object>()

function follow(key: object, at: (of: Language) => object): object {
  return new Proxy(key, {
    get: (_, name) => read(at, name),
    has: (_, name) => name in at(language.value),
    ownKeys: () => Reflect.ownKeys(at(language.value)),
    getOwnPropertyDescriptor: (_, name) => ({ configurable: true, enumerable: true, value: read(at, name) }),
  })
}

function read(at: (of: Language) => object, name: string | symbol): unknown {
  const here = at(language.value)
  const value: unknown = Reflect.get(here, name)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  let part = parts.get(value)
  if (!part) parts.set(value, (part = follow({}, (of) => Reflect.get(at(of), name) as object)))
  return part
}
