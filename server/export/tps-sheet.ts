import { Knowledge } from '../../shared/tally.ts'
import { type ExportContext, fileNameOf, notesOf, wordsIn } from './notes.ts'
import type { Station } from './read-stations.ts'
import type { Column, Row, Sheet } from './sheet.ts'
import { candidateColumns, candidatesOf, contestCell, contestColumn, type Standing, votesIn } from './tally-sheet.ts'

/**
 * One row for each TPS. Figures stand only where they count in that mode, so that a column's sum is the region's tally; what is not
 * written is an empty cell.
 */
export function tpsSheet(stations: readonly Station[], context: ExportContext): Sheet {
  const candidates = candidatesOf(context)
  const names = new Map(context.election.regions.map(({ code, name }) => [code, name]))
  const columns = columnsOf(candidates, context)
  const rows = stations.map((station) => rowOf(station, { candidates, names, context }))
  return {
    notes: notesOf(context, rows.length),
    columns,
    rows,
    ...(rows.length > 1 && context.contest !== undefined ? { total: totalOf(rows, columns, wordsIn(context.language).total) } : {}),
    fileName: fileNameOf('tps', context),
  }
}

type About = {
  readonly candidates: readonly Standing[]
  readonly names: ReadonlyMap<string, string>
  readonly context: ExportContext
}

function rowOf({ tally, proof }: Station, { candidates, names, context }: About): Row {
  const words = wordsIn(context.language)
  const tps = tally.region
  const counts = tally.tps.counted === 1
  const knowledge = Knowledge.options.find((one) => tally.composition[one]) ?? 'none'
  const findings = Object.values(tally.findings).reduce((sum, n) => sum + n, 0)
  return [
    tps,
    ...[4, 6, 10].map((length) => names.get(tps.slice(0, length)) ?? tps.slice(0, length)),
    Number(tps.slice(10)),
    ...contestCell(context, tally.contest),
    tally.dpt.unknownTps > 0 ? undefined : tally.dpt.expected,
    words.knowledge[knowledge],
    words.proof[proof],
    counts ? words.yes : words.no,
    ...candidates.map(({ number }) => (counts ? votesIn(context.election, tally, number) : undefined)),
    counts ? tally.valid.computed : undefined,
    tally.valid.tps > 0 ? tally.valid.written : undefined,
    tally.invalid.tps > 0 ? tally.invalid.n : undefined,
    findings,
  ]
}

function columnsOf(candidates: readonly Standing[], context: ExportContext): Column[] {
  const { columns } = wordsIn(context.language)
  return [
    { title: columns.tps, kind: 'code' },
    { title: columns.regency, kind: 'text' },
    { title: columns.district, kind: 'text' },
    { title: columns.village, kind: 'text' },
    { title: columns.number, kind: 'number' },
    ...contestColumn(context),
    { title: columns.dpt, kind: 'number' },
    { title: columns.standing, kind: 'text' },
    { title: columns.proof, kind: 'text' },
    { title: columns.counts, kind: 'text' },
    ...candidateColumns(candidates, context),
    { title: columns.valid, kind: 'number' },
    { title: columns.validWritten, kind: 'number' },
    { title: columns.invalid, kind: 'number' },
    { title: columns.findings, kind: 'number' },
  ]
}

const NUMBER_OF_TPS = 4

/** The sums of the columns of numbers; TPS numbers are names. */
const totalOf = (rows: readonly Row[], columns: readonly Column[], word: string): Row =>
  columns.map(({ kind }, i) => {
    if (i === 0) return word
    if (kind !== 'number' || i === NUMBER_OF_TPS) return undefined
    return rows.reduce((sum, row) => sum + (typeof row[i] === 'number' ? row[i] : 0), 0)
  })
