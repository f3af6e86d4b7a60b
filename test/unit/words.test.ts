import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { duration, count, day, share, signed, size, timeOfDay } from '../../client/src/format.ts'
import { language, languageOf } from '../../client/src/language.ts'
import { moment } from '../../client/src/moment.ts'

afterEach(() => (language.value = 'id'))

const folder = new URL('../../client/src/words/', import.meta.url)
const topics = readdirSync(folder).flatMap((file) => /^(.+)\.id\.ts$/.exec(file)?.[1] ?? [])
async function catalogue(topic: string, of: 'id' | 'en'): Promise<unknown> {
  const module = (await import(`../../client/src/words/${topic}.${of}.ts`)) as Record<string, unknown>
  return module[of]
}

/** Stands for the nth figure of a text; a part of it (`what.source`) for itself. */
const figure = (n: number): unknown =>
  new Proxy(
    {},
    {
      get: (_, name) =>
        typeof name === 'symbol' ? () => `<${n}>` : ['toString', 'valueOf'].includes(name) ? () => `<${n}>` : `<${n}.${name}>`,
    },
  )
const told = (text: unknown): string =>
  typeof text === 'function'
    ? String((text as (...figures: unknown[]) => unknown)(...Array.from({ length: text.length }, (_, n) => figure(n))))
    : String(text)

/** `path` -> text, of everything below. */
function texts(of: unknown, path: string): [path: string, text: string][] {
  if (typeof of !== 'object' || of === null) return [[path, told(of)]]
  return Object.entries(of).flatMap(([name, part]) => texts(part, `${path}.${name}`))
}
const figuresIn = (text: string): string[] => [...new Set(text.match(/<[^>]+>/g))].toSorted()

describe('[WD2] both languages say everything, with the same figures in it', () => {
  test.each(topics)('%s', async (topic) => {
    const id = new Map(texts(await catalogue(topic, 'id'), topic))
    const en = new Map(texts(await catalogue(topic, 'en'), topic))
    expect([...en.keys()].toSorted()).toEqual([...id.keys()].toSorted())
    expect([...id, ...en].filter(([, text]) => text.trim() === '')).toEqual([])
    for (const [path, text] of id) expect([path, ...figuresIn(en.get(path) ?? '')]).toEqual([path, ...figuresIn(text)])
  })
})

/** Words that no sentence does without, and that mean nothing in the other language. */
const INDONESIAN =
  /\b(yang|dan|untuk|dari|tidak|belum|sudah|dengan|ini|itu|pada|atau|anda|bila|lagi|oleh|suara|daerah|pemilihan|laporan|masuk|kata|sandi|dicek|layar)\b/i
const ENGLISH = /\b(the|and|of|your|are|not|this|that|with|have|from|when|figures|votes|polling|sign|password)\b/i
/** Said in the other language on purpose. */
const QUOTED = /kamar-hitung|ya \(yes\) or tidak \(no\)|SMS\/telepon|war room|WGS|Sign in|pemilihan=/g

describe('[WD3] no text is left in the other language', () => {
  test.each(topics)('%s', async (topic) => {
    const left = (of: [string, string][], foreign: RegExp) =>
      of.filter(([, text]) => foreign.test(text.replaceAll(QUOTED, '').replaceAll(/<[^>]+>/g, '')))
    const [id, en] = [texts(await catalogue(topic, 'id'), topic), texts(await catalogue(topic, 'en'), topic)]
    expect(left(en, INDONESIAN)).toEqual([])
    expect(left(id, ENGLISH)).toEqual([])
    const same = new Map(id)
    expect(en.filter(([path, text]) => text === same.get(path) && text.split(' ').length > 3 && !path.endsWith('.example'))).toEqual([])
  })
})

test('[WD4] figures, dates and lengths of time are written as readers of the language write them; the zone stays', () => {
  const at = Date.parse('2020-12-10T00:05:00+08:00')
  const all = () => [
    count(1_234_567),
    signed(-3_065),
    share(0.36149),
    size(1_258_291),
    timeOfDay(at, 'Asia/Makassar'),
    day('2020-12-09'),
    duration(7_499_000),
  ]
  const clock = { date: '2020-12-09', timezone: 'Asia/Makassar' }
  expect([...all(), moment(at, clock)]).toEqual([
    '1.234.567',
    '\u22123.065',
    '36,1',
    '1,2 MB',
    '00.05',
    '9 Des 2020',
    '2 jam 4 mnt',
    '10 Des 00.05 WITA',
  ])
  language.value = 'en'
  expect([...all(), moment(at, clock)]).toEqual([
    '1,234,567',
    '\u22123,065',
    '36.1',
    '1.2 MB',
    '00:05',
    '9 Dec 2020',
    '2 h 4 min',
    '10 Dec 00:05 WITA',
  ])
})

test('[WD5] an address asks for one of the two languages, or for none', () => {
  expect(['en', 'id', 'fr', undefined, ['en']].map(languageOf)).toEqual(['en', 'id', undefined, undefined, undefined])
})
