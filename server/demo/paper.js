/**
 * Spread on the logit scale as measured on real TPS (regency .28, district .16, village .29, TPS .32); turnout near 64 %, the middle of
 * Kaltim 2020, where Samarinda had 52 % and Mahakam Ulu 75 %.
 */
export const moodOf = (candidates, dice) => ({
  leanings: candidates.map((candidate) => (candidate.kind === 'empty-column' ? -0.9 : 0.35 * dice.normal())),
  turnout: 0.6 + 0.25 * dice.normal(),
})
export const shifted = (mood, sd, dice) => ({
  leanings: mood.leanings.map((leaning) => leaning + sd * dice.normal()),
  turnout: mood.turnout + sd * dice.normal(),
})
/** Splits `n` papers by weights, whole numbers, every paper once. */
function split(n, weights, dice) {
  const all = weights.reduce((a, b) => a + b, 0)
  const parts = weights.map((weight) => Math.floor((n * weight) / all))
  for (let left = n - parts.reduce((a, b) => a + b, 0); left > 0; left--) parts[dice.between(0, parts.length - 1)]++
  return parts
}
const line = (total, dice) => {
  const m = Math.round(total * (0.49 + 0.03 * dice.normal()))
  const men = Math.max(0, Math.min(total, m))
  return { m: men, f: total - men, total }
}
/** An honest C.Hasil of one TPS: every sum holds. */
export function honestPaper(candidates, dpt, reserve, village, dice) {
  const mood = shifted(village, 0.32, dice)
  const inDpt = Math.min(dpt, Math.round(dpt / (1 + Math.exp(-mood.turnout))))
  const [inDpph, inDptb] = [dice.chance(0.3) ? dice.between(1, 3) : 0, dice.chance(0.5) ? dice.between(1, 6) : 0]
  const users = inDpt + inDpph + inDptb
  const invalid = Math.min(users, Math.round(users * 0.025 * Math.exp(0.7 * dice.normal())))
  const votes = split(users - invalid, mood.leanings.map(Math.exp), dice)
  const received = Math.max(users, dpt + Math.ceil(dpt * reserve))
  const returned = dice.chance(0.1) ? Math.min(dice.between(1, 2), received - users) : 0
  return {
    votes: Object.fromEntries(candidates.map((candidate, i) => [candidate.number, votes[i]])),
    valid: users - invalid,
    invalid,
    total: users,
    voters: { dpt: line(dpt, dice), dpph: line(inDpph, dice), dptb: line(inDptb, dice), all: line(dpt + inDpph + inDptb, dice) },
    users: { dpt: line(inDpt, dice), dpph: line(inDpph, dice), dptb: line(inDptb, dice), all: line(users, dice) },
    ballots: { received, returned, unused: received - returned - users, used: users },
  }
}
