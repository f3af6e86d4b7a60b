import { type DayFact, dayWith } from './day-fold.ts'
import type { Contest, RegisterTps } from './election.ts'
import type { Fact, FactOf, Recorded } from './facts.ts'
import { parentOf, type RequestId, type RoomId, type TpsId } from './ids.ts'
import { lateReport } from './late-report.ts'
import { allOf, cellKey, type Cell, type CellKey, type Report, type Settlement } from './report.ts'
import { assert, unreachable } from './result.ts'
import { addPhoto, copyPhotos, examinePhoto, noPhotos, type RoomPhotos } from './room-photos.ts'
import type { StationDay } from './station-day.ts'

/** A TPS as the register and its amendments describe it. */
export type StationState = {
  readonly dpt?: number
  readonly withdrawn: boolean
  readonly signal?: boolean
  /** When its DPT was last amended, ISO 8601 UTC. */
  readonly amendedAt?: string
}

/** `seq` = the last entry that touched the cell; the cell exists once one did, also without any report. */
export type CellState = Cell & { readonly seq: number }

/** A form that left for another room, with what is needed to report it there. `id` is the withdrawal's own. */
export type Withdrawal = { readonly id: RequestId; readonly report: Report; readonly to: TpsId; readonly by: string }

/**
 * Everything that follows from a room's facts, before any judgement. `evolve` mutates the state it owns; reports and
 * settlements inside never change, so two states of one room may share them.
 */
export type RoomState = {
  readonly room: RoomId
  /** The rows as loaded. */
  readonly register: readonly RegisterTps[]
  seq: number
  /** From `election.opened` at `seq`: instant after which forms are in time, the largest DPT a TPS may have, the ballot reserve. */
  opened?: {
    readonly seq: number
    readonly pollsClose: string
    readonly maxVotersPerTps: number
    readonly ballotReserve: number
    readonly simulated: boolean
  }
  contests: readonly Contest[]
  /** Withdrawn ones too. */
  readonly stations: Map<TpsId, StationState>
  /** 10-digit codes of every village the register ever named. */
  readonly villages: Set<string>
  readonly cells: Map<CellKey, CellState>
  /** `tps/contest` -> current round; absent = 1. */
  readonly rounds: Map<string, number>
  /** Every form ever reported here, as it is now or was when it left. */
  readonly forms: Map<RequestId, Report>
  /** Forms withdrawn to another room. */
  readonly gone: Set<RequestId>
  /** Ascending by seq. */
  readonly withdrawals: Withdrawal[]
  readonly photos: RoomPhotos
  /** Of every TPS a witness said something about beside its figures. */
  readonly days: Map<TpsId, StationDay>
  /** Seqs of all facts that speak about a TPS, ascending: its history. */
  readonly history: Map<TpsId, number[]>
}

/** `register` = the room's rows as loaded; the stream holds their digest and what was amended since. */
export function emptyRoom(room: RoomId, register: readonly RegisterTps[]): RoomState {
  const state: RoomState = {
    room,
    register,
    seq: 0,
    contests: [],
    stations: new Map(),
    villages: new Set(),
    cells: new Map(),
    rounds: new Map(),
    forms: new Map(),
    gone: new Set(),
    withdrawals: [],
    photos: noPhotos(),
    days: new Map(),
    history: new Map(),
  }
  enter(state, register)
  return state
}

/** A state that evolves on its own from here; the reports inside are the same objects. */
export function copyState(state: RoomState): RoomState {
  const cells = new Map<CellKey, CellState>()
  for (const [key, cell] of state.cells) cells.set(key, { reports: [...cell.reports], settlements: [...cell.settlements], seq: cell.seq })
  const history = new Map<TpsId, number[]>()
  for (const [tps, seqs] of state.history) history.set(tps, [...seqs])
  return {
    ...state,
    stations: new Map(state.stations),
    villages: new Set(state.villages),
    cells,
    rounds: new Map(state.rounds),
    forms: new Map(state.forms),
    gone: new Set(state.gone),
    withdrawals: [...state.withdrawals],
    photos: copyPhotos(state.photos),
    days: new Map(state.days),
    history,
  }
}

/** Forms or photos: from then on the election stays as it is, and what changes are facts. */
export const holdsEvidence = ({ forms, photos }: RoomState): boolean => forms.size > 0 || photos.bySha.size > 0

/** The round that is counted now. */
export const currentRound = (state: RoomState, tps: string, contest: string): number => state.rounds.get(`${tps}/${contest}`) ?? 1

/** True when forms of this TPS are kept but not counted: not in the register (yet, or any more), its village is. */
export const isParked = (state: RoomState, tps: TpsId): boolean =>
  state.villages.has(tps.slice(0, 10)) && (state.stations.get(tps)?.withdrawn ?? true)

