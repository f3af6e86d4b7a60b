import type { Candidate, Contest, FormTemplate } from '../../../../shared/election.ts'
import { Count, type Figures } from '../../../../shared/form.ts'
import { said } from '../../language.ts'

/** One line of the paper as it is typed. `path` leads into `Figures`: `votes.1`, `valid`, `users.all.total`. */
export type DraftLine = { readonly path: string; readonly label: string; readonly candidate?: Candidate }
export type DraftBlock = { readonly label: string; readonly lines: readonly DraftLine[] }
export type DraftLines = {
  readonly votes: readonly DraftLine[]
  readonly sums: readonly DraftLine[]
  readonly users: readonly DraftLine[]
  /** The rest of the paper, block by block; may be left out. */
  readonly rest: readonly DraftBlock[]
}
/** What was typed, by path; never more than the keyboard gave. */
export type Typed = Readonly<Record<string, string>>

const SUMS: readonly string[] = ['valid', 'invalid', 'total']
const USERS = 'users.all'

/** Votes first, then what decides with them, then the rest in the paper's order; words and lines are the template's. */
export function draftLines(form: FormTemplate, contest: Contest): DraftLines {
  const blocks = form.pages.flatMap((page) => page.blocks)
  const all = blocks.flatMap((block) => block.lines)
  const line = ({ field, label, sexes }: (typeof all)[number]): DraftLine => ({
    path: sexes ? `${field}.total` : field,
    label: said(label),
  })
  const isFirst = (field: string): boolean => field === 'votes' || field === USERS || SUMS.includes(field)
  return {
    votes: contest.candidates.map((candidate) => ({ path: `votes.${candidate.number}`, label: candidate.name, candidate })),
    sums: all.filter(({ field }) => SUMS.includes(field)).map(line),
    users: all.filter(({ field }) => field === USERS).map(line),
    rest: blocks
      .map((block) => ({ label: said(block.label), lines: block.lines.filter(({ field }) => !isFirst(field)).map(line) }))
      .filter(({ lines }) => lines.length > 0),
  }
}

/** `1.024` and ` 83 ` are numbers as people write them; anything else is refused, an empty field is absent and not zero. */
export function readCount(text: string): number | undefined | 'not-a-number' {
  const digits = text.replaceAll(/[\s.]/g, '')
  if (digits === '') return undefined
  const read = /^\d+$/.test(digits) ? Count.safeParse(Number(digits)) : undefined
  return read?.success ? read.data : 'not-a-number'
}

/** Paths whose text is no number. */
export const wrongPaths = (typed: Typed): string[] => Object.keys(typed).filter((path) => readCount(typed[path] ?? '') === 'not-a-number')

/** The figures typed so far; fields that are empty or wrong are left out. */
export function figuresOf(typed: Typed): Figures {
  const figures: Record<string, unknown> = {}
  for (const [path, text] of Object.entries(typed)) {
    const value = readCount(text)
    if (typeof value === 'number') put(figures, path.split('.'), value)
  }
  return figures as Figures
}

function put(into: Record<string, unknown>, [step = '', ...rest]: readonly string[], value: number): void {
  if (rest.length === 0) into[step] = value
  else put((into[step] ??= {}) as Record<string, unknown>, rest, value)
}

export const hasEveryVote = (figures: Figures, contest: Pick<Contest, 'candidates'>): boolean =>
  contest.candidates.every(({ number }) => figures.votes?.[String(number)] !== undefined)
