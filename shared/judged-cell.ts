import type { Contest } from './election.ts'
import { sumOfVotes, type Figures } from './form.ts'
import type { ContestId, TpsId } from './ids.ts'
import { ph1 } from './checks/photos.ts'
import { byGravity, findingsOf } from './findings.ts'
import type { Photo } from './photo.ts'
import { cellKey, type Cell } from './report.ts'
import { assert } from './result.ts'
import type { RoomState } from './room-state.ts'
import { judge } from './standing.ts'
import type { Finding, Proof, Standing } from './tally.ts'

/** One TPS x contest x round as it is judged now. */
export type JudgedCell = {
  readonly standing: Standing
  /** The figures that enter the totals of the modes this standing belongs to. */
  readonly counted?: Figures
  /** Gravest first. */
  readonly findings: readonly Finding[]
}

const NO_REPORTS: Cell = { reports: [], settlements: [] }
const NO_PHOTOS: readonly Photo[] = []
const UNHEARD: JudgedCell = { standing: { knowledge: 'none', proof: 'none' }, findings: [] }

export function judgedCell(state: RoomState, contest: Contest, at: { tps: TpsId; round: number }): JudgedCell {
  assert(state.opened !== undefined, 'a cell is judged after the room is opened')
  const { tps, round } = at
  const key = cellKey(tps, contest.region, round)
  const cell = state.cells.get(key) ?? NO_REPORTS
  const photos = state.photos.byCell.get(key) ?? NO_PHOTOS
  if (cell.reports.length === 0 && cell.settlements.length === 0) return photos.length === 0 ? UNHEARD : seenOnly(state, photos)
  const station = state.stations.get(tps)
  const candidates = contest.candidates.map(({ number }) => number)
  const judgement = judge(cell, candidates)
  const { pollsClose, maxVotersPerTps, ballotReserve } = state.opened
  const findings = findingsOf(judgement, {
    tps,
    contest: contest.region as ContestId,
    round,
    candidates,
    registerDpt: station?.dpt,
    registeredAt: station?.amendedAt,
    maxVotersPerTps,
    ballotReserve,
    pollsClose,
  })
  const { knowledge } = judgement
  // A parked TPS is in no total, so nothing of it is said to count.
  const counted = station?.withdrawn === false ? judgement.counted : undefined
  const proof = proofOf(photos)
  const standing: Standing = counted?.form === undefined ? { knowledge, proof } : { knowledge, proof, counted: counted.form }
  const seen = photos.length === 0 ? [] : ph1(state.photos, photos, sumOfVotes(judgement.focus?.figures ?? {}))
  return { standing, counted: counted?.figures, findings: seen.length === 0 ? findings : [...findings, ...seen].sort(byGravity) }
}

/** `complete` waits for somebody who reads every page, paper for its own facts. */
const proofOf = (photos: readonly Photo[]): Proof => (photos.length > 0 ? 'photo' : 'none')

/** A photo is here and nobody has typed what it says. */
const seenOnly = (state: RoomState, photos: readonly Photo[]): JudgedCell => ({
  standing: { knowledge: 'none', proof: proofOf(photos) },
  findings: ph1(state.photos, photos, 0),
})