/** Returns the cells whose judgement may differ now. Throws on a fact that cannot follow (a broken ledger, never bad input). */
export function evolve(state: RoomState, entry: Recorded): readonly CellKey[] {
  assert(entry.room === state.room, 'a fact is folded in its own room')
  assert(entry.seq === state.seq + 1, 'facts are folded in order, none left out')
  assert(state.opened !== undefined || entry.fact.type === 'election.opened', 'the election is opened first')
  const touched = apply(state, entry, entry.fact)
  state.seq = entry.seq
  return touched
}

function apply(state: RoomState, entry: Recorded, fact: Fact): readonly CellKey[] {
  switch (fact.type) {
    case 'election.opened':
      return opened(state, entry, fact)
    case 'register.amended':
      return amended(state, entry, fact)
    case 'form.reported':
      return reported(state, entry, fact)
    case 'form.settled':
      return settled(state, entry, fact)
    case 'form.moved':
      return moved(state, entry, fact)
    case 'form.withdrawn':
      return withdrawn(state, entry, fact)
    case 'round.ordered':
      return ordered(state, entry, fact)
    case 'photo.stored':
      return photographed(state, entry, fact)
    case 'photo.examined':
      return examinePhoto(state.photos, fact).map((key) => touch(state, entry, key))
    case 'witness.checked-in':
    case 'incident.reported':
    case 'copy.stated':
      return lived(state, entry, fact)
    default:
      return unreachable(fact)
  }
}

/** An election may be loaded anew until the first form; what was amended or ordered before spoke about the one before it. */
function opened(state: RoomState, entry: Recorded, fact: FactOf<'election.opened'>): readonly CellKey[] {
  assert(!holdsEvidence(state), 'an election with forms is not opened again')
  const { pollsClose, maxVotersPerTps, ballotReserve, simulated } = fact
  state.opened = { seq: entry.seq, pollsClose, maxVotersPerTps, ballotReserve, simulated }
  state.contests = fact.contests
  for (const kept of [state.stations, state.villages, state.cells, state.rounds, state.history]) kept.clear()
  enter(state, state.register)
  // Who is at his TPS is there also after its DPT or a name was put right.
  for (const tps of state.days.keys()) if (state.stations.has(tps)) touchAll(state, entry, tps)
  return []
}

/** Takes any change: amendments made before the election was loaded anew are replayed over its new register. */
function amended(state: RoomState, entry: Recorded, fact: FactOf<'register.amended'>): readonly CellKey[] {
  const { withdrawn, ...before } = state.stations.get(fact.tps) ?? { withdrawn: false }
  const dpt = fact.dpt ?? before.dpt
  const leaves = fact.change === 'withdrawn' || (fact.change === 'dpt-corrected' && withdrawn)
  const told = fact.dpt === undefined ? {} : { amendedAt: entry.at }
  state.stations.set(fact.tps, { ...before, ...(dpt === undefined ? {} : { dpt }), ...told, withdrawn: leaves })
  state.villages.add(fact.tps.slice(0, 10))
  remember(state, entry, fact.tps)
  return touchAll(state, entry, fact.tps)
}

/** What a witness says beside the figures: whoever follows the TPS is told, nothing is counted. */
function lived(state: RoomState, entry: Recorded, fact: DayFact): CellKey[] {
  assert(state.villages.has(fact.tps.slice(0, 10)), 'a TPS is of a village of this room')
  state.days.set(fact.tps, dayWith(state.days.get(fact.tps), entry, fact))
  remember(state, entry, fact.tps)
  return touchAll(state, entry, fact.tps)
}

function reported(state: RoomState, entry: Recorded, fact: FactOf<'form.reported'>): readonly CellKey[] {
  const { tps, contest, round } = fact
  const key = cellKey(tps, contest, round)
  mustFollow(state, key, fact)
  const report = reportOf(entry, fact)
  const known = state.forms.size
  state.forms.set(fact.id, report)
  assert(state.forms.size > known, 'a form is reported once')
  remember(state, entry, tps)
  insert(cellAt(state, entry, key).reports, report)
  return [key]
}

function settled(state: RoomState, entry: Recorded, fact: FactOf<'form.settled'>): readonly CellKey[] {
  const key = cellKey(fact.tps, fact.contest, fact.round)
  mustFollow(state, key, fact)
  const cell = cellAt(state, entry, key)
  const chosen = fact.form === undefined ? undefined : cell.reports.find((report) => report.id === fact.form)
  const figures = fact.figures ?? chosen?.figures
  assert(figures !== undefined, 'a settlement types figures or chooses a report of its cell')
  cell.settlements.push({ id: fact.id, seq: entry.seq, at: entry.at, by: entry.by, figures, form: fact.form })
  remember(state, entry, fact.tps)
  return [key]
}

/** The report keeps seq and time of its arrival: an older sheet that moves in must not outdo a newer one of the same author. */
function moved(state: RoomState, entry: Recorded, fact: FactOf<'form.moved'>): readonly CellKey[] {
  const { key: from, report: before } = take(state, entry, fact)
  const report: Report = { ...allOf(before), tps: fact.to }
  state.forms.set(report.id, report)
  remember(state, entry, fact.to)
  const key = cellKey(fact.to, fact.contest, fact.round)
  mustFollow(state, key, report)
  insert(cellAt(state, entry, key).reports, report)
  return [from, key]
}

