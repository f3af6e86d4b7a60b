import fc from 'fast-check'
import { decide, type Command } from '../../shared/decide.ts'
import { mustReceive, reportMoved } from '../../shared/decide-move.ts'
import type { Fact, Recorded } from '../../shared/facts.ts'
import type { Figures } from '../../shared/form.ts'
import { roomOf, type ContestId, type RoomId, type TpsId } from '../../shared/ids.ts'
import type { CellKey } from '../../shared/report.ts'
import { emptyRoom, evolve, type RoomState } from '../../shared/room-state.ts'
import * as f from './facts.ts'

/** Dice for one step; what they mean depends on what is there by then. */
export type Step = {
  readonly kind: 'report' | 'correct' | 'move' | 'settle' | 'round' | 'amend'
  readonly author: number
  readonly tps: number
  readonly contest: ContestId
  readonly round: number
  readonly sheet: number
  readonly pick: number
}

export const steps = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      // Reports are most of a night; the rest is frequent enough to meet every other.
      kind: fc.constantFrom('report', 'report', 'report', 'report', 'report', 'correct', 'move', 'move', 'settle', 'round', 'amend'),
      author: fc.nat(4),
      tps: fc.nat(STATIONS.length - 1),
      contest: fc.constantFrom(f.GOVERNOR, f.MAYOR, f.MAYOR),
      round: fc.constantFrom(1, 1, 1, 2, 3),
      sheet: fc.nat(SHEETS.length - 1),
      pick: fc.nat(1000),
    }) satisfies fc.Arbitrary<Step>,
    { minLength: 1, maxLength: most, size: 'max' },
  )

const STATIONS: readonly TpsId[] = [
  f.TPS_1,
  f.TPS_1,
  f.TPS_1,
  f.TPS_2,
  f.TPS_2,
  f.TPS_3,
  f.TPS_4,
  f.UNLISTED,
  f.TPS_ELSEWHERE,
  f.tpsOf('6471011001002'),
]

/** Sheets that agree, differ, break a sum, leave something out, or say zero; candidate 3 stands for the governor only. */
const SHEETS: readonly Figures[] = [
  { votes: { '1': 120, '2': 80, '3': 7 }, valid: 207, invalid: 4, total: 211, users: { all: { total: 211 } } },
  { votes: { '1': 120, '2': 80, '3': 7 }, invalid: 4 },
  { votes: { '1': 120, '2': 80, '3': 7 }, valid: 217, invalid: 4, total: 211, voters: { dpt: { total: 280 } } },
  { votes: { '1': 120, '2': 88, '3': 7 }, valid: 207, invalid: 4, total: 211, ballots: { received: 200, used: 211 } },
  { votes: { '1': 0, '2': 0, '3': 0 }, invalid: 0 },
  { votes: { '1': 120 } },
  {},
]

const AUTHORS = [
  { by: f.ANI, source: 'witness', basis: 'counted' },
  { by: f.BUDI, source: 'desk', basis: 'photo' },
  { by: f.CITRA, source: 'desk', basis: 'paper' },
  { by: 'token:gateway', source: 'sms', basis: 'message' },
  { by: 'token:machine', source: 'api', basis: 'message' },
] as const

export type Wrote = (state: RoomState, cells: readonly CellKey[], entry: Recorded) => void

/** Two regencies that elect one governor, and a mayor in one of them. Writes what `decide` allows; what it refuses leaves no trace. */
export class TwoRooms {
  readonly states: readonly RoomState[]
  #n = 100
  readonly #wrote: Wrote

  /** `wrote` is told after each fact. */
  constructor(wrote: Wrote) {
    this.#wrote = wrote
    this.states = [emptyRoom(f.ROOM, f.REGISTER), emptyRoom(f.ELSEWHERE, f.REGISTER_ELSEWHERE)]
  }

  open(): void {
    this.#write(f.ROOM, f.opened(), f.ANI)
    this.#write(f.ELSEWHERE, f.opened({ id: f.idOf(99), room: f.ELSEWHERE, contests: [f.contestWith(f.GOVERNOR, [1, 2, 3])] }), f.ANI)
  }

