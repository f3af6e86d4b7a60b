import { countsIn, type Share } from '../../shared/region-sums.ts'
import type { ChangeFigures, ChangeKind } from '../../shared/moments.ts'
import type { RoomId, TpsId } from '../../shared/ids.ts'
import type { Mode, RegionTally } from '../../shared/tally.ts'
import { stretch } from '../room/stretch.ts'
import type { ContestPast } from './contest-past.ts'
import type { RoomPast } from './room-past.ts'
import type { How } from './share-log.ts'

/** Which figure somebody asks about; a candidate by his number, `1-2` = the lead of one over another, `all` = any of them. */
export type FigureName = 'all' | 'valid' | 'invalid' | 'tps' | 'dpt' | `${number}` | `${number}-${number}`
export type ChangesQuery = { readonly contest: string; readonly region: string; readonly mode: Mode; readonly figure: FigureName }

export type ChangedCell = { readonly tps: TpsId; readonly round: number; readonly before: ChangeFigures; readonly after: ChangeFigures }
/** One fact that moved the figure; where it stands in its room says the rest. */
export type RoomChange = {
  readonly room: RoomId
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
  readonly kind: ChangeKind
  readonly cells: readonly ChangedCell[]
}

/**
 * Walks the versions of one room from `to` back to the entry after `from`, newest first, and tells of each fact that moved the figure.
 * Only the TPS of the region are unpacked; others run meanwhile. `tell` is called for all of them, so that sums are complete.
 */
export async function walkChanges(
  past: RoomPast,
  query: ChangesQuery,
  span: { readonly from: number; readonly to: number; readonly tell: (change: RoomChange) => void },
): Promise<void> {
  const contest = past.contest(query.contest)
  if (!contest) return
  const { log } = contest
  const asked = new Set(contest.tracksIn(query.region))
  const first = log.countAt(span.from)
  const work = stretch()
  let open: RoomChange | undefined
  for (let version = log.countAt(span.to) - 1; version >= first; version--) {
    const change = asked.has(log.track(version)) ? changeAt(contest, version, query) : undefined
    if (change && open?.seq === log.seq(version)) open = { ...open, cells: [change.cell, ...open.cells] }
    else if (change) {
      if (open) span.tell(open)
      const seq = log.seq(version)
      open = { room: past.id, seq, at: past.timeOf(seq), kind: change.kind, cells: [change.cell] }
    }
    const pause = version % 256 === 0 ? work.pause() : undefined
    if (pause) await pause
  }
  if (open) span.tell(open)
}

function changeAt(
  { log, contest }: ContestPast,
  version: number,
  { mode, figure }: ChangesQuery,
): { kind: ChangeKind; cell: ChangedCell } | undefined {
  const numbers = contest.candidates.map(({ number }) => String(number))
  const previous = log.previous(version)
  const before = putIn(previous === undefined ? undefined : log.share(previous), mode, numbers)
  const after = putIn(log.share(version), mode, numbers)
  if (!differs(before, after, figure)) return undefined
  const tps = log.tracks[log.track(version)]?.tps as TpsId
  return { kind: kindOf(log.how(version), before, after), cell: { tps, round: log.round(version), before, after } }
}

const KINDS: Readonly<Record<Exclude<How, 'reported'>, ChangeKind>> = {
  opened: 'register',
  amended: 'register',
  arrived: 'moved',
  moved: 'moved',
  withdrawn: 'moved',
  settled: 'settled',
  ordered: 'round',
  // Moves no figure, so it is never told of.
  photographed: 'corrected',
  lived: 'corrected',
}
const kindOf = (how: How, before: ChangeFigures, after: ChangeFigures): ChangeKind =>
  how !== 'reported' ? KINDS[how] : before.tps.counted < after.tps.counted ? 'new' : 'corrected'

/** What a TPS puts into a total of that mode. */
function putIn(share: Share | undefined, mode: Mode, numbers: readonly string[]): ChangeFigures {
  const counted = share && countsIn(share, mode) ? share.counted : undefined
  const votes: Record<string, number> = {}
  let valid = 0
  for (const number of numbers) valid += votes[number] = counted?.votes?.[number] ?? 0
  const dpt = share?.dpt ?? 0
  return {
    votes,
    valid,
    invalid: counted?.invalid ?? 0,
    tps: { counted: counted ? 1 : 0, expected: share ? 1 : 0 },
    dpt: { counted: counted ? dpt : 0, expected: dpt },
  }
}

function differs(a: ChangeFigures, b: ChangeFigures, figure: FigureName): boolean {
  switch (figure) {
    case 'tps':
    case 'dpt':
      return a[figure].counted !== b[figure].counted || a[figure].expected !== b[figure].expected
    case 'valid':
    case 'invalid':
      return a[figure] !== b[figure]
    case 'all':
      return (
        (['tps', 'dpt', 'invalid'] as const).some((one) => differs(a, b, one)) ||
        Object.keys(a.votes).some((one) => a.votes[one] !== b.votes[one])
      )
    default:
      return votesFor(a, figure) !== votesFor(b, figure)
  }
}

/** Of one candidate, or how far one is ahead of the other. */
function votesFor({ votes }: ChangeFigures, figure: `${number}` | `${number}-${number}`): number {
  const [one = '', other] = figure.split('-')
  return (votes[one] ?? 0) - (other === undefined ? 0 : (votes[other] ?? 0))
}

export const figuresOf = ({ votes, valid, invalid, tps, dpt }: RegionTally): ChangeFigures => ({
  votes,
  valid: valid.computed,
  invalid: invalid.n,
  tps: { counted: tps.counted, expected: tps.expected },
  dpt: { counted: dpt.counted, expected: dpt.expected },
})

/** a + sign x b; also of regions that no candidate is known of yet. */
export function combine(a: ChangeFigures, b: ChangeFigures, sign: 1 | -1): ChangeFigures {
  const votes: Record<string, number> = { ...a.votes }
  for (const [number, n] of Object.entries(b.votes)) votes[number] = (votes[number] ?? 0) + sign * n
  const both = (of: 'tps' | 'dpt') => ({
    counted: a[of].counted + sign * b[of].counted,
    expected: a[of].expected + sign * b[of].expected,
  })
  return { votes, valid: a.valid + sign * b.valid, invalid: a.invalid + sign * b.invalid, tps: both('tps'), dpt: both('dpt') }
}

export const NO_FIGURES: ChangeFigures = {
  votes: {},
  valid: 0,
  invalid: 0,
  tps: { counted: 0, expected: 0 },
  dpt: { counted: 0, expected: 0 },
}
