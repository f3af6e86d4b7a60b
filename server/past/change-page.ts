import type { RoomId } from '../../shared/ids.ts'
import type { ChangeFigures, ChangesAnswer } from '../../shared/moments.ts'
import { ChangeKind } from '../../shared/moments.ts'
import { type ChangesQuery, combine, figuresOf, NO_FIGURES, type RoomChange, walkChanges } from './changes.ts'
import type { RoomPast } from './room-past.ts'

/** By room the entry that is the state before, and the last one that is looked at. */
export type Spans = ReadonlyMap<RoomId, { readonly from: number; readonly to: number }>
type Position = Pick<RoomChange, 'at' | 'room' | 'seq'>
type Told = Pick<ChangesAnswer, 'since' | 'at' | 'before' | 'now' | 'kinds'> & {
  readonly changes: readonly RoomChange[]
  /** The last one of this page when there are more. */
  readonly next?: Position
}

/** One page of the changes of all rooms, the newest first; the sums are those of all pages. Memory: one page a room. */
export async function changesOf(
  pasts: readonly RoomPast[],
  query: ChangesQuery,
  { spans, after, limit }: { readonly spans: Spans; readonly after?: Position; readonly limit: number },
): Promise<Told> {
  const kinds = new Map<ChangeKind, { facts: number; moved: ChangeFigures }>()
  const found: RoomChange[] = []
  for (const past of pasts) {
    const span = spans.get(past.id)
    if (!span) continue
    let taken = 0
    const tell = (change: RoomChange): void => {
      sumUp(kinds, change)
      // One more than the page holds: it tells that there is a next page.
      if (taken > limit || (after && newestFirst(after, change) >= 0)) return
      taken += 1
      found.push(change)
    }
    await walkChanges(past, query, { ...span, tell })
  }
  const ranked = found.toSorted(newestFirst)
  const changes = ranked.slice(0, limit)
  const last = changes.at(-1)
  const total = (edge: 'from' | 'to') =>
    pasts.map((past) => figuresAt(past, query, spans.get(past.id)?.[edge] ?? 0)).reduce(plus, NO_FIGURES)
  const positions = (edge: 'from' | 'to') => Object.fromEntries([...spans].map(([room, span]) => [room, span[edge]]))
  return {
    since: positions('from'),
    at: positions('to'),
    before: total('from'),
    now: total('to'),
    kinds: ChangeKind.options.flatMap((kind) => {
      const sum = kinds.get(kind)
      return sum ? [{ kind, ...sum }] : []
    }),
    changes,
    ...(last && ranked.length > limit ? { next: { at: last.at, room: last.room, seq: last.seq } } : {}),
  }
}

/** Arrival across rooms is ordered by time, room and number. */
const newestFirst = (a: Position, b: Position): number => b.at - a.at || (a.room < b.room ? 1 : a.room > b.room ? -1 : b.seq - a.seq)

function sumUp(kinds: Map<ChangeKind, { facts: number; moved: ChangeFigures }>, { kind, cells }: RoomChange): void {
  const sum = kinds.get(kind) ?? { facts: 0, moved: NO_FIGURES }
  const moved = cells.reduce((total, { before, after }) => combine(combine(total, after, 1), before, -1), sum.moved)
  kinds.set(kind, { facts: sum.facts + 1, moved })
}

const plus = (a: ChangeFigures, b: ChangeFigures): ChangeFigures => combine(a, b, 1)

/** A province is asked room by room. */
function figuresAt(past: RoomPast, { contest, region, mode }: ChangesQuery, seq: number): ChangeFigures {
  const tally = past.at(seq).view.tally({ contest, region: region.length < 4 ? past.id : region, mode })
  return tally ? figuresOf(tally) : NO_FIGURES
}