  take(step: Step): void {
    const command = this.#commandOf(step)
    if (!command) return
    const { by } = AUTHORS[step.author] ?? AUTHORS[0]
    const held =
      command.kind === 'move' ? this.states.find(({ forms, gone }) => forms.has(command.form) && !gone.has(command.form)) : undefined
    const state = held ?? this.#stateOf(STATIONS[step.tps] ?? f.TPS_1)
    const leaves = command.kind === 'move' && roomOf(command.body.to) !== state.room
    const report = command.kind === 'move' ? state.forms.get(command.form) : undefined
    if (leaves && report && mustReceive(this.#stateOf(command.body.to), report, command.body.to)) return
    const decided = decide(state, command, { by, reason: f.REASON })
    if (!decided.ok) return
    this.#write(state.room, decided.value, by)
    const withdrawal = decided.value.type === 'form.withdrawn' ? state.withdrawals.at(-1) : undefined
    if (withdrawal) this.#write(roomOf(withdrawal.to), reportMoved(withdrawal, state.room, this.#id()), by)
  }

  #commandOf(step: Step): Command | undefined {
    const { contest, round, pick } = step
    const tps = STATIONS[step.tps] ?? f.TPS_1
    const [id, reason] = [this.#id(), 'in words']
    switch (step.kind) {
      case 'report':
        return { kind: 'report', body: { ...this.#sheetOf(step), id, tps, contest, round } }
      case 'correct':
        return this.#correction(step, id)
      case 'move':
        return { kind: 'move', form: this.#anyForm(pick), body: { id, to: tps, reason } }
      case 'settle': {
        const form = this.#stateOf(tps).cells.get(`${tps}/${contest}/${round}`)?.reports[pick % 3]?.id
        const choice = form ? { form } : { figures: this.#sheetOf(step).figures }
        return { kind: 'settle', tps, body: { id, contest, round, ...choice, reason, seen: this.#stateOf(tps).seq } }
      }
      case 'round':
        return { kind: 'round', body: { id, tps, contest, kind: 'PSU', reason } }
      case 'amend': {
        const change = (['added', 'withdrawn', 'dpt-corrected'] as const)[pick % 3] ?? 'added'
        return { kind: 'amend', body: { id, tps, change, dpt: change === 'withdrawn' || pick % 2 ? undefined : 200 + pick, reason } }
      }
    }
  }

  /** Names a form of the past, or one that will come only later. */
  #correction(step: Step, id: string): Command {
    const past = this.#stateOf(STATIONS[step.tps] ?? f.TPS_1).forms.get(this.#anyForm(step.pick))
    const { tps, contest, round } = past ?? { tps: STATIONS[step.tps] ?? f.TPS_1, contest: step.contest, round: step.round }
    const replaces = past && step.pick % 4 ? past.id : f.idOf(this.#n + (step.pick % 5))
    return { kind: 'report', body: { ...this.#sheetOf({ ...step, contest }), id, tps, contest, round, replaces } }
  }

  #sheetOf({ author, sheet, contest }: Step) {
    const { source, basis } = AUTHORS[author] ?? AUTHORS[0]
    const figures = SHEETS[sheet] ?? {}
    const { '3': _third, ...two } = figures.votes ?? {}
    const told: Figures = figures.votes && contest === f.MAYOR ? { ...figures, votes: two } : figures
    return { source, basis, figures: told, ...(figures.votes ? {} : { photos: ['c'.repeat(64)] }) }
  }

  #anyForm(pick: number): string {
    const forms = this.states.flatMap((state) => [...state.forms.keys()].filter((id) => !state.gone.has(id)))
    return forms[pick % Math.max(1, forms.length)] ?? f.idOf(1)
  }

  #stateOf(tps: TpsId): RoomState {
    return this.states.find(({ room }) => room === roomOf(tps)) as RoomState
  }

  #id = () => f.idOf(this.#n++)

  #write(room: RoomId, fact: Fact, by: string): void {
    const state = this.states.find((one) => one.room === room) as RoomState
    const entry = f.next(state, f.by(by, fact))
    this.#wrote(state, evolve(state, entry), entry)
  }
}
