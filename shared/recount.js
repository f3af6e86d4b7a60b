import { judgedCell } from './judged-cell.js'
import { currentRound } from './room-state.js'
const COUNTS = {
  checked: ['agreed', 'settled', 'challenged'],
  reported: ['agreed', 'settled', 'challenged', 'provisional', 'matching', 'conflict'],
  claimed: ['agreed', 'settled', 'challenged', 'provisional', 'matching', 'conflict', 'claimed'],
  paper: ['agreed', 'settled', 'challenged', 'provisional', 'matching', 'conflict'],
}
/**
 * Any tally, counted again TPS by TPS from the folded facts. Slow and plain on purpose: it shares the judgement of a cell with
 * the running sums (region-sums.ts) and nothing else, so that each holds the other to account. Undefined = no such region or
 * contest in this room.
 */
export function recount(state, query) {
  const contest = state.contests.find(({ region }) => region === query.contest)
  const within = [...state.stations].filter(([tps]) => tps.startsWith(query.region))
  const isRegion = [4, 6, 10, 13].includes(query.region.length)
  if (!contest || !isRegion || within.length === 0) return undefined
  const told = {
    contest: query.contest,
    region: query.region,
    round: query.round ?? 1,
    mode: query.mode,
    tps: { expected: 0, counted: 0 },
    dpt: { expected: 0, counted: 0, unknownTps: 0 },
    votes: Object.fromEntries(contest.candidates.map(({ number }) => [number, 0])),
    valid: { computed: 0, written: 0, tps: 0 },
    invalid: { n: 0, tps: 0 },
    composition: {},
    findings: {},
  }
  for (const [tps, station] of within) {
    const current = currentRound(state, tps, query.contest)
    if (station.withdrawn || (query.round ?? 1) > current) continue
    countStation(told, judgedCell(state, contest, { tps: tps, round: query.round ?? current }), station.dpt)
  }
  return told
}
function countStation(told, { standing, counted, findings }, dpt) {
  told.tps.expected += 1
  if (dpt === undefined) told.dpt.unknownTps += 1
  else told.dpt.expected += dpt
  told.composition[standing.knowledge] = (told.composition[standing.knowledge] ?? 0) + 1
  for (const { severity, unconfirmed } of findings) if (!unconfirmed) told.findings[severity] = (told.findings[severity] ?? 0) + 1
  if (!counted || !COUNTS[told.mode].includes(standing.knowledge)) return
  if (told.mode === 'paper' && standing.proof !== 'paper' && standing.proof !== 'sealed') return
  told.tps.counted += 1
  told.dpt.counted += dpt ?? 0
  for (const number of Object.keys(told.votes)) {
    const votes = counted.votes?.[number] ?? 0
    told.votes[number] = (told.votes[number] ?? 0) + votes
    told.valid.computed += votes
  }
  if (counted.valid !== undefined) {
    told.valid.written += counted.valid
    told.valid.tps += 1
  }
  if (counted.invalid !== undefined) {
    told.invalid.n += counted.invalid
    told.invalid.tps += 1
  }
}
