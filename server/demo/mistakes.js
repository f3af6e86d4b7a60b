const sum = (votes) => Object.values(votes).reduce((a, b) => a + b, 0)
/** A slip of the polling staff or of the pen: one of the digits is another one. */
const slip = (n, dice) => {
  const unit = n >= 100 ? dice.pick([1, 10, 100]) : dice.pick([1, 10])
  const digit = Math.floor(n / unit) % 10
  return n + (dice.pick([1, 2, 3, 5, 7].filter((d) => d !== digit)) - digit) * unit
}
/**
 * What stands wrongly on the paper itself, so that every reader reads the same: kinds of IRREGULARITIES.md with the detector that sees
 * them. Shares roughly as on real forms of 2024, where 3.7 % break a vote sum and 7.1 % have only an administrative slip.
 */
const ON_PAPER = [
  ['AR1 votes do not sum to valid', 0.012, (paper, dice) => ({ ...paper, votes: { ...paper.votes, ...slipOne(paper, dice) } })],
  ['AR2 valid + invalid is not the total', 0.006, (paper, dice) => ({ ...paper, total: slip(paper.total ?? 0, dice) })],
  [
    'AR4 lines of users do not add up',
    0.012,
    (paper, dice) => ({ ...paper, users: { ...paper.users, dptb: { total: dice.between(4, 9) } } }),
  ],
  [
    'AR5 users are not the total',
    0.012,
    (paper, dice) => ({ ...paper, users: { ...paper.users, all: { total: slip(paper.users?.all?.total ?? 0, dice) } } }),
  ],
  [
    'AR6 ballots do not add up',
    0.012,
    (paper, dice) => ({ ...paper, ballots: { ...paper.ballots, unused: slip(paper.ballots?.unused ?? 0, dice) } }),
  ],
  [
    'AR8 more users in the DPT than the DPT',
    0.003,
    (paper) => ({ ...paper, users: { ...paper.users, dpt: { total: (paper.voters?.dpt?.total ?? 0) + 7 } } }),
  ],
  [
    'PG1 a page is missing',
    0.006,
    (paper) => ({ ...paper, voters: { ...paper.voters, dpt: { total: 0 } }, users: { ...paper.users, all: { total: 0 } } }),
  ],
  [
    'MA1 another DPT than the register',
    0.006,
    (paper, dice) => ({ ...paper, voters: { ...paper.voters, dpt: { total: slip(paper.voters?.dpt?.total ?? 0, dice) } } }),
  ],
  [
    'SX1 men and women are not the total',
    0.008,
    (paper) => ({ ...paper, users: { ...paper.users, all: { ...paper.users?.all, m: (paper.users?.all?.m ?? 0) + 1 } } }),
  ],
  ['ZR1 zero for one candidate', 0.002, (paper) => ({ ...paper, ...movedVotes(paper, 0, 1) })],
  ['ST1 papers stuffed for one candidate', 0.003, (paper, dice) => stuffed(paper, dice)],
]
function slipOne(paper, dice) {
  const [number, votes] = dice.pick(Object.entries(paper.votes ?? {}))
  return { [number]: Math.max(0, slip(votes, dice)) }
}
function movedVotes(paper, from, to) {
  const votes = Object.entries(paper.votes ?? {})
  const [source, target] = [votes[from], votes[to]]
  return { votes: { ...paper.votes, [source[0]]: 0, [target[0]]: source[1] + target[1] } }
}
function stuffed(paper, dice) {
  const room = paper.ballots?.unused ?? 0
  const added = Math.floor(room * 0.8)
  const [number, votes] = dice.pick(Object.entries(paper.votes ?? {}))
  const more = (n) => (n ?? 0) + added
  return {
    ...paper,
    votes: { ...paper.votes, [number]: votes + added },
    valid: more(paper.valid),
    total: more(paper.total),
    users: { ...paper.users, dpt: { total: more(paper.users?.dpt?.total) }, all: { total: more(paper.users?.all?.total) } },
    ballots: { ...paper.ballots, used: more(paper.ballots?.used), unused: room - added },
  }
}
export function writtenPaper(honest, dice) {
  let at = dice.next()
  for (const [kind, share, mistake] of ON_PAPER) {
    if (at < share) return { figures: mistake(honest, dice), kind }
    at -= share
  }
  return { figures: honest }
}
/** What a person types from the paper: 0.4 % of the vote fields wrong; one in 300 swaps two candidates. */
export function typed(paper, dice) {
  const votes = { ...paper.votes }
  for (const [number, n] of Object.entries(votes)) if (dice.chance(0.004)) votes[number] = Math.max(0, slip(n, dice))
  const numbers = Object.keys(votes)
  if (numbers.length > 1 && dice.chance(1 / 300)) [votes[numbers[0]], votes[numbers[1]]] = [votes[numbers[1]], votes[numbers[0]]]
  return { ...paper, votes }
}
/** The few figures that decide; what a witness types on a small phone, or what an operator types first. */
export const decidingOnly = (figures) => ({
  votes: figures.votes,
  valid: figures.valid,
  invalid: figures.invalid,
  total: figures.total ?? sum(figures.votes ?? {}) + (figures.invalid ?? 0),
})
