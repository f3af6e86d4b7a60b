import { language, type Language } from './language.ts'
import { formatWords } from './words/format.ts'

/**
 * Numbers and times as readers of the language on screen write them: `1.234`, `36,1`, `19.42` or `1,234`, `36.1`, `19:42`; the zone
 * is the election's in both. Fixed locales: the wall's browser may speak a third language.
 */
const LOCALE: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' }

/** One maker's formats, made once for each language; reads the language, so what is shown follows it. */
function byLanguage<F>(make: (locale: string) => F): () => F {
  const made: Partial<Record<Language, F>> = {}
  return () => (made[language.value] ??= make(LOCALE[language.value]))
}
const whole = byLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }))
const oneDecimal = byLanguage((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }))
const atMostOneDecimal = byLanguage((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))

export const count = (n: number): string => whole().format(n)

/** With its sign; the minus is a real one, as wide as the plus, so that figures stay in place. */
export const signed = (n: number): string => (n > 0 ? `+${count(n)}` : n < 0 ? `\u2212${count(-n)}` : '0')

/** A share 0..1 in per cent with one decimal and no sign: `36,1`. */
export const share = (part: number): string => oneDecimal().format(part * 100)

/**
 * Part of a whole in whole per cent. Never rounds up to 100 nor down to 0: "100 %" is said only when nothing is missing.
 * A whole of 0 has no percentage.
 */
export function percent(part: number, of: number): string {
  if (of <= 0) return '-'
  const rounded = Math.round((part / of) * 100)
  const honest = part >= of ? 100 : part > 0 ? Math.min(99, Math.max(1, rounded)) : 0
  return `${honest}\u00a0%`
}

/** Bytes in the words of a file list: `1,2 MB`. */
export function size(bytes: number): string {
  const [unit, per] = bytes >= 1024 * 1024 ? (['MB', 1024 * 1024] as const) : (['KB', 1024] as const)
  return `${atMostOneDecimal().format(Math.max(bytes / per, 0.1))} ${unit}`
}

const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}
const inZone = (options: Intl.DateTimeFormatOptions): ((timezone: string) => Intl.DateTimeFormat) => {
  const made = new Map<string, () => Intl.DateTimeFormat>()
  return (timezone) => {
    let format = made.get(timezone)
    if (!format) made.set(timezone, (format = byLanguage((locale) => new Intl.DateTimeFormat(locale, { timeZone: timezone, ...options }))))
    return format()
  }
}
const clock = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayMonth = inZone({ day: 'numeric', month: 'short' })
const fullDay = inZone({ day: 'numeric', month: 'short', year: 'numeric' })

/** `at` in epoch ms -> `19.42`. */
export const timeOfDay = (at: number, timezone: string): string => clock(timezone).format(at)
/** The zone as Indonesians say it; a foreign one by its own name. */
export const zoneName = (timezone: string): string => ZONES[timezone] ?? timezone

/** `at` in epoch ms -> `10 Des`. */
export const dayOfYear = (at: number, timezone: string): string => dayMonth(timezone).format(at)

/** `2020-12-09` -> `9 Des 2020`. */
export const day = (isoDate: string): string => fullDay('UTC').format(Date.parse(`${isoDate}T00:00:00Z`))

/** A length of time in words, coarser the longer it is: `12 dtk`, `3 mnt`, `2 jam 5 mnt`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return formatWords.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return formatWords.minutes(minutes)
  const hours = formatWords.hours(Math.floor(minutes / 60))
  return minutes % 60 === 0 ? hours : `${hours} ${formatWords.minutes(minutes % 60)}`
}
