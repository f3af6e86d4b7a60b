import { openTree, refresh, type Branch, type ContestTree, type Leaf } from './contest-tree.ts'
import type { Contest } from './election.ts'
import type { ContestId, TpsId } from './ids.ts'
import { judgedCell, type JudgedCell } from './judged-cell.ts'
import { add, emptySums, shareOf, tallyOf, type Share } from './region-sums.ts'
import type { CellKey } from './report.ts'
import { assert } from './result.ts'
import { rowsOf } from './room-rows.ts'
import type { RoomState } from './room-state.ts'
import type { Finding, Mode, RegionTally, Standing } from './tally.ts'
import type { Row, View } from './wire.ts'

/** Without `round`: each TPS in its current round. With it: only the TPS that have reached it, as of that round. */
export type TallyQuery = { readonly contest: string; readonly region: string; readonly mode: Mode; readonly round?: number }

/**
 * Judgements, findings and sums of one room, kept up to date fact by fact and equal at any moment to a view opened afresh
 * on the same state. Regions: the room's regency, its districts, villages and TPS. Parked TPS are in no region.
 */
export interface RoomView {
  /** Call after `evolve` with the cells it named (none after `election.opened`); O(depth) for each. */
  advance(cells: readonly CellKey[]): void
  standing(cell: CellKey): Standing
  /** Open findings of one cell, gravest first; also of an earlier round or a parked TPS, which `findings` leaves out. */
  findingsOf(cell: CellKey): readonly Finding[]
  /** All open findings of the room: those of TPS in the register, in their current round. */
  findings(): Iterable<Finding>
  /** Every TPS of the register in its current round; a withdrawn one as if nothing were known of it. */
  judged(): Iterable<{ readonly contest: Contest } & Pick<Leaf, 'tps' | 'round' | 'judged' | 'newest'>>
  /** Undefined = no such region or contest here. A withdrawn TPS is a region where nothing is expected. */
  tally(query: TallyQuery): RegionTally | undefined
  /** The regions right below, by code; of a village its TPS, without the withdrawn ones. */
  children(query: TallyQuery): RegionTally[]
  /**
   * Rows of that view whose own seq is greater; 0 gives a snapshot. A finding that is no longer there is a row in state `lapsed`
   * (not in a snapshot). A TPS that nothing has touched yet has no row: a register full of empty cells is not sent.
   */
  rowsAfter(view: View, seq: number): Row[]
  /** A TPS of the register, withdrawn ones too, in its current round; undefined = no such TPS or contest here. */
  leaf(contest: string, tps: TpsId): Leaf | undefined
  /** Seq the view was opened at, or the election was opened anew: of what went away earlier it knows nothing. */
  readonly openedAt: number
}

export function openView(state: RoomState): RoomView {
  return new OpenView(state)
}

class OpenView implements RoomView {
  openedAt: number
  #opened: RoomState['opened']
  #trees: ReadonlyMap<string, ContestTree>
  readonly #state: RoomState

  constructor(state: RoomState) {
    this.#state = state
    this.openedAt = state.seq
    this.#opened = state.opened
    this.#trees = treesOf(state)
  }

  advance(cells: readonly CellKey[]): void {
    if (this.#opened !== this.#state.opened) {
      this.openedAt = this.#state.seq
      this.#opened = this.#state.opened
      this.#trees = treesOf(this.#state)
      return
    }
    for (const cell of cells) {
      const { tps, contest } = partsOf(cell)
      refresh(this.#tree(contest), this.#state, tps)
    }
  }

  standing(cell: CellKey): Standing {
    return this.#judged(cell).standing
  }

  findingsOf(cell: CellKey): readonly Finding[] {
    return this.#judged(cell).findings
  }

  *findings(): Iterable<Finding> {
    for (const tree of this.#trees.values()) for (const leaf of tree.leaves.values()) yield* leaf.judged.findings
  }

  *judged(): ReturnType<RoomView['judged']> {
    for (const { contest, leaves } of this.#trees.values())
      for (const { tps, round, judged, newest } of leaves.values()) yield { contest, tps, round, judged, newest }
  }

  tally(query: TallyQuery): RegionTally | undefined {
    const tree = this.#trees.get(query.contest)
    const place = tree?.regions.get(query.region) ?? tree?.leaves.get(query.region as TpsId)
    return tree && place ? this.#tallyAt(tree, place, query) : undefined
  }

  children(query: TallyQuery): RegionTally[] {
    const tree = this.#trees.get(query.contest)
    const branch = tree?.regions.get(query.region)
    if (!tree || !branch) return []
    const leaves = [...branch.leaves.values()].filter((leaf) => leaf.share)
    const below = [...branch.branches.values(), ...leaves].toSorted((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
    return below.map((place) => this.#tallyAt(tree, place, { ...query, region: codeOf(place) }))
  }

  rowsAfter(view: View, seq: number): Row[] {
    return [...this.#trees.values()].flatMap((tree) => rowsOf(tree, this.#state, { view, after: seq }))
  }

  leaf(contest: string, tps: TpsId): Leaf | undefined {
    return this.#trees.get(contest)?.leaves.get(tps)
  }

  /** A branch has its sums at hand; a TPS, and any other round, is summed now. */
  #tallyAt(tree: ContestTree, place: Branch | Leaf, query: TallyQuery): RegionTally {
    const head = { contest: query.contest as ContestId, region: query.region, mode: query.mode, round: query.round ?? 1 }
    if ('sums' in place && query.round === undefined) return tallyOf(place.sums, head)
    const sums = emptySums(tree.contest.candidates.map(({ number }) => number))
    for (const leaf of leavesIn(place)) {
      const share = this.#shareIn(tree, leaf, query.round ?? leaf.round)
      if (share) add(sums, share, 1)
    }
    return tallyOf(sums, head)
  }

  #shareIn({ contest }: ContestTree, leaf: Leaf, round: number): Share | undefined {
    if (!leaf.share || round > leaf.round) return undefined
    return round === leaf.round ? leaf.share : shareOf(leaf.share.dpt, judgedCell(this.#state, contest, { tps: leaf.tps, round }))
  }

  #judged(cell: CellKey): JudgedCell {
    const { tps, contest, round } = partsOf(cell)
    const tree = this.#tree(contest)
    const leaf = tree.leaves.get(tps)
    return leaf?.share && leaf.round === round ? leaf.judged : judgedCell(this.#state, tree.contest, { tps, round })
  }

  #tree(contest: string): ContestTree {
    const tree = this.#trees.get(contest)
    assert(tree, 'a cell is of a contest of this room')
    return tree
  }
}

function treesOf(state: RoomState): ReadonlyMap<string, ContestTree> {
  return new Map(state.contests.map((contest) => [contest.region, openTree(state, contest)]))
}

function* leavesIn(place: Branch | Leaf): Iterable<Leaf> {
  if ('tps' in place) yield place
  else {
    for (const branch of place.branches.values()) yield* leavesIn(branch)
    yield* place.leaves.values()
  }
}

const codeOf = (place: Branch | Leaf): string => ('tps' in place ? place.tps : place.code)

function partsOf(cell: CellKey): { tps: TpsId; contest: string; round: number } {
  const [tps, contest, round] = cell.split('/') as [TpsId, string, string]
  return { tps, contest, round: Number(round) }
}
