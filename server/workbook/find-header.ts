import type { Candidate } from '../../shared/election.ts'
import type { WorkbookField } from '../../shared/workbook.ts'
import { type ReadSheet, textOf } from './cells.ts'
import { guessField } from './guess-field.ts'

/** `titles` by column: what stands above each other joined from top to bottom; '' = no title. Rows from 0, both included. */
export type Header = {
  /** Nothing of ours is named in it. */
  readonly unsure?: true
  readonly first: number
  readonly last: number
  readonly titles: readonly string[]
  readonly guesses: readonly WorkbookField[]
}

const LOOK_AT = 40
const DEEPEST = 3
/** A line that names fewer of our columns is no header. */
const FEWEST = 3

/**
 * The header of a table in somebody's sheet: one to three rows, wherever they begin, found by how many of our columns they name. A
 * title over several merged columns belongs to each of them. Undefined = nothing looks like one.
 */
export function findHeader(sheet: ReadSheet, candidates: readonly Candidate[]): Header | undefined {
  const filled = withMerges(sheet).map((line) => withoutDigits(line, candidates))
  let best: { header: Header; score: number } | undefined
  for (let first = 0; first < Math.min(LOOK_AT, sheet.rows.length); first++) {
    for (let depth = 1; depth <= DEEPEST && first + depth <= sheet.rows.length; depth++) {
      const header = headerAt(filled, { first, last: first + depth - 1 }, candidates)
      const score = scoreOf(header) - depth / 10
      if (score >= FEWEST - 1 && score > (best?.score ?? 0)) best = { header, score }
    }
  }
  return best?.header ?? plainHeader(filled, candidates)
}

/** Texts of the upper rows with merged cells filled in. */
function withMerges({ rows, merges }: ReadSheet): string[][] {
  const top = rows
    .slice(0, LOOK_AT + DEEPEST)
    .map((row) => row.map((cell) => (typeof cell === 'number' && !isBallotNumber(cell) ? '' : textOf(cell))))
  for (const { top: from, left, bottom, right } of merges) {
    const text = top[from]?.[left] ?? ''
    for (let r = from; r <= bottom && r < top.length; r++) {
      const row = top[r]
      // Downwards the title is said once: a column's title must not hold it twice.
      for (let c = left; row && c <= right && c < left + 100; c++) row[c] = r === from ? text : ''
    }
  }
  return top
}

/** Of a number in a header only a candidate's can be meant. */
const isBallotNumber = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= 99

const BARE_DIGITS = /^\(?0*\d{1,2}\)?$/

/**
 * Bare digits in a header are ballot numbers only where they are exactly those of this contest and stand alone or beside a title for the
 * TPS. Else they number the columns, or it is the first row of votes: taken for titles, votes would land beside the wrong candidate.
 */
function withoutDigits(line: readonly string[], candidates: readonly Candidate[]): string[] {
  const digits = line.filter((text) => BARE_DIGITS.test(text)).map(Number)
  const others = line.filter((text) => text !== '' && !BARE_DIGITS.test(text)).map((text) => guessField(text, candidates))
  const areBallot = digits.length === candidates.length && candidates.every(({ number }) => digits.includes(number)) && isTitleLine(others)
  return areBallot ? [...line] : line.map((text) => (BARE_DIGITS.test(text) ? '' : text))
}

const isTitleLine = (others: readonly WorkbookField[]): boolean =>
  others.length === 0 || others.some((field) => field === 'number' || field === 'code')

function headerAt(rows: readonly string[][], { first, last }: { first: number; last: number }, candidates: readonly Candidate[]): Header {
  const lines = rows.slice(first, last + 1)
  const width = Math.max(0, ...lines.map((line) => line.length))
  const stacks = Array.from({ length: width }, (_, c) => lines.map((line) => line[c] ?? '').filter((text) => text !== ''))
  const guesses = onlyOnce(stacks.map((stack) => guessStack(stack, candidates)))
  return { first, last, titles: stacks.map((stack) => stack.join(' / ')), guesses }
}

/** The lowest title says most; where it says nothing alone, what stands above it goes before it. */
function guessStack(stack: readonly string[], candidates: readonly Candidate[]): WorkbookField {
  const lowest = guessField(stack.at(-1) ?? '', candidates)
  return lowest !== 'ignore' || stack.length < 2 ? lowest : guessField(stack.join(' '), candidates)
}

/** Two columns cannot hold the same: the first is taken. */
function onlyOnce(guesses: readonly WorkbookField[]): WorkbookField[] {
  const seen = new Set<WorkbookField>()
  return guesses.map((guess) => {
    if (seen.has(guess)) return 'ignore'
    seen.add(guess)
    return guess
  })
}

/** How many different columns of ours it names; without a vote or without a TPS it is not the header. */
function scoreOf({ guesses }: Header): number {
  const fields = new Set(guesses.filter((guess) => guess !== 'ignore'))
  const hasPlace = fields.has('number') || fields.has('code')
  const hasVotes = [...fields].some((field) => field.startsWith('votes.'))
  return hasPlace && hasVotes ? fields.size : 0
}

/** Nothing known: the first row of three texts or more, for the person to say what its columns are. */
function plainHeader(rows: readonly string[][], candidates: readonly Candidate[]): Header | undefined {
  const first = rows.findIndex((row) => row.filter((text) => text !== '' && !/^\d+$/.test(text)).length >= FEWEST)
  return first < 0 ? undefined : { ...headerAt(rows, { first, last: first }, candidates), unsure: true }
}
