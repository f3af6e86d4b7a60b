/** p in 0..1 of ascending numbers, nearest rank; NaN of none. */
const rank = (sorted: readonly number[], p: number) =>
  sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)]!

export type Spread = { readonly n: number; readonly p50: number; readonly p99: number; readonly max: number }
/** Milliseconds unless said otherwise. */
export function spread(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).toSorted()
  const list = sorted as unknown as readonly number[]
  return { n: sorted.length, p50: rank(list, 0.5), p99: rank(list, 0.99), max: rank(list, 1) }
}

/** One line of the report: what was measured, the figure, the bar it is held against and whether it is met. */
export type Line = {
  readonly section: string
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly bar?: string
  readonly met?: boolean
}

const shown = (value: number) =>
  Number.isNaN(value) ? '-' : Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1)

export function printTable(lines: readonly Line[]): void {
  let section = ''
  for (const line of lines) {
    if (line.section !== section) console.log(`\n${(section = line.section)}`)
    const verdict = line.met === undefined ? '' : line.met ? 'met' : 'MISSED'
    console.log(
      `  ${line.what.padEnd(58)} ${shown(line.value).padStart(10)} ${line.unit.padEnd(9)} ${(line.bar ?? '').padEnd(34)} ${verdict}`.trimEnd(),
    )
  }
}

/** Items by key, in the order they came (Map.groupBy needs a newer Node than we support). */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
