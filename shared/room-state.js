import { parentOf } from './ids.js'
import { lateFiguresOf, LateReport } from './late-report.js'
import { cellKey } from './report.js'
import { assert, unreachable } from './result.js'
/** `register` = the room's rows as loaded; the stream holds their digest and what was amended since. */
export function emptyRoom(room, register) {
  const state = {
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
    history: new Map(),
  }
  enter(state, register)
  return state
}
/** A state that evolves on its own from here; the reports inside are the same objects. */
export function copyState(state) {
  const cells = new Map()
  for (const [key, cell] of state.cells) cells.set(key, { reports: [...cell.reports], settlements: [...cell.settlements], seq: cell.seq })
  const history = new Map()
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
    history,
  }
}
/** The round that is counted now. */
export const currentRound = (state, tps, contest) => state.rounds.get(`${tps}/${contest}`) ?? 1
/** True when forms of this TPS are kept but not counted: not in the register (yet, or any more), its village is. */
export const isParked = (state, tps) => state.villages.has(tps.slice(0, 10)) && (state.stations.get(tps)?.withdrawn ?? true)
/** Returns the cells whose judgement may differ now. Throws on a fact that cannot follow (a broken ledger, never bad input). */
export function evolve(state, entry) {
  assert(entry.room === state.room, 'a fact is folded in its own room')
  assert(entry.seq === state.seq + 1, 'facts are folded in order, none left out')
  assert(state.opened !== undefined || entry.fact.type === 'election.opened', 'the election is opened first')
  const touched = apply(state, entry, entry.fact)
  state.seq = entry.seq
  return touched
}
function apply(state, entry, fact) {
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
    default:
      return unreachable(fact)
  }
}
/** An election may be loaded anew until the first form; what was amended or ordered before spoke about the one before it. */
function opened(state, entry, fact) {
  assert(state.forms.size === 0, 'an election with forms is not opened again')
  const { pollsClose, maxVotersPerTps, ballotReserve, simulated } = fact
  state.opened = { seq: entry.seq, pollsClose, maxVotersPerTps, ballotReserve, simulated }
  state.contests = fact.contests
  for (const kept of [state.stations, state.villages, state.cells, state.rounds, state.history]) kept.clear()
  enter(state, state.register)
  return []
}
/** Takes any change: amendments made before the election was loaded anew are replayed over its new register. */
function amended(state, entry, fact) {
  const { withdrawn, ...before } = state.stations.get(fact.tps) ?? { withdrawn: false }
  const dpt = fact.dpt ?? before.dpt
  const leaves = fact.change === 'withdrawn' || (fact.change === 'dpt-corrected' && withdrawn)
  state.stations.set(fact.tps, { ...before, ...(dpt === undefined ? {} : { dpt }), withdrawn: leaves })
  state.villages.add(fact.tps.slice(0, 10))
  remember(state, entry, fact.tps)
  return state.contests.map(({ region }) => touch(state, entry, cellKey(fact.tps, region, currentRound(state, fact.tps, region))))
}
function reported(state, entry, fact) {
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
function settled(state, entry, fact) {
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
function moved(state, entry, fact) {
  const { key: from, report: before } = take(state, entry, fact)
  const report = { ...before, figures: before.figures, tps: fact.to }
  state.forms.set(report.id, report)
  remember(state, entry, fact.to)
  const key = cellKey(fact.to, fact.contest, fact.round)
  mustFollow(state, key, report)
  insert(cellAt(state, entry, key).reports, report)
  return [from, key]
}
function withdrawn(state, entry, fact) {
  const { key, report } = take(state, entry, fact)
  state.gone.add(report.id)
  state.withdrawals.push({ id: fact.id, report, to: fact.to, by: entry.by })
  return [key]
}
function ordered(state, entry, fact) {
  assert(fact.round === currentRound(state, fact.tps, fact.contest) + 1, 'rounds are ordered one by one')
  state.rounds.set(`${fact.tps}/${fact.contest}`, fact.round)
  remember(state, entry, fact.tps)
  return [fact.round - 1, fact.round].map((round) => touch(state, entry, cellKey(fact.tps, fact.contest, round)))
}
/** Takes a report out of its cell, and with it the settlements that chose it: they were about a sheet of another TPS. */
function take(state, entry, fact) {
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
function mustFollow(state, key, { tps, contest, round }) {
  if (state.cells.has(key)) return
  assert(
    state.contests.some(({ region }) => region === contest),
    'a cell is of a contest of this room',
  )
  assert(round <= currentRound(state, tps, contest), 'a cell is of a round that was ordered')
  assert(state.villages.has(tps.slice(0, 10)), 'a cell is of a village of this room')
}
function enter(state, register) {
  for (const { tps, dpt, signal } of register) {
    state.stations.set(tps, { dpt, signal, withdrawn: false })
    state.villages.add(parentOf(tps) ?? '')
  }
}
/** Of a form moved here from another room, author and time are those of its first arrival there. */
function reportOf({ seq, at, by }, fact) {
  const report = {
    id: fact.id,
    seq,
    at: fact.movedFrom?.at ?? at,
    by: fact.movedFrom?.by ?? by,
    tps: fact.tps,
    contest: fact.contest,
    round: fact.round,
    source: fact.source,
    basis: fact.basis,
    figures: fact.figures,
    photos: fact.photos ?? NO_PHOTOS,
    capturedAt: fact.capturedAt,
    replaces: fact.replaces,
    cause: fact.cause,
    signed: fact.signed,
    objection: fact.objection,
  }
  const late = lateFiguresOf(fact)
  return late === undefined ? report : new LateReport(report, late)
}
const NO_PHOTOS = []
/** The cell as this entry leaves it. Outside this file it is read-only; its arrays grow in place, or a fold would be quadratic. */
function cellAt(state, entry, key) {
  let cell = state.cells.get(key) // every cell in the map was made right here
  if (!cell) state.cells.set(key, (cell = { reports: [], settlements: [], seq: 0 }))
  cell.seq = entry.seq
  return cell
}
function touch(state, entry, key) {
  cellAt(state, entry, key)
  return key
}
/** Keeps the order by seq; only a moved report is ever older than the last one. */
function insert(reports, report) {
  const last = reports.at(-1)
  if (!last || last.seq < report.seq) reports.push(report)
  else
    reports.splice(
      reports.findIndex((other) => other.seq > report.seq),
      0,
      report,
    )
}
function remember(state, { seq }, tps) {
  const seqs = state.history.get(tps)
  if (!seqs) state.history.set(tps, [seq])
  else if (seqs.at(-1) !== seq) seqs.push(seq)
}
