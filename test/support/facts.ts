import type { Contest, RegisterTps } from '../../shared/election.ts'
import type { Fact, FactOf, Recorded } from '../../shared/facts.ts'
import type { ContestId, RequestId, RoomId, Sha256, TpsId } from '../../shared/ids.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'

/** Facts that are right by default, and rooms folded from them; a test names only what it changes. */

export const ROOM = '6472' as RoomId
export const ELSEWHERE = '6471' as RoomId
export const MAYOR = '6472' as ContestId
export const GOVERNOR = '64' as ContestId
export const REASON = 'a'.repeat(64) as Sha256

/** The n-th id: a ULID that sorts like n. */
export const idOf = (n: number): RequestId => String(n).padStart(26, '0') as RequestId
export const tpsOf = (code: string): TpsId => code as TpsId

/** Two villages of one district and one of another. */
export const TPS_1 = tpsOf('6472011001001')
export const TPS_2 = tpsOf('6472011001002')
export const TPS_3 = tpsOf('6472011002001')
export const TPS_4 = tpsOf('6472021001001')
/** Its village is in the register, itself it is not. */
export const UNLISTED = tpsOf('6472011001009')
export const STRANGER = tpsOf('6472099001001')
export const TPS_ELSEWHERE = tpsOf('6471011001001')

export const REGISTER: readonly RegisterTps[] = [
  { tps: TPS_1, dpt: 300 },
  { tps: TPS_2, dpt: 250 },
  { tps: TPS_3 },
  { tps: TPS_4, dpt: 400, signal: false },
]
export const REGISTER_ELSEWHERE: readonly RegisterTps[] = [{ tps: TPS_ELSEWHERE, dpt: 200 }, { tps: tpsOf('6471011001002') }]

export const contestWith = (region: string, numbers: readonly number[]): Contest => ({
  region: region as ContestId,
  title: `Contest ${region}`,
  candidates: numbers.map((number) => ({ number, name: `Paslon ${number}`, kind: 'pair', ours: number === 1 })),
})

export const opened = (change: Partial<FactOf<'election.opened'>> = {}): FactOf<'election.opened'> => ({
  type: 'election.opened',
  version: 1,
  id: idOf(0),
  room: ROOM,
  election: 'test',
  name: 'Test',
  date: '2020-12-09',
  timezone: 'Asia/Makassar',
  pollsClose: '2020-12-09T05:00:00Z',
  form: 'kwk-2020',
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  contests: [contestWith(GOVERNOR, [1, 2, 3]), contestWith(MAYOR, [1, 2])],
  register: 'b'.repeat(64),
  countingRule: 1,
  simulated: false,
  ...change,
})

export const reported = (n: number, change: Partial<FactOf<'form.reported'>> = {}): FactOf<'form.reported'> => ({
  type: 'form.reported',
  version: 1,
  id: idOf(n),
  tps: TPS_1,
  contest: MAYOR,
  round: 1,
  source: 'witness',
  basis: 'counted',
  figures: { votes: { '1': 120, '2': 80 }, valid: 200, invalid: 4, total: 204 },
  ...change,
})

export const amended = (n: number, change: Partial<FactOf<'register.amended'>>): FactOf<'register.amended'> => ({
  type: 'register.amended',
  version: 1,
  id: idOf(n),
  tps: TPS_1,
  change: 'withdrawn',
  reason: REASON,
  ...change,
})

export const settled = (n: number, change: Partial<FactOf<'form.settled'>>): FactOf<'form.settled'> => ({
  type: 'form.settled',
  version: 1,
  id: idOf(n),
  tps: TPS_1,
  contest: MAYOR,
  round: 1,
  seen: 1,
  reason: REASON,
  ...change,
})

const leaves = { version: 1, tps: TPS_1, contest: MAYOR, round: 1, reason: REASON } as const
export const moved = (n: number, change: Partial<FactOf<'form.moved'>>): FactOf<'form.moved'> => ({
  ...leaves,
  type: 'form.moved',
  id: idOf(n),
  form: idOf(1),
  to: TPS_2,
  ...change,
})
export const withdrawn = (n: number, change: Partial<FactOf<'form.withdrawn'>>): FactOf<'form.withdrawn'> => ({
  ...leaves,
  type: 'form.withdrawn',
  id: idOf(n),
  contest: GOVERNOR,
  form: idOf(1),
  to: TPS_ELSEWHERE,
  ...change,
})

export const ordered = (n: number, change: Partial<FactOf<'round.ordered'>> = {}): FactOf<'round.ordered'> => ({
  type: 'round.ordered',
  version: 1,
  id: idOf(n),
  tps: TPS_1,
  contest: MAYOR,
  kind: 'PSU',
  round: 2,
  reason: REASON,
  ...change,
})

/** A fact and who wrote it; a bare fact is Ani's. */
export type Told = Fact | { readonly by: string; readonly fact: Fact }
export const ANI = 'account:ani'
export const BUDI = 'account:budi'
export const CITRA = 'account:citra'
export const by = (author: string, fact: Fact): Told => ({ by: author, fact })

/** Entry 1 is at 06:00:01 UTC, an hour after the polls closed, and every further one a second later. */
export const atSeq = (seq: number): string => new Date(Date.UTC(2020, 11, 9, 6, 0, seq)).toISOString()

export function next(state: RoomState, told: Told): Recorded {
  const { by: author, fact } = 'fact' in told ? told : { by: ANI, fact: told }
  const seq = state.seq + 1
  return { room: state.room, seq, at: atSeq(seq), by: author, fact }
}

/** A room that is open and has seen these facts. */
export function given(...told: readonly Told[]): RoomState {
  const state = emptyRoom(ROOM, REGISTER)
  for (const one of [opened(), ...told]) evolve(state, next(state, one))
  return state
}
