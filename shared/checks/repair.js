import { voteSumsHold, votesCast } from '../deciding-fields.js'
import { en, id } from './words.js'
const BOXES = 5
const boxes = (n) => String(n).padStart(BOXES, '0')
/** One digit box differs, an empty box counting as 0: the figures lie d x 10^k apart and nothing is carried. */
const isOneDigitAway = (a, b) => {
  if (b < 0) return false
  const [one, other] = [boxes(a), boxes(b)]
  return one.length === other.length && [...one].filter((digit, i) => digit !== other[i]).length === 1
}
/** What each figure of AR1 would have to be for the candidates to add up to valid. */
function repairsOfCandidates({ figures, candidates }) {
  const sum = votesCast(figures, candidates)
  const { valid, votes } = figures
  if (sum === undefined || valid === undefined || !votes) return []
  const ofVotes = candidates.map((number) => ({ field: number, from: votes[number] ?? 0, to: (votes[number] ?? 0) + valid - sum }))
  return [...ofVotes, { field: 'valid', from: valid, to: sum }]
}
/** What each figure of AR2 would have to be for valid and invalid to add up to total. */
function repairsOfTotal({ figures }) {
  const { valid, invalid, total } = figures
  if (valid === undefined || invalid === undefined || total === undefined) return []
  return [
    { field: 'valid', from: valid, to: total - invalid },
    { field: 'invalid', from: invalid, to: total - valid },
    { field: 'total', from: total, to: valid + invalid },
  ]
}
function repaired({ figures }, { field, to }) {
  return typeof field === 'number' ? { ...figures, votes: { ...figures.votes, [field]: to } } : { ...figures, [field]: to }
}
/**
 * One changed digit after which every vote sum of the sheet holds, each possible one. On real forms of 2024 that explains about
 * two broken vote sums of three (IRREGULARITIES.md: 139 of 208).
 * Blind to: two slips on one sheet, and which of several possible digits it was: the photo says that.
 */
function repairs(sheet, sum) {
  const possible = sum === 'AR1' ? repairsOfCandidates(sheet) : repairsOfTotal(sheet)
  return possible.filter((repair) => isOneDigitAway(repair.from, repair.to) && voteSumsHold(repaired(sheet, repair), sheet.candidates))
}
const NAMES = {
  valid: { id: 'jumlah seluruh suara sah', en: 'all valid votes' },
  invalid: { id: 'jumlah suara tidak sah', en: 'invalid votes' },
  total: { id: 'jumlah seluruh suara sah dan suara tidak sah', en: 'valid and invalid votes together' },
}
const nameOf = (field) =>
  typeof field === 'number' ? { id: id`suara paslon nomor ${field}`, en: en`the votes of candidate ${field}` } : NAMES[field]
/** At most so many ways are told; more would help nobody find the digit. */
const TOLD = 3
export function hintFor(sheet, sum) {
  const ways = repairs(sheet, sum)
  if (ways.length === 0) return undefined
  const told = ways.slice(0, TOLD).map(({ field, from, to }) => ({ name: nameOf(field), from, to }))
  return {
    id: `Satu angka berbeda akan mencocokkannya: ${told.map(({ name, from, to }) => id`${name.id} ${from} menjadi ${to}`).join(', atau ')}.`,
    en: `One digit would repair it: ${told.map(({ name, from, to }) => en`${name.en} ${from} to ${to}`).join(', or ')}.`,
  }
}
