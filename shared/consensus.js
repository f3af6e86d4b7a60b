/**
 * Double entry: when do blind readings of one sheet settle what stands on it? (IRREGULARITIES.md section 4.)
 *
 * Source: two readings by different people (Barchard et al. 2020: single entry 0.29 % of fields wrong, double 0.14 %), a third to
 * fifth person where they differ, and the sheet's own sums as a further witness.
 * Blind to: a figure that most readers misread the same way while every sum holds or three of four agree on it.
 */
const MAX_DISPUTED = 6
/** Beyond this so many readers differ so widely that no combination means anything, and counting them would take too long. */
const MAX_COMBINATIONS = 4096
/** The accepted figures; undefined = ask a further reader (from five on: the coordinator, with the photo). */
export function consensusOf(readings, identities) {
  if (readings.length < 2) return undefined
  const fields = readByField(readings)
  const majority = Object.fromEntries(fields.map(({ field, values }) => [field, values[0]]))
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
const hasStrictMajority = ({ topReaders, readers }) => topReaders >= 2 && topReaders * 2 > readers
/** By three readers, or by all of the fewer who read the field at all. */
const isReadAlikeThrice = ({ values, topReaders }) => topReaders >= 3 || values.length === 1
const allHold = (reading, binding) =>
  binding.every(({ sum, parts }) => parts.reduce((total, part) => total + reading[part], 0) === reading[sum])
function readByField(readings) {
  const fields = new Map()
  for (const reading of readings) {
    for (const [field, value] of Object.entries(reading)) {
      if (value === undefined) continue
      const counts = fields.get(field) ?? new Map()
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
function onlyCombination(majority, disputed, binding) {
  const isBound = ({ field }) => binding.some(({ sum, parts }) => sum === field || parts.includes(field))
  const bound = disputed.filter(isBound)
  if (disputed.length > MAX_DISPUTED || !disputed.every((field) => isBound(field) || hasStrictMajority(field))) return undefined
  if (bound.reduce((product, { values }) => product * values.length, 1) > MAX_COMBINATIONS) return undefined
  const fitting = []
  const reading = { ...majority }
  const tryFrom = (next) => {
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
