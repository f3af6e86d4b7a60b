/** Numbers and times as Indonesian readers write them: 1.234, 36,1, 15.04 WITA. Fixed locale: the wall's browser may speak English. */
const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('id-ID', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export const count = (n: number): string => whole.format(n)

/** With its sign; the minus is a real one, as wide as the plus, so that figures stay in place. */
export const signed = (n: number): string => (n > 0 ? `+${whole.format(n)}` : n < 0 ? `\u2212${whole.format(-n)}` : '0')

/** A share 0..1 in per cent with one decimal and no sign: `36,1`. */
export const share = (part: number): string => oneDecimal.format(part * 100)

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

const ZONES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}
const clocks = new Map<string, Intl.DateTimeFormat>()
function clockOf(timezone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timezone)
  if (!clock)
    clocks.set(
      timezone,
      (clock = new Intl.DateTimeFormat('id-ID', { timeZone: timezone, hour: '2-digit', minute: '2-digit', hour12: false })),
    )
  return clock
}

/** `at` in epoch ms -> `19.42`. */
export const timeOfDay = (at: number, timezone: string): string => clockOf(timezone).format(at).replace(':', '.')
/** The zone as Indonesians say it; a foreign one by its own name. */
export const zoneName = (timezone: string): string => ZONES[timezone] ?? timezone

/** `2020-12-09` -> `9 Des 2020`. */
export const day = (isoDate: string): string =>
  new Intl.DateTimeFormat('id-ID', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
    Date.parse(`${isoDate}T00:00:00Z`),
  )

/** A length of time in words, coarser the longer it is: `12 dtk`, `3 mnt`, `2 jam 5 mnt`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} dtk`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} mnt`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} jam` : `${Math.floor(minutes / 60)} jam ${rest} mnt`
}
