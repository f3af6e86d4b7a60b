import { CapturedAt, Figures } from '../../shared/form.ts'
import type { RequestId } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { readCsv, type CsvRow, type CsvTable } from '../csv-table.ts'
import { instantOf } from '../../shared/poll-time.ts'
import { readCode } from '../election/read-code.ts'
import { replayId } from './form-id.ts'
import { PROFILES, type Profile, type ProfileName } from './profiles.ts'

const MOST_ROWS = 1_000_000

export type ReplayForm = {
  readonly id: RequestId
  readonly tps: string
  readonly contest: string
  readonly figures: Figures
  readonly capturedAt?: string
}
export type RefusedRow = { readonly row: number; readonly code: string }
export type ReadForms = {
  /** In file order; `row` counts the header as 1. */
  readonly forms: readonly { readonly row: number; readonly form: ReplayForm }[]
  /** Rows without any figure: stations that had not reported when the table was made. */
  readonly skipped: number
  /** Rows that cannot be a form, and why. */
  readonly refused: readonly RefusedRow[]
}
export type ReadFailure = { readonly code: string; readonly message: string }
export type ReadContext = {
  readonly profile: ProfileName
  /** Contest of every row; without it, the one contest of the election that covers the TPS. */
  readonly contest?: string
  readonly contests: readonly string[]
  /** Zone of times that are written without one. */
  readonly timezone: string
}

/** The rows of a CSV file as forms. An empty cell is missing, never zero; the whole file is refused when a needed column is missing. */
export function readForms(text: string, context: ReadContext): Result<ReadForms, ReadFailure> {
  const profile: Profile = PROFILES[context.profile]
  const table = readCsv(text, MOST_ROWS)
  if (!table.ok) return err({ code: table.error.code, message: `row ${table.error.row}: ${table.error.message}` })
  const missing = profile.needed.filter((column) => !table.value.columns.has(column))
  if (missing.length > 0) {
    return err({ code: 'missing-column', message: `profile ${context.profile} needs the column ${missing.join(', ')}` })
  }
  const forms: { row: number; form: ReplayForm }[] = []
  const refused: RefusedRow[] = []
  let skipped = 0
  const timesSeen = new Map<string, number>()
  const columns = columnsOf(profile, table.value)
  for (const line of table.value.rows) {
    const read = readLine(line, columns, context)
    if (read === 'no-figures') skipped += 1
    else if (!read.ok && read.error === 'several-contests') return err(SEVERAL_CONTESTS)
    else if (!read.ok) refused.push({ row: line.row, code: read.error })
    else {
      const { tps, contest } = read.value
      const nth = timesSeen.get(`${tps}/${contest}`) ?? 0
      timesSeen.set(`${tps}/${contest}`, nth + 1)
      forms.push({ row: line.row, form: { id: replayId({ profile: context.profile, tps, contest, nth }), ...read.value } })
    }
  }
  return ok({ forms, skipped, refused })
}

const SEVERAL_CONTESTS: ReadFailure = { code: 'several-contests', message: 'TPS here vote in several contests: say which with --contest' }

type Columns = {
  readonly tps: number
  readonly time: number
  readonly width: number
  readonly figures: readonly { readonly at: number; readonly path: readonly string[] }[]
}

function columnsOf(profile: Profile, table: CsvTable): Columns {
  const figures = [...table.columns].flatMap(([name, at]) => {
    const candidate = profile.votes.exec(name)?.[1]
    const path = candidate ? `votes.${candidate}` : profile.fields[name]
    return path ? [{ at, path: path.split('.') }] : []
  })
  const at = (name: string) => table.columns.get(name) ?? -1
  return { tps: at(profile.tps), time: at(profile.time), width: Math.max(...table.columns.values()) + 1, figures }
}

type Line = Result<Omit<ReplayForm, 'id'>, string> | 'no-figures'

function readLine({ cells }: CsvRow, columns: Columns, context: ReadContext): Line {
  const written = columns.figures.filter(({ at }) => (cells[at] ?? '') !== '')
  // The number of voters alone is the register's, not a result.
  if (written.every(({ path }) => path[0] === 'voters')) return 'no-figures'
  const tps = readCode(cells[columns.tps] ?? '', [13])
  if (!tps.ok || cells.slice(columns.width).some((extra) => extra !== '')) return err('invalid')
  const figures = readFigures(written, cells)
  if (!figures) return err('invalid')
  const covering = context.contest ? [context.contest] : context.contests.filter((region) => tps.value.startsWith(region))
  const [contest] = covering
  if (contest === undefined) return err('unknown-contest')
  if (covering.length > 1) return err('several-contests')
  const capturedAt = readInstant(cells[columns.time] ?? '', context.timezone)
  return ok({ tps: tps.value, contest, figures, ...(capturedAt ? { capturedAt } : {}) })
}

function readFigures(written: Columns['figures'], cells: readonly string[]): Figures | undefined {
  const figures: Record<string, unknown> = {}
  for (const { at, path } of written) {
    const cell = cells[at] ?? ''
    if (!/^\d{1,9}$/.test(cell)) return undefined
    let inside = figures
    for (const step of path.slice(0, -1)) inside = (inside[step] ??= {}) as Record<string, unknown>
    inside[path.at(-1) ?? ''] = Number(cell)
  }
  const parsed = Figures.safeParse(figures)
  return parsed.success ? parsed.data : undefined
}

/** Undefined when the cell is empty or no time: a form without its time is still a form. */
function readInstant(text: string, timezone: string): string | undefined {
  if (CapturedAt.safeParse(text).success) return text
  const [, date, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?$/.exec(text) ?? []
  return CapturedAt.safeParse(`${date}T${time}Z`).success ? instantOf(`${date}T${time}`, timezone) : undefined
}
