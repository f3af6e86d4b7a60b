import { openTree, refresh } from './contest-tree.js'
import { judgedCell } from './judged-cell.js'
import { add, emptySums, tallyOf } from './region-sums.js'
import { assert } from './result.js'
import { rowsOf } from './room-rows.js'
export function openView(state) {
  return new OpenView(state)
}
class OpenView {
  openedAt
  #opened
  #trees
  #state
  constructor(state) {
    this.#state = state
    this.openedAt = state.seq
    this.#opened = state.opened
    this.#trees = treesOf(state)
  }
  advance(cells) {
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
  standing(cell) {
    return this.#judged(cell).standing
  }
  findingsOf(cell) {
    return this.#judged(cell).findings
  }
  *findings() {
    for (const tree of this.#trees.values()) for (const leaf of tree.leaves.values()) yield* leaf.judged.findings
  }
  tally(query) {
    const tree = this.#trees.get(query.contest)
    const place = tree?.regions.get(query.region) ?? tree?.leaves.get(query.region)
    return tree && place ? this.#tallyAt(tree, place, query) : undefined
  }
  children(query) {
    const tree = this.#trees.get(query.contest)
    const branch = tree?.regions.get(query.region)
    if (!tree || !branch) return []
    const leaves = [...branch.leaves.values()].filter((leaf) => leaf.share)
    const below = [...branch.branches.values(), ...leaves].toSorted((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
    return below.map((place) => this.#tallyAt(tree, place, { ...query, region: codeOf(place) }))
  }
  rowsAfter(view, seq) {
    return [...this.#trees.values()].flatMap((tree) => rowsOf(tree, this.#state, { view, after: seq }))
  }
  /** A branch has its sums at hand; a TPS, and any other round, is summed now. */
  #tallyAt(tree, place, query) {
    const head = { contest: query.contest, region: query.region, mode: query.mode, round: query.round ?? 1 }
    if ('sums' in place && query.round === undefined) return tallyOf(place.sums, head)
    const sums = emptySums(tree.contest.candidates.map(({ number }) => number))
    for (const leaf of leavesIn(place)) {
      const share = this.#shareIn(tree, leaf, query.round ?? leaf.round)
      if (share) add(sums, share, 1)
    }
    return tallyOf(sums, head)
  }
  #shareIn({ contest }, leaf, round) {
    if (!leaf.share || round > leaf.round) return undefined
    return round === leaf.round ? leaf.share : { dpt: leaf.share.dpt, judged: judgedCell(this.#state, contest, { tps: leaf.tps, round }) }
  }
  #judged(cell) {
    const { tps, contest, round } = partsOf(cell)
    const tree = this.#tree(contest)
    const leaf = tree.leaves.get(tps)
    return leaf?.share && leaf.round === round ? leaf.judged : judgedCell(this.#state, tree.contest, { tps, round })
  }
  #tree(contest) {
    const tree = this.#trees.get(contest)
    assert(tree, 'a cell is of a contest of this room')
    return tree
  }
}
function treesOf(state) {
  return new Map(state.contests.map((contest) => [contest.region, openTree(state, contest)]))
}
function* leavesIn(place) {
  if ('tps' in place) yield place
  else {
    for (const branch of place.branches.values()) yield* leavesIn(branch)
    yield* place.leaves.values()
  }
}
const codeOf = (place) => ('tps' in place ? place.tps : place.code)
function partsOf(cell) {
  const [tps, contest, round] = cell.split('/')
  return { tps, contest, round: Number(round) }
}
