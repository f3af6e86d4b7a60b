import type { TpsAnswer } from '../../../../shared/answers.ts'
import type { Contest, FormTemplate } from '../../../../shared/election.ts'
import { isPerson } from '../../../../shared/standing.ts'
import { lineTotal, type Figures, type MF } from '../../../../shared/form.ts'
import { said } from '../../language.ts'

type Report = TpsAnswer['reports'][number]
type Settlement = TpsAnswer['settlements'][number]

/** One author's sheet or one decision: a column of the comparison. */
export type Column =
  | {
      readonly kind: 'report'
      readonly id: string
      readonly at: string
      readonly report: Report
      readonly counted: boolean
      readonly replaced: boolean
    }
  | { readonly kind: 'settlement'; readonly id: string; readonly at: string; readonly settlement: Settlement; readonly counted: boolean }

/**
 * One line of the paper across all columns; `values[i]` belongs to column i, undefined = not written there. `differs` = between people
 * and decisions; `machine` = they are of one mind, and only a machine says otherwise, which is no conflict.
 */
export type Line = {
  readonly label: string
  readonly values: readonly (number | undefined)[]
  readonly differs: boolean
  readonly machine: boolean
}
export type Comparison = { readonly columns: readonly Column[]; readonly lines: readonly Line[] }

/** Everything said about one contest and round of a TPS, oldest first, in the order and words of the paper: votes and sums lead. */
export function comparisonOf(answer: TpsAnswer, contest: Contest, { round, form }: { round: number; form: FormTemplate }): Comparison {
  const isMeant = (one: { contest: string; round: number }): boolean => one.contest === contest.region && one.round === round
  const { counted: source } = answer.standings.find(isMeant)?.standing ?? {}
  // What counts since somebody decided is the decision, also where it chose a report.
  const counted = source && (answer.settlements.findLast(isMeant)?.id ?? source)
  const reports = answer.reports.filter(isMeant)
  const replaced = new Set(reports.map((report) => report.replaces && `${report.by} ${report.replaces}`))
  const columns: Column[] = [
    ...reports.map((report) => ({
      kind: 'report' as const,
      id: report.id,
      at: report.at,
      report,
      counted: report.id === counted,
      replaced: replaced.has(`${report.by} ${report.id}`),
    })),
    ...answer.settlements.filter(isMeant).map((settlement) => ({
      kind: 'settlement' as const,
      id: settlement.id,
      at: settlement.at,
      settlement,
      counted: settlement.id === counted,
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const lines = linesOf(contest, form)
    .map(({ label, read }) => lineAcross(label, columns, read))
    .filter((line) => line.values.some((value) => value !== undefined))
  return { columns, lines }
}

const figuresOf = (column: Column): Figures => (column.kind === 'report' ? column.report.figures : column.settlement.figures)

/** What was replaced no longer disagrees with anybody. */
function lineAcross(label: string, columns: readonly Column[], read: (figures: Figures) => number | undefined): Line {
  const values = columns.map((column) => read(figuresOf(column)))
  const live = values.flatMap((value, i) =>
    value === undefined || isReplaced(columns[i]) ? [] : [{ value, machine: isMachine(columns[i]) }],
  )
  const several = (some: typeof live): boolean => new Set(some.map(({ value }) => value)).size > 1
  const differs = several(live.filter(({ machine }) => !machine))
  return { label, values, differs, machine: !differs && several(live) }
}
const isMachine = (column: Column | undefined): boolean => column?.kind === 'report' && !isPerson(column.report)
const isReplaced = (column: Column | undefined): boolean => column?.kind === 'report' && column.replaced

type Read = { readonly label: string; readonly read: (figures: Figures) => number | undefined }

function linesOf(contest: Contest, form: FormTemplate): Read[] {
  const blocks = form.pages.flatMap((page) => page.blocks)
  const deciding = (field: string): boolean => field === 'votes' || !field.includes('.')
  const lines = blocks.flatMap((block) => block.lines.map((line) => ({ ...line, block })))
  const ordered = [...lines.filter(({ field }) => deciding(field)), ...lines.filter(({ field }) => !deciding(field))]
  return ordered.flatMap(({ field, label }): Read[] =>
    field === 'votes'
      ? contest.candidates.map(({ number, name }) => ({ label: `${number}. ${name}`, read: (figures) => figures.votes?.[String(number)] }))
      : [{ label: said(label), read: (figures) => valueAt(figures, field) }],
  )
}

/** `users.dpt` -> that line's number; a line by sex is told by its total. */
export function valueAt(figures: Figures, field: string): number | undefined {
  const value = field.split('.').reduce<unknown>((inside, step) => (inside as Record<string, unknown> | undefined)?.[step], figures)
  return typeof value === 'number' ? value : lineTotal(value as MF | undefined)
}

/** The last characters of an author's id: enough to tell two people apart, no name. */
export const authorMark = (by: string): string => by.slice(-4)
