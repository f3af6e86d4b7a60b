import type { Election } from '../../shared/election.ts'
import { sumTallies } from '../../shared/sum-tallies.ts'
import { Knowledge, type RegionTally, Severity, type Tally } from '../../shared/tally.ts'
import { type ExportContext, fileNameOf, nameOf, notesOf, titleOf, wordsIn } from './notes.ts'
import type { Column, Row, Sheet } from './sheet.ts'

/** A region's figures: its regions right below as rows and itself as the sums, or itself as the only row. */
export function tallySheet(tally: Tally, context: ExportContext): Sheet {
  const words = wordsIn(context.language)
  const candidates = candidatesOf(context)
  const below = tally.rows ?? []
  const row = rowIn(context, candidates)
  const rows = (below.length > 0 ? below : [tally]).map((one) => row(one, nameOf(context.election, one.region)))
  return {
    notes: notesOf(context, rows.length),
    columns: columnsOf(candidates, context),
    rows,
    ...(below.length > 0 ? { total: row(tally, words.total) } : {}),
    fileName: fileNameOf('hasil', context),
  }
}

/** Chosen regions in the order given; their sum below them where one contest is asked of all. */
export function chosenSheet(tallies: readonly RegionTally[], context: ExportContext): Sheet {
  const candidates = candidatesOf(context)
  const row = rowIn(context, candidates)
  const sum = context.contest === undefined || tallies.length < 2 ? undefined : sumTallies(context.region, tallies)
  return {
    notes: notesOf(context, tallies.length),
    columns: columnsOf(candidates, context),
    rows: tallies.map((one) => row(one, nameOf(context.election, one.region))),
    ...(sum ? { total: row(sum, wordsIn(context.language).total) } : {}),
    fileName: fileNameOf('hasil', context),
  }
}

/** A candidate's column. Without one contest for all, a column is a number on the ballot, whoever has it in each contest. */
export type Standing = { readonly number: number; readonly name?: string }

export function candidatesOf({ election, contest }: Pick<ExportContext, 'election' | 'contest'>): readonly Standing[] {
  if (contest !== undefined) return election.contests.find(({ region }) => region === contest)?.candidates ?? []
  const numbers = new Set(election.contests.flatMap(({ candidates }) => candidates.map(({ number }) => number)))
  return [...numbers].toSorted((a, b) => a - b).map((number) => ({ number }))
}

export function candidateColumns(candidates: readonly Standing[], { language }: Pick<ExportContext, 'language'>): Column[] {
  const { ofNumber } = wordsIn(language)
  return candidates.map(({ number, name }) => ({ title: name === undefined ? ofNumber(number) : `${number} ${name}`, kind: 'number' }))
}

/** Which contest a row is of, where they differ. */
export const contestColumn = ({ contest, language }: ExportContext): Column[] =>
  contest === undefined ? [{ title: wordsIn(language).columns.contest, kind: 'text' }] : []
export const contestCell = ({ contest, election }: ExportContext, of: string): Row =>
  contest === undefined ? [titleOf(election, of) ?? of] : []

/** A number that is not on that contest's ballot has no votes, which is not the same as none. */
export const votesIn = (
  election: Pick<Election, 'contests'>,
  { contest, votes }: Pick<RegionTally, 'contest' | 'votes'>,
  number: number,
) =>
  election.contests.find(({ region }) => region === contest)?.candidates.some((one) => one.number === number)
    ? (votes[number] ?? 0)
    : undefined

const rowIn =
  (context: ExportContext, candidates: readonly Standing[]) =>
  (one: RegionTally, name: string): Row => [
    one.region,
    name,
    ...contestCell(context, one.contest),
    ...figuresOf(one, candidates, context.election),
  ]

function columnsOf(candidates: readonly Standing[], context: ExportContext): Column[] {
  const words = wordsIn(context.language)
  const { columns } = words
  const numbers = (titles: readonly string[]): Column[] => titles.map((title) => ({ title, kind: 'number' }))
  return [
    { title: columns.code, kind: 'code' },
    { title: columns.region, kind: 'text' },
    ...contestColumn(context),
    ...numbers([columns.tpsExpected, columns.tpsCounted, columns.dptExpected, columns.dptCounted, columns.unknownDpt]),
    ...candidateColumns(candidates, context),
    ...numbers([columns.valid, columns.validWritten, columns.validTps, columns.invalid, columns.invalidTps]),
    ...numbers(Knowledge.options.map((one) => words.standingIn(words.knowledge[one]))),
    ...numbers(Severity.options.map((one) => words.findingsOf(words.severity[one]))),
  ]
}

const figuresOf = (
  { contest, tps, dpt, votes, valid, invalid, composition, findings }: RegionTally,
  candidates: readonly Standing[],
  election: Pick<Election, 'contests'>,
): Row => [
  tps.expected,
  tps.counted,
  dpt.expected,
  dpt.counted,
  dpt.unknownTps,
  ...candidates.map(({ number }) => votesIn(election, { contest, votes }, number)),
  valid.computed,
  valid.written,
  valid.tps,
  invalid.n,
  invalid.tps,
  ...Knowledge.options.map((one) => composition[one] ?? 0),
  ...Severity.options.map((one) => findings[one] ?? 0),
]
