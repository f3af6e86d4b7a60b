import type { Branch, ContestTree, Leaf } from './contest-tree.ts'
import type { ContestId } from './ids.ts'
import { tallyOf } from './region-sums.ts'
import { cellKey } from './report.ts'
import type { RoomState } from './room-state.ts'
import type { StationDay } from './station-day.ts'
import type { FindingRow, Row, TallyRow, TpsRow, View } from './wire.ts'

/** What a region's row is made of. */
type BranchFigures = Pick<Branch, 'code' | 'sums' | 'newest' | 'seq'>

/**
 * Rows of one contest whose own seq is greater than `after`. A region's seq is that of the newest thing in it, so what did not
 * change is passed over whole: the cost follows the number of changes, not of TPS.
 */
export function rowsOf(tree: ContestTree, state: RoomState, { view, after }: { view: View; after: number }): Row[] {
  const rows: Row[] = []
  const visit = (branch: Branch): void => {
    if (branch.seq <= after) return
    rows.push(tallyRow(tree, branch))
    for (const below of branch.branches.values()) if (view === 'full' || below.code.length <= 6) visit(below)
    for (const leaf of branch.leaves.values()) if (leaf.seq > after) rows.push(tpsRow(tree, state, leaf), ...findingRows(leaf, after))
  }
  const root = tree.regions.get(state.room)
  if (root) visit(root)
  return rows
}

/** What a screen is told of one region. */
export function tallyRow({ contest }: Pick<ContestTree, 'contest'>, { code, sums, newest, seq }: BranchFigures): TallyRow {
  const region = { contest: contest.region as ContestId, region: code, round: 1 }
  const { tps, dpt, votes } = tallyOf(sums, { ...region, mode: 'checked' })
  return {
    kind: 'tally',
    key: `tally/${contest.region}/${code}`,
    seq,
    tally: tallyOf(sums, { ...region, mode: 'reported' }),
    checked: { tps: tps.counted, dpt: dpt.counted, votes },
    stake: sums.stake,
    unconfirmed: sums.unconfirmed,
    ...(newest === undefined ? {} : { newest }),
  }
}

/** Of a withdrawn TPS: standing none and no figures, whatever was reported. */
function tpsRow({ contest }: ContestTree, state: RoomState, { tps, round, judged, seq }: Leaf): TpsRow {
  const { standing, counted } = judged
  const reports = state.cells.get(cellKey(tps, contest.region, round))?.reports ?? []
  const at = reports.reduce((newest, report) => (report.at > newest ? report.at : newest), '')
  return {
    kind: 'tps',
    key: `tps/${contest.region}/${tps}`,
    seq,
    cell: {
      tps,
      contest: contest.region as ContestId,
      round,
      standing,
      ...(counted?.votes === undefined ? {} : { votes: counted.votes }),
      ...(counted?.invalid === undefined ? {} : { invalid: counted.invalid }),
      reports: reports.length,
      ...(at === '' ? {} : { at }),
      ...dayMarks(state.days.get(tps), contest.region),
    },
  }
}

function dayMarks(day: StationDay | undefined, contest: string): Pick<TpsRow['cell'], 'present' | 'copy' | 'incidents'> {
  if (!day) return {}
  const copy = day.copies.get(contest)?.copy
  return {
    ...(day.checkIns.length > 0 ? { present: true as const } : {}),
    ...(copy === undefined ? {} : { copy }),
    ...(day.incidents.length > 0 ? { incidents: day.incidents.length } : {}),
  }
}

/** Whoever starts from nothing need not hear of findings that lapsed. */
function findingRows(leaf: Leaf, after: number): FindingRow[] {
  const open = leaf.judged.findings.map((finding) => ({ finding, seq: leaf.seq }))
  const lapsed = after === 0 ? [] : [...leaf.lapsed.values()].filter(({ seq }) => seq > after)
  return [...open, ...lapsed].map(({ finding, seq }) => ({ kind: 'finding', key: `finding/${finding.id}`, seq, finding }))
}
