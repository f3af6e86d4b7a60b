import { refuse } from './refusal.js'
import { currentRound, isParked } from './room-state.js'
/** Rules that several commands share: each gives the refusal, or undefined when the rule is kept. */
export const invalidAt = (path, message) => refuse('invalid', `${path}: ${message}`, { errors: [{ path, code: 'custom', message }] })
export const contestOf = (state, contest) => state.contests.find(({ region }) => region === contest)
export const numbersOf = (contest) => contest.candidates.map(({ number }) => number)
export function mustVoteIn(state, contest) {
  if (contestOf(state, contest)) return undefined
  if (state.contests.length === 0) return refuse('not-voting', `region ${state.room} does not vote in this election`)
  const known = state.contests.map(({ region }) => region).join(', ')
  return refuse('unknown-contest', `no contest ${contest} is counted in ${state.room}; there is ${known}`)
}
export const mustBeInRegister = (state, tps) =>
  state.stations.get(tps)?.withdrawn === false
    ? undefined
    : refuse('unknown-tps', `TPS ${tps} is not in the register; check the code or add it`)
/** A form of a TPS that is not in the register is kept for a coordinator as long as its village exists. */
export const mustBeKnownOrParked = (state, tps) => (isParked(state, tps) ? undefined : mustBeInRegister(state, tps))
/** Tells of the first round that was never ordered; an earlier round may still be spoken about. */
export function mustBeOrdered(state, tps, of) {
  const current = currentRound(state, tps, of.contest)
  return of.round <= current ? undefined : invalidAt('round', `round ${of.round} was not ordered for this TPS; it is in round ${current}`)
}
export function mustNameCandidates(contest, figures) {
  const known = new Set(contest?.candidates.map(({ number }) => String(number)))
  const stranger = Object.keys(figures.votes ?? {}).find((number) => !known.has(number))
  return stranger === undefined
    ? undefined
    : invalidAt(`figures.votes.${stranger}`, `this contest has no candidate ${stranger}, only ${[...known].join(', ')}`)
}
/** Numbers of the candidates these figures say nothing about. */
export const unnamedCandidates = (contest, figures) =>
  contest ? numbersOf(contest).filter((number) => figures.votes?.[number] === undefined) : []
