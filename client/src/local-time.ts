/** `2020-12-09T20:15`: a minute on the clock of the election's place, as fields of a form and addresses write it. */
export function localMinute(ms: number, timezone: string): string {
  // Swedish dates are ISO dates.
  const told = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' }).format(ms)
  return told.replace(' ', 'T')
}

/** Epoch ms of such a minute; undefined = it is none. */
export function minuteFrom(text: string, timezone: string): number | undefined {
  const [, minute] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)$/.exec(text) ?? []
  const asUtc = Date.parse(`${minute}:00Z`)
  if (minute === undefined || Number.isNaN(asUtc)) return undefined
  // The zone's distance from UTC is read off at the guess; a second look mends a guess on the other side of a change of clocks.
  const offset = (at: number): number => Date.parse(`${localMinute(at, timezone)}:00Z`) - Math.floor(at / 60_000) * 60_000
  const guess = asUtc - offset(asUtc)
  return asUtc - offset(guess)
}
