import type { Candidate } from '../../shared/election.ts'
import { Knowledge, Severity, type Tally } from '../../shared/tally.ts'
import { type ExportContext, fileNameOf, nameOf, notesOf, wordsIn } from './notes.ts'
import type { Column, Row, Sheet } from './sheet.ts'

/** A region's figures: its regions right below as rows and itself as the sums, or itself as the only row. */
export function tallySheet(tally: Tally, context: ExportContext): Sheet {
  const words = wordsIn(context.language)
  const candidates = candidatesOf(context)
  const below = tally.rows ?? []
  const row = (one: Tally, name: string): Row => [one.region, name, ...figuresOf(one, candidates)]
  const rows = (below.length > 0 ? below : [tally]).map((one) => row(one, nameOf(context.election, one.region)))
  return {
    notes: notesOf(context, rows.length),
    columns: columnsOf(candidates, context),
    rows,
    ...(below.length > 0 ? { total: row(tally, words.total) } : {}),
    fileName: fileNameOf('hasil', context),
  }
}

export const candidatesOf = ({ election, contest }: Pick<ExportContext, 'election' | 'contest'>): readonly Candidate[] =>
  election.contests.find(({ region }) => region === contest)?.candidates ?? []

export const candidateColumns = (candidates: readonly Candidate[]): Column[] =>
  candidates.map(({ number, name }) => ({ title: `${number} ${name}`, kind: 'number' }))

function columnsOf(candidates: readonly Candidate[], { language }: ExportContext): Column[] {
  const words = wordsIn(language)
  const { columns } = words
  const numbers = (titles: readonly string[]): Column[] => titles.map((title) => ({ title, kind: 'number' }))
  return [
    { title: columns.code, kind: 'code' },
    { title: columns.region, kind: 'text' },
    ...numbers([columns.tpsExpected, columns.tpsCounted, columns.dptExpected, columns.dptCounted, columns.unknownDpt]),
    ...candidateColumns(candidates),
    ...numbers([columns.valid, columns.validWritten, columns.validTps, columns.invalid, columns.invalidTps]),
    ...numbers(Knowledge.options.map((one) => words.standingIn(words.knowledge[one]))),
    ...numbers(Severity.options.map((one) => words.findingsOf(words.severity[one]))),
  ]
}

const figuresOf = ({ tps, dpt, votes, valid, invalid, composition, findings }: Tally, candidates: readonly Candidate[]): Row => [
  tps.expected,
  tps.counted,
  dpt.expected,
  dpt.counted,
  dpt.unknownTps,
  ...candidates.map(({ number }) => votes[number] ?? 0),
  valid.computed,
  valid.written,
  valid.tps,
  invalid.n,
  invalid.tps,
  ...Knowledge.options.map((one) => composition[one] ?? 0),
  ...Severity.options.map((one) => findings[one] ?? 0),
]
