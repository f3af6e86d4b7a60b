import type { Contest } from '../../shared/election.ts'
import { isAllZero, isComplete, votesCast } from '../../shared/deciding-fields.ts'
import type { Figures, Form } from '../../shared/form.ts'
import type { TpsId } from '../../shared/ids.ts'
import { type Cell, cellKey, type Report } from '../../shared/report.ts'
import { currentRound, type RoomState } from '../../shared/room-state.ts'
import { numbersOf } from '../../shared/room-rules.ts'
import { liveReports } from '../../shared/standing.ts'
import { type FigureField, figureAt, type RowNote, withFigures, type WorkbookRow } from '../../shared/workbook.ts'
import type { RawRow } from './read-rows.ts'

/** What a workbook of ours held when it was made. */
export type MadeBase = { readonly seq: number; readonly values: ReadonlyMap<string, ReadonlyMap<FigureField, number>> }

export type Comparing = {
  readonly state: RoomState
  readonly contest: Contest
  readonly by: string
  /** May he be told what others reported of this TPS? */
  readonly sees: boolean
  readonly made?: MadeBase
}

/** What a row says beside what the room knows: nothing new, or the report it would become (without its id). */
export type Compared = {
  readonly kind: 'added' | 'changed' | 'unchanged'
  readonly cells: WorkbookRow['cells']
  readonly notes: readonly RowNote[]
  readonly ticked: boolean
  readonly form?: Pick<Form, 'tps' | 'contest' | 'round' | 'figures' | 'replaces' | 'cause'>
}

const NOTHING: Cell = { reports: [], settlements: [] }

/**
 * Workbooks are one source, whoever uploads them: what the newest of them said already is not said again, or two uploads of one file
 * would look like two people who agree. Of a workbook of ours only cells that changed since it was made count, and an empty cell never
 * takes anything away.
 */
export function compareRow(row: RawRow, tps: TpsId, asked: Comparing): Compared {
  const { state, contest, by, made } = asked
  const round = currentRound(state, tps, contest.region)
  const cell = state.cells.get(cellKey(tps, contest.region, round)) ?? NOTHING
  const base = made?.values.get(tps)
  const said = new Map([...row.counts].map(([field, { n }]) => [field, n] as const))
  const kept = [...row.blanks.keys()].filter((field) => base?.has(field))
  for (const field of kept) said.set(field, base?.get(field) ?? 0)
  const fromWorkbooks = cell.reports.filter(({ source }) => source === 'workbook')
  const newest = fromWorkbooks.at(-1)
  const changedSinceMade = [...row.counts].some(([field, { n }]) => base?.get(field) !== n)
  if ((made && !changedSinceMade) || (newest && saysAll(newest.figures, said))) {
    return { kind: 'unchanged', cells: [], notes: [], ticked: false }
  }
  const own = liveReports(cell).find((report) => report.by === by)
  const replaced = own?.source === 'workbook' ? own : undefined
  const figures = withFigures(replaced?.figures ?? {}, said)
  const before = beforeOf(base, newest, asked)
  const notes = notesOf({ cell, figures, own, newest, said, asked, kept: kept.length })
  return {
    kind: before === undefined && newest === undefined ? 'added' : 'changed',
    cells: cellsOf(row, before),
    notes,
    ticked: !notes.includes('old-file') && !notes.includes('own-desk'),
    form: {
      tps,
      contest: contest.region as Form['contest'],
      round,
      figures,
      ...(replaced ? { replaces: replaced.id, cause: 'own-typing' as const } : {}),
    },
  }
}

const saysAll = (figures: Figures, said: ReadonlyMap<FigureField, number>): boolean =>
  [...said].every(([field, n]) => figureAt(figures, field) === n)

type Before = (field: FigureField) => number | undefined

/** What stood there, as far as he may know it: in the workbook as it was made, else in the newest workbook of this TPS. */
function beforeOf(
  base: ReadonlyMap<FigureField, number> | undefined,
  newest: Report | undefined,
  { by, sees }: Comparing,
): Before | undefined {
  const known = newest && (sees || newest.by === by) ? newest : undefined
  if (known) return (field) => figureAt(known.figures, field) ?? base?.get(field)
  return base && base.size > 0 ? (field) => base.get(field) : undefined
}

function cellsOf(row: RawRow, before: Before | undefined): WorkbookRow['cells'] {
  return [...row.counts].flatMap(([field, { at, n }]) => {
    const from = before?.(field)
    return from === n ? [] : [{ field, at, to: n, ...(from === undefined ? {} : { from }) }]
  })
}

type About = {
  readonly cell: Cell
  readonly figures: Figures
  readonly own: Report | undefined
  readonly newest: Report | undefined
  readonly said: ReadonlyMap<FigureField, number>
  readonly asked: Comparing
  readonly kept: number
}

function notesOf(about: About): RowNote[] {
  const { cell, own, newest, said, asked, kept } = about
  const isOwn = (report: Report): boolean => report.by === asked.by && report.source === 'workbook'
  const since = asked.made?.seq ?? Number.POSITIVE_INFINITY
  const moved = [...cell.reports.filter((report) => !isOwn(report)), ...cell.settlements].some(({ seq }) => seq > since)
  const earlier = cell.reports.some((report) => report.source === 'workbook' && report !== newest && saysAll(report.figures, said))
  return [
    ...(earlier ? (['old-file'] as const) : []),
    ...(moved ? (['changed-since'] as const) : []),
    ...(kept > 0 ? (['blank-kept'] as const) : []),
    ...(newest && newest.by !== asked.by ? (['other-person'] as const) : []),
    ...(own && own.source !== 'workbook' ? (['own-desk'] as const) : []),
    ...(cell.settlements.length > 0 ? (['settled'] as const) : []),
    ...sumNotes(about),
  ]
}

/** What the paper itself may have wrong: said, never in the way. */
function sumNotes({ figures, asked: { state, contest } }: About): RowNote[] {
  const numbers = numbersOf(contest)
  if (!isComplete(figures, numbers)) return ['partial']
  const { valid, invalid, users } = figures
  const votes = votesCast(figures, numbers) ?? 0
  const papers = (valid ?? votes) + (invalid ?? 0)
  return [
    ...(isAllZero(figures, numbers) ? (['all-zero'] as const) : []),
    ...(valid !== undefined && votes !== valid ? (['sum-votes'] as const) : []),
    ...(invalid !== undefined && users?.all?.total !== undefined && papers !== users.all.total ? (['sum-users'] as const) : []),
    ...(papers > (state.opened?.maxVotersPerTps ?? papers) ? (['over-most'] as const) : []),
  ]
}
