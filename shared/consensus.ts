/**
 * Double entry: when do blind readings of one sheet settle what stands on it? (IRREGULARITIES.md section 4.)
 *
 * Source: two readings by different people (Barchard et al. 2020: single entry 0.29 % of fields wrong, double 0.14 %), a third to
 * fifth person where they differ, and the sheet's own sums as a further witness.
 * Blind to: a figure that most readers misread the same way and that happens to keep every sum.
 */

/** One reader's figures by field name; a field he left blank is absent or undefined and speaks neither for nor against. */
export type Reading = Readonly<Record<string, number | undefined>>

export type Consensus = {
  readonly reading: Reading
  /**
   * `equal`: two readers, no difference. `sums`: one combination of what was read keeps every sum. `majority`: most readers, and
   * the sums hold. `written-so`: at least three of four readers alike though a sum is broken: the polling staff's own slip.
   */
  readonly by: 'equal' | 'sums' | 'majority' | 'written-so'
}

const MAX_DISPUTED = 6

type Value = { readonly value: number; readonly readers: number }
/** What was read for one field, most frequent first. */
type FieldReadings = { readonly field: string; readonly values: readonly Value[]; readonly readers: number }

/**
 * The accepted figures, or undefined = ask a further reader (from five on: the coordinator, with the photo).
 * `identities` = true when the sheet's sums hold as far as their operands are there.
 */
export function consensusOf(readings: readonly Reading[], identities: (reading: Reading) => boolean): Consensus | undefined {
  if (readings.length < 2) return undefined
  const fields = readByField(readings)
  const disputed = fields.filter((field) => field.values.length > 1)
  const majority = Object.fromEntries(fields.map((field) => [field.field, field.values[0]?.value]))
  if (readings.length === 2) return disputed.length === 0 && identities(majority) ? { reading: majority, by: 'equal' } : undefined
  const only = onlyCombination(majority, disputed, identities)
  if (only) return { reading: only, by: 'sums' }
  if (disputed.every(hasStrictMajority) && identities(majority)) return { reading: majority, by: 'majority' }
  if (readings.length >= 4 && disputed.every(isReadAlikeThrice)) return { reading: majority, by: 'written-so' }
  return undefined
}

const hasStrictMajority = ({ values: [top], readers }: FieldReadings) => top !== undefined && top.readers >= 2 && top.readers * 2 > readers
const isReadAlikeThrice = ({ values: [top] }: FieldReadings) => top !== undefined && top.readers >= 3

function readByField(readings: readonly Reading[]): FieldReadings[] {
  const fields = new Map<string, Map<number, number>>()
  for (const reading of readings) {
    for (const [field, value] of Object.entries(reading)) {
      if (value === undefined) continue
      const values = fields.get(field) ?? new Map<number, number>()
      fields.set(field, values.set(value, (values.get(value) ?? 0) + 1))
    }
  }
  return [...fields].map(([field, counts]) => {
    const values = [...counts].map(([value, readers]) => ({ value, readers })).toSorted((a, b) => b.readers - a.readers)
    return { field, values, readers: values.reduce((sum, { readers }) => sum + readers, 0) }
  })
}

/** The one combination of what was read for the disputed fields that keeps every sum; undefined when none or several do. */
function onlyCombination(
  base: Reading,
  disputed: readonly FieldReadings[],
  identities: (reading: Reading) => boolean,
): Reading | undefined {
  if (disputed.length > MAX_DISPUTED) return undefined
  let combinations: Reading[] = [base]
  for (const { field, values } of disputed) {
    combinations = combinations.flatMap((reading) => values.map(({ value }) => ({ ...reading, [field]: value })))
  }
  const fitting = combinations.filter(identities)
  return fitting.length === 1 ? fitting[0] : undefined
}
