import { Figures } from '../../shared/form.js'
import { Instant } from '../../shared/ids.js'
import { err, ok } from '../../shared/result.js'
import { readCsv } from '../csv-table.js'
import { instantOf } from '../election/poll-time.js'
import { readCode } from '../election/read-code.js'
import { replayId } from './form-id.js'
import { PROFILES } from './profiles.js'
const MOST_ROWS = 1_000_000
/** The rows of a CSV file as forms. An empty cell is missing, never zero; the whole file is refused when a needed column is missing. */
export function readForms(text, context) {
  const profile = PROFILES[context.profile]
  const table = readCsv(text, MOST_ROWS)
  if (!table.ok) return err({ code: table.error.code, message: `row ${table.error.row}: ${table.error.message}` })
  const missing = profile.needed.filter((column) => !table.value.columns.has(column))
  if (missing.length > 0) {
    return err({ code: 'missing-column', message: `profile ${context.profile} needs the column ${missing.join(', ')}` })
  }
  const forms = []
  const refused = []
  let skipped = 0
  const timesSeen = new Map()
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
const SEVERAL_CONTESTS = { code: 'several-contests', message: 'TPS here vote in several contests: say which with --contest' }
function columnsOf(profile, table) {
  const figures = [...table.columns].flatMap(([name, at]) => {
    const candidate = profile.votes.exec(name)?.[1]
    const path = candidate ? `votes.${candidate}` : profile.fields[name]
    return path ? [{ at, path: path.split('.') }] : []
  })
  const at = (name) => table.columns.get(name) ?? -1
  return { tps: at(profile.tps), time: at(profile.time), width: Math.max(...table.columns.values()) + 1, figures }
}
function readLine({ cells }, columns, context) {
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
function readFigures(written, cells) {
  const figures = {}
  for (const { at, path } of written) {
    const cell = cells[at] ?? ''
    if (!/^\d{1,9}$/.test(cell)) return undefined
    let inside = figures
    for (const step of path.slice(0, -1)) inside = inside[step] ??= {}
    inside[path.at(-1) ?? ''] = Number(cell)
  }
  const parsed = Figures.safeParse(figures)
  return parsed.success ? parsed.data : undefined
}
/** Undefined when the cell is empty or no time: a form without its time is still a form. */
function readInstant(text, timezone) {
  if (Instant.safeParse(text).success) return text
  const local = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?$/.exec(text)
  if (!local || Number.isNaN(Date.parse(`${local[1]}T${local[2]}Z`))) return undefined
  return instantOf(`${local[1]}T${local[2]}`, timezone)
}
