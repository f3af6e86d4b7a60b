import type { Contest } from '../../shared/election.ts'
import type { Recorded } from '../../shared/facts.ts'
import type { RoomId, TpsId } from '../../shared/ids.ts'
import { judgedCell } from '../../shared/judged-cell.ts'
import { shareOf } from '../../shared/region-sums.ts'
import type { CellKey } from '../../shared/report.ts'
import { assert, unreachable } from '../../shared/result.ts'
import type { RoomState } from '../../shared/room-state.ts'
import type { RoomView } from '../../shared/room-view.ts'
import type { TallyRow } from '../../shared/wire.ts'
import { ContestPast } from './contest-past.ts'
import { KEYFRAME_EVERY } from './keyframes.ts'
import { NumberRows } from './number-rows.ts'
import type { How } from './share-log.ts'

/** A room as it stood after entry `seq`. */
export type PastRoom = {
  readonly id: RoomId
  readonly contests: readonly Contest[]
  readonly seq: number
  readonly view: Pick<RoomView, 'tally' | 'children'>
  /** The rows a summary held then, of every contest of the room. */
  rows(): TallyRow[]
}

/**
 * One room at every moment: the figures of each TPS after each fact that touched it, and keyframes of the sums. It holds numbers only,
 * no reports, and is exact at every entry since the election was opened (for the last time).
 */
export class RoomPast {
  readonly id: RoomId
  #contests: readonly Contest[] = []
  readonly #pasts = new Map<string, ContestPast>()
  /** When entry seq + 1 was written, epoch ms; never falls. */
  readonly #times = new NumberRows('float64', 1)
  #openedAt = 0
  readonly #every: number

  /** A keyframe after every so many versions: a matter of memory and time, never of figures. */
  constructor(id: RoomId, every = KEYFRAME_EVERY) {
    this.id = id
    this.#every = every
  }

  get seq(): number {
    return this.#times.length
  }
  get bytes(): number {
    return this.#times.bytes + [...this.#pasts.values()].reduce((sum, { log }) => sum + log.bytes, 0)
  }
  get keyframes(): number {
    return [...this.#pasts.values()].reduce((sum, past) => sum + past.keyframes, 0)
  }

  /** The room's next entry, right after `state` and `view` were folded up to it. `cells` = what `evolve` said it touched. */
  note(entry: Recorded, cells: readonly CellKey[], { state, view }: { state: RoomState; view: RoomView }): void {
    assert(entry.seq === this.seq + 1 && state.seq === entry.seq, 'a past is told of facts in order, none left out')
    this.#times.push([Date.parse(entry.at)])
    if (entry.fact.type === 'election.opened') return this.#open(entry, state, view)
    const touched = new Set(cells.map((cell) => cell.slice(0, cell.lastIndexOf('/'))))
    for (const one of touched) {
      const [tps, contest] = one.split('/') as [TpsId, string]
      this.#append(entry, tps, contest, { state, view })
    }
  }

  /**
   * The last entry written at that very millisecond or before; of a moment before the election was opened, the opening: what is
   * counted was settled before the night began.
   */
  seqAt(ms: number): number {
    return Math.max(this.#openedAt, this.#times.countUpTo(0, ms))
  }

  /** Epoch ms of an entry. */
  timeOf(seq: number): number {
    return this.#times.at(seq - 1, 0)
  }

  get contests(): readonly ContestPast[] {
    return [...this.#pasts.values()]
  }

  contest(id: string): ContestPast | undefined {
    return this.#pasts.get(id)
  }

  at(seq: number): PastRoom {
    const count = (past: ContestPast): number => past.log.countAt(seq)
    return {
      id: this.id,
      contests: this.#contests,
      seq,
      view: {
        tally: (query) => {
          const past = this.#pasts.get(query.contest)
          return past?.tally(count(past), query)
        },
        children: (query) => {
          const past = this.#pasts.get(query.contest)
          return past ? past.children(count(past), query) : []
        },
      },
      rows: () => [...this.#pasts.values()].flatMap((past) => past.rows(count(past))),
    }
  }

  /** An election loaded anew before any form: what was before is no moment of this night. */
  #open(entry: Recorded, state: RoomState, view: RoomView): void {
    this.#openedAt = entry.seq
    this.#contests = state.contests
    this.#pasts.clear()
    for (const contest of state.contests) {
      this.#pasts.set(contest.region, new ContestPast(contest, this.#every))
      for (const tps of state.stations.keys()) this.#append(entry, tps, contest.region, { state, view })
    }
  }

  /** The TPS as it is judged now; and its earlier rounds, which a late report or a corrected DPT may have changed. */
  #append(entry: Recorded, tps: TpsId, contest: string, { state, view }: { state: RoomState; view: RoomView }): void {
    const past = this.#pasts.get(contest)
    const leaf = view.leaf(contest, tps)
    if (!past || !leaf) return
    const version = { seq: entry.seq, how: howOf(entry), newest: leaf.newest === undefined ? undefined : Date.parse(leaf.newest) }
    for (let round = 1; round < leaf.round; round++) {
      const share = leaf.share && shareOf(leaf.share.dpt, judgedCell(state, past.contest, { tps, round }))
      past.append({ tps, round }, { ...version, round, share })
    }
    past.append({ tps }, { ...version, round: leaf.round, share: leaf.share })
  }
}

function howOf({ fact }: Recorded): How {
  switch (fact.type) {
    case 'election.opened':
      return 'opened'
    case 'register.amended':
      return 'amended'
    case 'form.reported':
      return fact.movedFrom ? 'arrived' : 'reported'
    case 'form.settled':
      return 'settled'
    case 'form.moved':
      return 'moved'
    case 'form.withdrawn':
      return 'withdrawn'
    case 'round.ordered':
      return 'ordered'
    case 'photo.stored':
    case 'photo.examined':
      return 'photographed'
    case 'witness.checked-in':
    case 'incident.reported':
    case 'copy.stated':
      return 'lived'
    default:
      return unreachable(fact)
  }
}
