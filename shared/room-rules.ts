import type { Contest } from './election.ts'
import type { Figures } from './form.ts'
import type { TpsId } from './ids.ts'
import { refuse, type Refusal } from './refusal.ts'
import { currentRound, isParked, type RoomState } from './room-state.ts'

/** Rules that several commands share: each gives the refusal, or undefined when the rule is kept. */

export const invalidAt = (path: string, message: string): Refusal =>
  refuse('invalid', `${path}: ${message}`, { errors: [{ path, code: 'custom', message }] })

export const contestOf = (state: RoomState, contest: string): Contest | undefined => state.contests.find(({ region }) => region === contest)

export const numbersOf = (contest: Contest): number[] => contest.candidates.map(({ number }) => number)

export function mustVoteIn(state: RoomState, contest: string): Refusal | undefined {
  if (contestOf(state, contest)) return undefined
  if (state.contests.length === 0) return refuse('not-voting', `region ${state.room} does not vote in this election`)
  const known = state.contests.map(({ region }) => region).join(', ')
  return refuse('unknown-contest', `no contest ${contest} is counted in ${state.room}; there is ${known}`)
}

export const mustBeInRegister = (state: RoomState, tps: TpsId): Refusal | undefined =>
  state.stations.get(tps)?.withdrawn === false
    ? undefined
    : refuse('unknown-tps', `TPS ${tps} is not in the register; check the code or add it`)

/** A form of a TPS that is not in the register is kept for a coordinator as long as its village exists. */
export const mustBeKnownOrParked = (state: RoomState, tps: TpsId): Refusal | undefined =>
  isParked(state, tps) ? undefined : mustBeInRegister(state, tps)

/** Tells of the first round that was never ordered; an earlier round may still be spoken about. */
export function mustBeOrdered(state: RoomState, tps: TpsId, of: { contest: string; round: number }): Refusal | undefined {
  const current = currentRound(state, tps, of.contest)
  return of.round <= current ? undefined : invalidAt('round', `round ${of.round} was not ordered for this TPS; it is in round ${current}`)
}

export function mustNameCandidates(contest: Contest | undefined, figures: Figures): Refusal | undefined {
  const known = new Set(contest?.candidates.map(({ number }) => String(number)))
  const stranger = Object.keys(figures.votes ?? {}).find((number) => !known.has(number))
  return stranger === undefined
    ? undefined
    : invalidAt(`figures.votes.${stranger}`, `this contest has no candidate ${stranger}, only ${[...known].join(', ')}`)
}

/** Numbers of the candidates these figures say nothing about. */
export const unnamedCandidates = (contest: Contest | undefined, figures: Figures): number[] =>
  contest ? numbersOf(contest).filter((number) => figures.votes?.[number] === undefined) : []
