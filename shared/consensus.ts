/**
 * Double entry: when do blind readings of one sheet settle what stands on it? (IRREGULARITIES.md section 4.)
 *
 * Source: two readings by different people (Barchard et al. 2020: single entry 0.29 % of fields wrong, double 0.14 %), a third to
 * fifth person where they differ, and the sheet's own sums as a further witness.
 * Blind to: a figure that most readers misread the same way while every sum holds or three of four agree on it.
 */

/** One reader's figures by field name; a field he left blank is absent or undefined and speaks neither for nor against. */
export type Reading = Readonly<Record<string, number | undefined>>

/** The sheet's own arithmetic: `parts` add up to `sum`. Silent while one of its fields was read by nobody. */
export type Identity = { readonly sum: string; readonly parts: readonly string[] }

export type Consensus = {
  readonly reading: Reading
  /**
   * `equal`: two readers, no difference, the sums hold. `sums`: just one combination of what was read keeps every sum. `majority`:
   * what most readers read keeps every sum. `written-so`: at least three readers alike on every field though a sum is broken,
   * which is then the polling staff's own slip.
   */
  readonly by: 'equal' | 'sums' | 'majority' | 'written-so'
}

const MAX_DISPUTED = 6
/** Beyond this so many readers differ so widely that no combination means anything, and counting them would take too long. */
const MAX_COMBINATIONS = 4096

/** What was read for one field, most frequent first, and by how many. */
type FieldReadings = { readonly field: string; readonly values: readonly number[]; readonly topReaders: number; readonly readers: number }

/** The accepted figures; undefined = ask a further reader (from five on: the coordinator, with the photo). */
export function consensusOf(readings: readonly Reading[], identities: readonly Identity[]): Consensus | undefined {
  if (readings.length < 2) return undefined
  const fields = readByField(readings)
  const majority = Object.fromEntries(fields.map(({ field, values }) => [field, values[0] as number]))
  const binding = identities.filter(({ sum, parts }) => sum in majority && parts.every((part) => part in majority))
  const disputed = fields.filter(({ values }) => values.length > 1)
  const sumsHold = allHold(majority, binding)
  if (readings.length === 2) return disputed.length === 0 && sumsHold ? { reading: majority, by: 'equal' } : undefined
  const only = onlyCombination(majority, disputed, binding)
  if (only) return { reading: only, by: 'sums' }
  if (disputed.every(hasStrictMajority) && sumsHold) return { reading: majority, by: 'majority' }
  if (readings.length >= 4 && fields.every(isReadAlikeThrice)) return { reading: majority, by: 'written-so' }
  return undefined
}

const hasStrictMajority = ({ topReaders, readers }: FieldReadings) => topReaders >= 2 && topReaders * 2 > readers
/** By three readers, or by all of the fewer who read the field at all. */
const isReadAlikeThrice = ({ values, topReaders }: FieldReadings) => topReaders >= 3 || values.length === 1

const allHold = (reading: Reading, binding: readonly Identity[]): boolean =>
  binding.every(({ sum, parts }) => parts.reduce((total, part) => total + (reading[part] as number), 0) === reading[sum])

function readByField(readings: readonly Reading[]): FieldReadings[] {
  const fields = new Map<string, Map<number, number>>()
  for (const reading of readings) {
    for (const [field, value] of Object.entries(reading)) {
      if (value === undefined) continue
      const counts = fields.get(field) ?? new Map<number, number>()
      fields.set(field, counts.set(value, (counts.get(value) ?? 0) + 1))
    }
  }
  return [...fields].map(([field, counts]) => {
    const ranked = [...counts].toSorted(([, a], [, b]) => b - a)
    const readers = ranked.reduce((sum, [, count]) => sum + count, 0)
    return { field, values: ranked.map(([value]) => value), topReaders: ranked[0]?.[1] ?? 0, readers }
  })
}

/**
 * The one combination of what was read that keeps every sum; undefined when none or several do. A disputed field that no sum
 * looks at (the DPT, say) cannot be told by sums: its majority is taken, and without one there is no combination.
 */
function onlyCombination(majority: Reading, disputed: readonly FieldReadings[], binding: readonly Identity[]): Reading | undefined {
  const isBound = ({ field }: FieldReadings) => binding.some(({ sum, parts }) => sum === field || parts.includes(field))
  const bound = disputed.filter(isBound)
  if (disputed.length > MAX_DISPUTED || !disputed.every((field) => isBound(field) || hasStrictMajority(field))) return undefined
  if (bound.reduce((product, { values }) => product * values.length, 1) > MAX_COMBINATIONS) return undefined
  const fitting: Reading[] = []
  const reading = { ...majority }
  const tryFrom = (next: number): void => {
    const choice = bound[next]
    if (choice === undefined) {
      if (allHold(reading, binding)) fitting.push({ ...reading })
      return
    }
    for (const value of choice.values) {
      reading[choice.field] = value
      tryFrom(next + 1)
      if (fitting.length > 1) return
    }
  }
  tryFrom(0)
  return fitting.length === 1 ? fitting[0] : undefined
}
