import type { Contest } from './election.ts'
import type { TpsId } from './ids.ts'
import { judgedCell, type JudgedCell } from './judged-cell.ts'
import { add, emptySums, type Share, shareOf, type Sums } from './region-sums.ts'
import { cellKey } from './report.ts'
import { currentRound, type RoomState } from './room-state.ts'
import type { Finding } from './tally.ts'

/** A TPS in its current round. */
export type Leaf = {
  readonly tps: TpsId
  readonly round: number
  readonly judged: JudgedCell
  /** What it puts into the sums; a withdrawn TPS puts nothing. */
  readonly share?: Share
  /** When its newest report of any round arrived. */
  readonly newest?: string
  /** Last entry that touched it; 0 = none did, and it has no row. */
  readonly seq: number
  /** Findings that are no longer there, and the entry that ended them. */
  readonly lapsed: ReadonlyMap<string, { readonly finding: Finding; readonly seq: number }>
}

/** A region above the TPS. */
export type Branch = {
  readonly code: string
  readonly sums: Sums
  /** By code: regions right below, or the TPS of a village. */
  readonly branches: Map<string, Branch>
  readonly leaves: Map<TpsId, Leaf>
  newest?: string
  seq: number
}

/** One contest over the regions of a room that have a TPS: regency, districts, villages. */
export type ContestTree = { readonly contest: Contest; readonly regions: Map<string, Branch>; readonly leaves: Map<TpsId, Leaf> }

/** Judges every current cell once. */
export function openTree(state: RoomState, contest: Contest): ContestTree {
  const tree: ContestTree = { contest, regions: new Map(), leaves: new Map() }
  for (const tps of state.stations.keys()) refresh(tree, state, tps)
  return tree
}

/** Judges one TPS anew and puts the difference into the regions around it: O(depth). A TPS that was never in the register has no leaf. */
export function refresh(tree: ContestTree, state: RoomState, tps: TpsId): void {
  if (!state.stations.has(tps)) return
  const before = tree.leaves.get(tps)
  const leaf = leafOf(tree.contest, state, { tps, before })
  tree.leaves.set(tps, leaf)
  const path = pathTo(tree, state, tps)
  path.at(-1)?.leaves.set(tps, leaf)
  for (const branch of path.toReversed()) {
    if (before?.share) add(branch.sums, before.share, -1)
    if (leaf.share) add(branch.sums, leaf.share, 1)
    branch.seq = Math.max(branch.seq, leaf.seq)
    branch.newest = newestAfter(branch, before?.newest, leaf.newest)
  }
}

const NOTHING_LAPSED: Leaf['lapsed'] = new Map()
const WITHDRAWN: JudgedCell = { standing: { knowledge: 'none', proof: 'none' }, findings: [] }

function leafOf(contest: Contest, state: RoomState, { tps, before }: { tps: TpsId; before: Leaf | undefined }): Leaf {
  const station = state.stations.get(tps)
  const round = currentRound(state, tps, contest.region)
  const { seq, newest } = lastOf(state, contest, { tps, round })
  if (!station || station.withdrawn) return { tps, round, judged: WITHDRAWN, seq, lapsed: lapsedIn(before, [], seq) }
  const judged = judgedCell(state, contest, { tps, round })
  return { tps, round, judged, share: shareOf(station.dpt, judged), newest, seq, lapsed: lapsedIn(before, judged.findings, seq) }
}

/** The last entry that touched any round of the TPS, and when its newest report arrived. */
function lastOf(state: RoomState, contest: Contest, upTo: { tps: TpsId; round: number }): { seq: number; newest?: string } {
  let seq = 0
  let newest: string | undefined
  for (let round = upTo.round; round >= 1; round--) {
    const cell = state.cells.get(cellKey(upTo.tps, contest.region, round))
    if (!cell) continue
    seq = Math.max(seq, cell.seq)
    for (const { at } of cell.reports) newest = later(newest, at)
  }
  return { seq, newest }
}

function lapsedIn(before: Leaf | undefined, open: readonly Finding[], seq: number): Leaf['lapsed'] {
  if (!before || (before.judged.findings.length === 0 && before.lapsed.size === 0)) return NOTHING_LAPSED
  const lapsed = new Map(before.lapsed)
  for (const finding of before.judged.findings) lapsed.set(finding.id, { finding: { ...finding, state: 'lapsed' }, seq })
  for (const { id } of open) lapsed.delete(id)
  return lapsed
}

/** From the regency down to the village; regions come into being with their first TPS. */
function pathTo({ contest, regions }: ContestTree, state: RoomState, tps: TpsId): Branch[] {
  const path: Branch[] = []
  for (const digits of [4, 6, 10]) {
    const code = tps.slice(0, digits)
    let branch = regions.get(code)
    if (!branch) {
      const sums = emptySums(contest.candidates.map(({ number }) => number))
      branch = { code, sums, branches: new Map(), leaves: new Map(), seq: state.opened?.seq ?? 0 }
      regions.set(code, branch)
      path.at(-1)?.branches.set(code, branch)
    }
    path.push(branch)
  }
  return path
}

/** Only when the newest report went away (moved, its TPS withdrawn) do all regions below have to be asked. */
function newestAfter(branch: Branch, was: string | undefined, is: string | undefined): string | undefined {
  if (was === is || was === undefined || was !== branch.newest || (is !== undefined && is > was)) return later(branch.newest, is)
  let newest: string | undefined
  for (const below of branch.branches.size > 0 ? branch.branches.values() : branch.leaves.values()) newest = later(newest, below.newest)
  return newest
}

const later = (a: string | undefined, b: string | undefined): string | undefined => (a === undefined || (b !== undefined && b > a) ? b : a)
