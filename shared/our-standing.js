import { marginThreshold } from './law.js'
/**
 * How our candidate stands in a region: what colours the wall while nine contests are on it at once. `ketat` is a lead or a lag
 * within the margin of art. 158, taken of the valid votes counted so far; `tipis` is under 10 points, `jelas` 10 and more. Against
 * kolom kosong the other side is the column, so a lead above zero is the more than 50 % that a single pair needs.
 * Without `population` only a tie is `ketat`.
 * Blind to: where the missing votes lie; that is the estimate's part.
 */
export function ourStanding(race, { votes, tps }) {
  const held = tps.counted * 2 < tps.expected
  const ours = race.candidates.filter((candidate) => candidate.ours)
  if (ours.length === 0) return { standing: 'tanpa-calon-kita', held }
  const of = ({ number }) => votes[number] ?? 0
  const valid = race.candidates.reduce((sum, candidate) => sum + of(candidate), 0)
  if (tps.counted === 0 || valid === 0) return { standing: 'belum-ada-data', held }
  const others = race.candidates.filter((candidate) => !candidate.ours)
  const lead = Math.max(...ours.map(of)) - Math.max(0, ...others.map(of))
  return { standing: named(lead, valid, closeMargin(race, valid)), held, lead: { votes: lead, share: lead / valid } }
}
function closeMargin({ region, population }, valid) {
  if (population === undefined) return 0
  return marginThreshold({ level: region.length === 2 ? 'province' : 'regency', population }, valid)
}
function named(lead, valid, margin) {
  const distance = Math.abs(lead)
  if (distance <= margin) return 'ketat'
  const clear = distance * 10 >= valid
  if (lead > 0) return clear ? 'unggul-jelas' : 'unggul-tipis'
  return clear ? 'tertinggal-jelas' : 'tertinggal-tipis'
}
