import { ElectionDay, isElectionYear, type RegisterTps, YEARS } from '../../shared/election.ts'
import { Instant } from '../../shared/ids.ts'
import { readCsv, type CsvRow } from '../csv-table.ts'
import { FileErrors } from './folder-error.ts'
import { instantOf } from '../../shared/poll-time.ts'
import { readCode } from './read-code.ts'
import type { RegisterRow } from './register-oddities.ts'

/** The largest province has 140,000 TPS in 9,000 villages; what is more would only hold the server up while it is loaded. */
const MOST_ROWS = 200_000
const MOST_VILLAGES = 20_000
const LARGEST_DPT = 99_999
const COLUMNS = ['tps', 'dpt', 'dpt_m', 'dpt_f', 'signal', 'expected_by'] as const
type Column = (typeof COLUMNS)[number]

/** What the rows are held against; a part that election.json does not tell is undefined and its check stays silent. */
export type RegisterFrame = {
  readonly province?: string
  /** Regions of the contests and of those who do not vote: a TPS lies in one of them. */
  readonly accounted?: readonly string[]
  readonly clock?: { readonly date: string; readonly pollsClose: string; readonly timezone: string }
}
export type RegisterRead = { readonly rows: readonly RegisterRow[]; readonly errors: FileErrors; readonly ignored: readonly string[] }

/** `tps.csv` (CONTRACT.md): only `tps` is required; an empty `dpt` is unknown, never zero; a DPT above the maximum is for a check to find. */
export function readRegister(text: string, file: string, frame: RegisterFrame): RegisterRead {
  const errors = new FileErrors(file)
  const table = readCsv(text, MOST_ROWS)
  if (!table.ok) {
    errors.add(table.error.row, table.error.column, table.error)
    return { rows: [], errors, ignored: [] }
  }
  const { columns, rows } = table.value
  const ignored = [...columns.keys()].filter((name) => !(COLUMNS as readonly string[]).includes(name))
  if (!columns.has('tps')) errors.add(1, 1, { code: 'missing-column', message: 'the header has no column tps' })
  else if (rows.length === 0) errors.add(2, 1, { code: 'empty', message: 'the register holds no TPS' })
  else {
    const read = readRows(rows, columns, errors, frame)
    const villages = new Set(read.map(({ station }) => station.tps.slice(0, 10))).size
    if (villages <= MOST_VILLAGES) return { rows: read, errors, ignored }
    errors.add(1, 1, { code: 'too-many-villages', message: `the TPS lie in ${villages} villages; a province has at most ${MOST_VILLAGES}` })
  }
  return { rows: [], errors, ignored }
}

function readRows(rows: readonly CsvRow[], columns: ReadonlyMap<string, number>, errors: FileErrors, frame: RegisterFrame): RegisterRow[] {
  const seen = new Map<string, number>()
  return rows.map(({ row, cells }) => {
    const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? ''
    const refuse = (column: Column, code: string, message: string): undefined => {
      errors.add(row, (columns.get(column) ?? 0) + 1, { code, message })
    }
    if (cells.length > columns.size && cells.slice(columns.size).some((extra) => extra !== '')) {
      errors.add(row, columns.size + 1, { code: 'too-many-cells', message: 'this row has more cells than the header' })
    }
    const tps = readTps(cell('tps'), frame, refuse)
    const before = seen.get(tps)
    if (before !== undefined) refuse('tps', 'duplicate', `TPS ${tps} stands in row ${before} already`)
    else if (tps !== '') seen.set(tps, row)
    const station = compact({
      tps,
      dpt: readCount(cell('dpt'), (message) => refuse('dpt', 'number', message)),
      dptM: readCount(cell('dpt_m'), (message) => refuse('dpt_m', 'number', message)),
      dptF: readCount(cell('dpt_f'), (message) => refuse('dpt_f', 'number', message)),
      signal: readSignal(cell('signal'), (message) => refuse('signal', 'signal', message)),
      expectedBy: readTime(cell('expected_by'), frame.clock, (message) => refuse('expected_by', 'time', message)),
    })
    return { row, station }
  })
}

type Refuse = (column: Column, code: string, message: string) => undefined

/** The 13 digits, or an empty text when refused. */
function readTps(text: string, frame: RegisterFrame, refuse: Refuse): string {
  const read = readCode(text, [13])
  if (!read.ok) {
    refuse('tps', read.error.code, read.error.message)
    return ''
  }
  const tps = read.value
  if (frame.province && !tps.startsWith(frame.province)) {
    refuse('tps', 'outside-province', `TPS ${tps} is not in province ${frame.province}`)
  } else if (frame.accounted && !frame.accounted.some((region) => tps.startsWith(region))) {
    refuse('tps', 'no-contest', `TPS ${tps} votes in no contest; if its regency does not vote, name ${tps.slice(0, 4)} in notVoting`)
  }
  return tps
}

function readCount(text: string, refuse: (message: string) => undefined): number | undefined {
  if (text === '') return undefined
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return count <= LARGEST_DPT
    ? count
    : refuse(`"${text.slice(0, 40)}" is no number of voters: a whole number from 0 to ${LARGEST_DPT}, or empty`)
}

const SIGNAL: ReadonlyMap<string, boolean> = new Map([
  ...['yes', 'ya', '1', 'true'].map((word) => [word, true] as const),
  ...['no', 'tidak', '0', 'false'].map((word) => [word, false] as const),
])

function readSignal(text: string, refuse: (message: string) => undefined): boolean | undefined {
  if (text === '') return undefined
  return SIGNAL.get(text.toLowerCase()) ?? refuse(`"${text.slice(0, 40)}" says neither yes nor no: yes, no, ya, tidak, 1, 0, true, false`)
}

/** An instant; a time of day earlier than the end of voting means the next morning. */
function readTime(text: string, clock: RegisterFrame['clock'], refuse: (message: string) => undefined): string | undefined {
  if (text === '') return undefined
  const beyond = () => refuse(`"${text.slice(0, 40)}" is no time of an election: the year is between ${YEARS.first} and ${YEARS.last}`)
  if (Instant.safeParse(text).success) return isElectionYear(text) ? new Date(text).toISOString() : beyond()
  const local = /^(?:(\d{4}-\d\d-\d\d)[T ])?((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?$/.exec(text)
  if (local?.[1] !== undefined && !isElectionYear(local[1])) return beyond()
  if (!local || (local[1] !== undefined && !ElectionDay.safeParse(local[1]).success)) {
    return refuse(`"${text.slice(0, 40)}" is no time: 21:30, 2020-12-10 08:00 or 2020-12-10T08:00:00+08:00`)
  }
  if (!clock) return undefined
  const [, date = clock.date, time = ''] = local
  const nextDay = local[1] === undefined && time < clock.pollsClose ? 86_400_000 : 0
  return new Date(Date.parse(instantOf(`${date}T${time}`, clock.timezone)) + nextDay).toISOString()
}

/** Unknown stays absent, so that equal registers are equal. */
function compact(row: RegisterTps): RegisterTps {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as RegisterTps
}