function withdrawn(state: RoomState, entry: Recorded, fact: FactOf<'form.withdrawn'>): readonly CellKey[] {
  const { key, report } = take(state, entry, fact)
  state.gone.add(report.id)
  state.withdrawals.push({ id: fact.id, report, to: fact.to, by: entry.by })
  return [key]
}

function ordered(state: RoomState, entry: Recorded, fact: FactOf<'round.ordered'>): readonly CellKey[] {
  assert(fact.round === currentRound(state, fact.tps, fact.contest) + 1, 'rounds are ordered one by one')
  state.rounds.set(`${fact.tps}/${fact.contest}`, fact.round)
  remember(state, entry, fact.tps)
  return [fact.round - 1, fact.round].map((round) => touch(state, entry, cellKey(fact.tps, fact.contest, round)))
}

function photographed(state: RoomState, entry: Recorded, fact: FactOf<'photo.stored'>): readonly CellKey[] {
  const { type: _type, version: _version, ...photo } = fact
  const key = cellKey(fact.tps, fact.contest, fact.round)
  mustFollow(state, key, fact)
  remember(state, entry, fact.tps)
  // Also the cells of other TPS that look the same: their findings differ now, so their rows are new.
  return addPhoto(state.photos, { ...photo, seq: entry.seq, at: entry.at, by: entry.by }).map((cell) => touch(state, entry, cell))
}

/** Takes a report out of its cell, and with it the settlements that chose it: they were about a sheet of another TPS. */
function take(state: RoomState, entry: Recorded, fact: FactOf<'form.moved' | 'form.withdrawn'>): { key: CellKey; report: Report } {
  const report = state.forms.get(fact.form)
  assert(report !== undefined && !state.gone.has(fact.form), 'a form that leaves is here')
  const key = cellKey(report.tps, report.contest, report.round)
  assert(key === cellKey(fact.tps, fact.contest, fact.round), 'a form leaves from where it is')
  const cell = cellAt(state, entry, key)
  cell.reports.splice(cell.reports.indexOf(report), 1)
  cell.settlements = cell.settlements.filter((settlement) => settlement.form !== report.id)
  remember(state, entry, report.tps)
  return { key, report }
}

/** What was true when a cell came to be stays true: at a cold start almost all of a million forms find theirs. */
function mustFollow(state: RoomState, key: CellKey, { tps, contest, round }: Pick<Report, 'tps' | 'contest' | 'round'>): void {
  if (state.cells.has(key)) return
  assert(
    state.contests.some(({ region }) => region === contest),
    'a cell is of a contest of this room',
  )
  assert(round <= currentRound(state, tps, contest), 'a cell is of a round that was ordered')
  assert(state.villages.has(tps.slice(0, 10)), 'a cell is of a village of this room')
}

function enter(state: RoomState, register: readonly RegisterTps[]): void {
  for (const { tps, dpt, signal } of register) {
    state.stations.set(tps as TpsId, { dpt, signal, withdrawn: false })
    state.villages.add(parentOf(tps) ?? '')
  }
}

/** Of a form moved here from another room, author and time are those of its first arrival there. */
function reportOf({ seq, at, by }: Recorded, fact: FactOf<'form.reported'>): Report {
  const late = lateReport(fact, { seq, at, by })
  if (late) return late
  const { movedFrom, photos = [] } = fact
  return allOf({ ...fact, photos, seq, at: movedFrom?.at ?? at, by: movedFrom?.by ?? by })
}

type OwnCell = { reports: Report[]; settlements: Settlement[]; seq: number }

/** The cell as this entry leaves it. Outside this file it is read-only; its arrays grow in place, or a fold would be quadratic. */
function cellAt(state: RoomState, entry: Recorded, key: CellKey): OwnCell {
  let cell = state.cells.get(key) as OwnCell | undefined // every cell in the map was made right here
  if (!cell) state.cells.set(key, (cell = { reports: [], settlements: [], seq: 0 }))
  cell.seq = entry.seq
  return cell
}

const touchAll = (state: RoomState, entry: Recorded, tps: TpsId): CellKey[] =>
  state.contests.map(({ region }) => touch(state, entry, cellKey(tps, region, currentRound(state, tps, region))))

function touch(state: RoomState, entry: Recorded, key: CellKey): CellKey {
  cellAt(state, entry, key)
  return key
}

/** Keeps the order by seq; only a moved report is ever older than the last one. */
function insert(reports: Report[], report: Report): void {
  const last = reports.at(-1)
  if (!last || last.seq < report.seq) reports.push(report)
  else
    reports.splice(
      reports.findIndex((other) => other.seq > report.seq),
      0,
      report,
    )
}

function remember(state: RoomState, { seq }: Recorded, tps: TpsId): void {
  const seqs = state.history.get(tps)
  if (!seqs) state.history.set(tps, [seq])
  else if (seqs.at(-1) !== seq) seqs.push(seq)
}
