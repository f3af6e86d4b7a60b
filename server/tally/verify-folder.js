import { verifyChain } from '../../db/verify-chain.js'
import { canonicalJson } from '../../shared/canonical-json.js'
import { recount } from '../../shared/recount.js'
import { emptyRoom, evolve } from '../../shared/room-state.js'
import { openView } from '../../shared/room-view.js'
import { sumTallies } from '../../shared/sum-tallies.js'
import { Mode } from '../../shared/tally.js'
import { openings, registerByRoom } from '../election/opening.js'
import { MovesBetweenRooms } from './moves-between-rooms.js'
/** Never compared with a stored opening: ids are set aside there. */
const NO_ID = '0'.repeat(26)
/**
 * Rehashes every entry, folds the right ones and counts all totals twice: by the running sums that screens are fed from, and TPS
 * by TPS. Reads only, also while a server writes. `election` = as it is loaded; undefined = none.
 * `expectedHeads` = entries known from elsewhere, which alone reveal a cut end.
 */
export function verifyFolder(folder, election, expectedHeads = {}) {
  const registers = registerByRoom(election?.tps ?? [])
  const folds = new Map()
  const moves = new MovesBetweenRooms()
  const fold = (entry) => {
    moves.note(entry)
    const known = folds.get(entry.room) ?? openFold(entry.room, registers)
    folds.set(entry.room, known)
    try {
      known.view.advance(evolve(known.state, entry))
      return undefined
    } catch (error) {
      return `this fact cannot follow the ones before it: ${error instanceof Error ? error.message : String(error)}`
    }
  }
  const chain = verifyChain(folder, { openings: (loaded) => openings(loaded, () => NO_ID), onEntry: fold, expectedHeads })
  const { lost, unfinished } = moves.missing(new Set(chain.rooms.flatMap(({ room, firstWrong }) => (firstWrong ? [room] : []))))
  const rooms = chain.rooms.map((room) => withLost(room, lost))
  const totals = election ? totalsOf(election, [...folds.values()]) : []
  const differences = [...folds.values()].flatMap((folded) => differencesIn(folded))
  const ok = chain.ok && differences.length === 0 && lost.length === 0
  return { ok, rooms, totals, damage: chain.damage, differences, unfinished }
}
function withLost(report, lost) {
  const first = lost.find(({ room }) => room === report.room)
  if (!first || report.firstWrong) return report
  const reason = `form ${first.form} left for room ${first.to} and never arrived there, so no total holds it`
  return { ...report, firstWrong: { seq: first.seq, reason } }
}
function openFold(room, registers) {
  const state = emptyRoom(room, registers.get(room) ?? [])
  return { state, view: openView(state) }
}
function totalsOf(election, folds) {
  return election.contests.flatMap(({ region: contest }) => {
    const parts = folds.map(({ state }) => recount(state, { contest, region: state.room, mode: 'reported' }))
    return (
      sumTallies(
        contest,
        parts.filter((part) => part !== undefined),
      ) ?? []
    )
  })
}
/** The regency and its districts, in every mode. */
function differencesIn({ state, view }) {
  const districts = new Set([...state.stations.keys()].map((tps) => tps.slice(0, 6)))
  const found = []
  for (const { region: contest } of state.contests) {
    for (const region of [state.room, ...districts]) {
      for (const mode of Mode.options) {
        const query = { contest, region, mode }
        const [running, counted] = [view.tally(query), recount(state, query)]
        if (canonicalJson(running ?? null) !== canonicalJson(counted ?? null))
          found.push(`${contest} ${region} ${mode}: the running sums differ from a recount`)
      }
    }
  }
  return found
}
