export const hasVote = (figures) => {
  for (const number in figures.votes) if (figures.votes[number] !== undefined) return true
  return false
}
/** A vote for every candidate; missing is not zero. */
export const isComplete = (figures, candidates) => {
  const votes = figures.votes
  return votes !== undefined && candidates.every((number) => votes[number] !== undefined)
}
/** Every candidate has a written zero. */
export const isAllZero = (figures, candidates) => {
  const votes = figures.votes
  return votes !== undefined && candidates.every((number) => votes[number] === 0)
}
/**
 * The deciding fields are every candidate and invalid. An invalid that one side left out makes no difference; a vote that one
 * side left out does, so that an incomplete sheet never agrees with a complete one.
 */
export function differs(a, b, candidates) {
  if (a === b) return false
  if (a.invalid !== undefined && b.invalid !== undefined && a.invalid !== b.invalid) return true
  return candidates.some((number) => a.votes?.[number] !== b.votes?.[number])
}
/** Sum over the candidates of the contest; undefined while one of them is missing. */
export function votesCast(figures, candidates) {
  let sum = 0
  for (const number of candidates) {
    const votes = figures.votes?.[number]
    if (votes === undefined) return undefined
    sum += votes
  }
  return sum
}
/** The vote identities AR1 and AR2, as far as their operands are written: votes add up to valid, valid and invalid to total. */
export function voteSumsHold(figures, candidates) {
  const { valid, invalid, total } = figures
  if (valid === undefined) return true
  const sum = votesCast(figures, candidates)
  if (sum !== undefined && sum !== valid) return false
  return invalid === undefined || total === undefined || valid + invalid === total
}
