import { consensusOf, type Reading } from './consensus.ts'
import { differs, hasVote, isAllZero, isComplete, voteSumsHold, type Candidates } from './deciding-fields.ts'
import { inFocus } from './focus.ts'
import type { Figures, Source } from './form.ts'
import type { RequestId } from './ids.ts'
import type { Cell, Report, Settlement } from './report.ts'
import type { Knowledge } from './tally.ts'

/** What the room knows of one TPS x contest x round, and which figures follow from it. */
export type Judgement = {
  readonly knowledge: Knowledge
  readonly because: Because
  /** The figures that enter the totals of the modes this knowledge belongs to; absent when none do. `form` is the report or settlement they stand in. */
  readonly counted?: { readonly figures: Figures; readonly form?: RequestId }
  /**
   * The figures the one-form checks look at: the counted ones, else those of the newest report; fields its author left out are
   * taken from the newest report that agrees with it on the deciding fields. Those of a settlement are one document: what it leaves
   * out is unknown.
   */
  readonly focus?: Focus
  /** A count-room reading (a person at the desk, from photo or paper) or a settlement confirms the figures in focus. */
  readonly read: boolean
}

/** `at` = when those figures first arrived; `written` = the reports that may have written a part of them, where there are several. */
export type Focus = { readonly figures: Figures; readonly at: string; readonly written?: readonly Report[] }

/** What every rule makes of a cell: the rule says more than the knowledge, for two of them may lead to the same. */
const KNOWLEDGE_BY = {
  nothing: 'none',
  incomplete: 'partial',
  'all-zero': 'held',
  hearsay: 'claimed',
  'one-person': 'provisional',
  machine: 'provisional',
  'alike-unread': 'matching',
  'alike-broken-sums': 'matching',
  'alike-with-reading': 'agreed',
  'double-entry': 'agreed',
  'differ-pair-first': 'conflict',
  'differ-by-order': 'conflict',
  settlement: 'settled',
  'settlement-doubted': 'challenged',
} as const satisfies Record<string, Knowledge>
export type Rule = keyof typeof KNOWLEDGE_BY

/**
 * Why the figures count, or none do. `by` = the live reports it rests on, ascending by seq: those who are alike, who differ, or who
 * doubted a settlement; without any report nothing.
 */
export type Because = { readonly rule: Rule; readonly by: readonly Report[] }

/** Which source's figures count first while people are not agreed. Machines come last. */
const ORDER: Record<Source, number> = { desk: 0, witness: 1, workbook: 2, api: 3, sms: 4 }
/** What a person only heard stands between what people saw and what machines say. */
const AFTER_PEOPLE = 2.5
const AFTER_ALL = 10
/** Machines are no persons: what they say neither differs nor agrees. */
export const isPerson = (report: Pick<Report, 'source'>): boolean => report.source !== 'api' && report.source !== 'sms'
const isClaim = (report: Report) => report.source === 'sms' || report.basis === 'phone'
/** Made in the count room by a person who looked at photo or paper. */
const isReading = (report: Report) => report.source === 'desk' && (report.basis === 'photo' || report.basis === 'paper')

/**
 * Newest unreplaced report of each author, ascending by seq: a report named in another's `replaces` by the same author never
 * counts. One without any vote (photos only) does not step before figures its author sent earlier.
 */
export function liveReports(cell: Cell): Report[] {
  const { reports } = cell
  if (reports.length < 2) return [...reports]
  const live: Report[] = []
  const replaced = replacedIn(reports)
  for (let i = reports.length - 1; i >= 0; i--) {
    const report = reports[i] as Report
    if (replaced?.has(`${report.by} ${report.id}`)) continue
    const newer = live.findIndex((other) => other.by === report.by)
    if (newer < 0) live.push(report)
    else if (!hasVote((live[newer] as Report).figures) && hasVote(report.figures)) live[newer] = report
  }
  return live.sort((a, b) => a.seq - b.seq)
}

/** `author id` of what its own author replaced; nothing is allocated while nobody replaced anything. */
function replacedIn(reports: readonly Report[]): ReadonlySet<string> | undefined {
  let replaced: Set<string> | undefined
  for (const { id, by, replaces } of reports) {
    if (replaces === undefined || replaces === id) continue
    replaced ??= new Set()
    replaced.add(`${by} ${replaces}`)
  }
  return replaced
}

/** ARCHITECTURE.md section 5, counting rule version 1. `candidates` = every number of the contest. */
export function judge(cell: Cell, candidates: readonly number[]): Judgement {
  const live = liveReports(cell)
  const desk: Table = { cell, live, candidates }
  const settlement = cell.settlements.at(-1)
  if (settlement) return settled(desk, settlement)
  const complete = live.filter((report) => isComplete(report.figures, candidates))
  if (complete.length === 0) {
    const partial = live.filter((report) => hasVote(report.figures))
    return uncounted(desk, partial.length > 0 ? { rule: 'incomplete', by: partial } : NOTHING)
  }
  if (complete.every((report) => isAllZero(report.figures, candidates))) return uncounted(desk, { rule: 'all-zero', by: complete })
  if (complete.every(isClaim)) return counting(desk, { rule: 'hearsay', by: complete }, firstInOrder(complete, candidates))
  const people = complete.filter(isPerson)
  if (people.length < 2 || people.every((person) => isAllZero(person.figures, candidates))) {
    const first = firstInOrder(complete, candidates)
    return counting(desk, { rule: isPerson(first) ? 'one-person' : 'machine', by: [first] }, first)
  }
  return amongPeople(desk, people)
}

const NOTHING: Because = { rule: 'nothing', by: [] }

/** What every judgement of one cell looks at. */
type Table = { readonly cell: Cell; readonly live: readonly Report[]; readonly candidates: Candidates }

/** The last settlement counts, whatever came before; a person who later reports otherwise challenges it. */
function settled(desk: Table, settlement: Settlement): Judgement {
  const { figures } = settlement
  const doubts = desk.live.filter(
    (report) =>
      report.seq > settlement.seq &&
      isPerson(report) &&
      isComplete(report.figures, desk.candidates) &&
      differs(report.figures, figures, desk.candidates),
  )
  const because: Because = { rule: doubts.length > 0 ? 'settlement-doubted' : 'settlement', by: doubts }
  return {
    knowledge: KNOWLEDGE_BY[because.rule],
    because,
    counted: { figures, form: settlement.form ?? settlement.id },
    focus: { figures, at: desk.cell.reports.find(({ id }) => id === settlement.form)?.at ?? settlement.at },
    read: true,
  }
}

/** Two people or more reported every candidate. */
function amongPeople(desk: Table, people: readonly Report[]): Judgement {
  const { candidates } = desk
  const pairs = agreeingGroups(people, candidates)
  const proven = pairs.filter((group) => group.some(isReading) && !isAllZero(firstInOrder(group, candidates).figures, candidates))
  const undisputed = proven.find((group) => isUndisputed(group, people, candidates))
  if (undisputed) return counting(desk, { rule: 'alike-with-reading', by: undisputed }, firstInOrder(undisputed, candidates))
  const accepted = people.length > 2 && people.some(isReading) ? acceptedFigures(people, candidates) : undefined
  if (accepted) return agreedOn(desk, people, accepted)
  const sheets = alike(people, candidates)
  const allAlike = sheets.every(([one]) => sheets.every(([other]) => !differs(one.figures, other.figures, candidates)))
  if (allAlike) {
    return counting(
      desk,
      { rule: people.some(isReading) ? 'alike-broken-sums' : 'alike-unread', by: people },
      firstInOrder(people, candidates),
    )
  }
  const [pair] = proven
  return counting(desk, { rule: pair ? 'differ-pair-first' : 'differ-by-order', by: people }, firstInOrder(pair ?? people, candidates))
}

/** For all who have company, the people whose figures agree with theirs and each other's; the largest first, then the one confirmed last. */
function agreeingGroups(people: readonly Report[], candidates: Candidates): Report[][] {
  const groups: Report[][] = []
  const sheets = alike(people, candidates)
  for (const [one] of sheets) {
    const agreeing = sheets.filter(([other]) => !differs(one.figures, other.figures, candidates))
    // Someone who left invalid out agrees with two people who differ in it: those stand in groups of their own.
    const coherent = agreeing.every(([a]) => agreeing.every(([b]) => !differs(a.figures, b.figures, candidates)))
    const group = agreeing.flat()
    if (coherent && group.length > 1) groups.push(group.sort((a, b) => a.seq - b.seq))
  }
  return groups.sort((a, b) => b.length - a.length || newestOf(b).seq - newestOf(a).seq)
}

/** People by the very deciding fields they wrote: what is asked of one is answered for all, or a hundred who agree cost a million comparisons. */
function alike(people: readonly Report[], candidates: Candidates): [Report, ...Report[]][] {
  const sheets = new Map<string, [Report, ...Report[]]>()
  for (const person of people) {
    const { votes, invalid } = person.figures
    const key = [...candidates.map((number) => votes?.[number]), invalid].join()
    const same = sheets.get(key)
    if (same) same.push(person)
    else sheets.set(key, [person])
  }
  return [...sheets.values()]
}

/** The sums hold on what would count, nobody newer differs, and those who differed before are not themselves two of one mind. */
function isUndisputed(group: readonly Report[], people: readonly Report[], candidates: Candidates): boolean {
  if (!voteSumsHold(firstInOrder(group, candidates).figures, candidates)) return false
  const others = people.filter((person) => !group.includes(person))
  const newest = newestOf(group).seq
  return others.every((other) => other.seq < newest) && agreeingGroups(others, candidates).length === 0
}

/** IRREGULARITIES.md section 4 over votes, valid, invalid and total of everybody who reported. */
function acceptedFigures(people: readonly Report[], candidates: Candidates): Figures | undefined {
  const readings = people.map(({ figures: { votes, valid, invalid, total } }): Reading => {
    return { ...Object.fromEntries(candidates.map((number) => [number, votes?.[number]])), valid, invalid, total }
  })
  const consensus = consensusOf(readings, [
    { sum: 'valid', parts: candidates.map(String) },
    { sum: 'total', parts: ['valid', 'invalid'] },
  ])
  if (!consensus) return undefined
  const { valid, invalid, total, ...votes } = consensus.reading
  const figures: Figures = { votes: votes as Record<string, number>, valid, invalid, total }
  return isAllZero(figures, candidates) ? undefined : figures
}

/**
 * Figures that people settled on together: somebody's sheet if one of them wrote just that, else a combination nobody wrote. They
 * are confirmed even where the one reading was outvoted: nobody will be asked to read this sheet again.
 */
function agreedOn(desk: Table, people: readonly Report[], accepted: Figures): Judgement {
  const because: Because = { rule: 'double-entry', by: people }
  const writers = people.filter(({ figures }) => isWrittenIn(figures, accepted, desk.candidates))
  if (writers.length > 0) return { ...counting(desk, because, firstInOrder(writers, desk.candidates)), read: true }
  const figures = inFocus(accepted, desk.live, desk.candidates)
  return {
    knowledge: KNOWLEDGE_BY[because.rule],
    because,
    counted: { figures: accepted },
    focus: { figures, at: firstArrival(desk, accepted) ?? newestOf(people).at, ...written(desk) },
    read: true,
  }
}

const isWrittenIn = (figures: Figures, accepted: Figures, candidates: Candidates): boolean =>
  figures.valid === accepted.valid &&
  figures.invalid === accepted.invalid &&
  figures.total === accepted.total &&
  !differs(figures, accepted, candidates)

function counting(desk: Table, because: Because, report: Report): Judgement {
  return {
    knowledge: KNOWLEDGE_BY[because.rule],
    because,
    counted: { figures: report.figures, form: report.id },
    ...lookingAt(desk, report),
  }
}

function uncounted(desk: Table, because: Because): Judgement {
  const knowledge = KNOWLEDGE_BY[because.rule]
  const newest = desk.live.findLast((report) => knowledge === 'none' || hasVote(report.figures))
  return newest ? { knowledge, because, ...lookingAt(desk, newest) } : { knowledge, because, read: false }
}

function lookingAt(desk: Table, { figures, at }: Report): Required<Pick<Judgement, 'focus' | 'read'>> {
  return {
    focus: { figures: inFocus(figures, desk.live, desk.candidates), at: firstArrival(desk, figures) ?? at, ...written(desk) },
    read: desk.live.some((report) => isReading(report) && !differs(report.figures, figures, desk.candidates)),
  }
}

const written = ({ cell }: Table): Pick<Focus, 'written'> => (cell.reports.length > 1 ? { written: cell.reports } : {})

/** When figures like these first reached the room, whoever sent them. */
function firstArrival({ cell, candidates }: Table, figures: Figures): string | undefined {
  let first: string | undefined
  for (const report of cell.reports) {
    if ((first === undefined || report.at < first) && !differs(report.figures, figures, candidates)) first = report.at
  }
  return first
}

const newestOf = (reports: readonly Report[]): Report => reports.reduce((a, b) => (b.seq > a.seq ? b : a))

/** Of several sheets, ascending by seq, the one that counts: zeros last, hearsay after what a person saw, then by source, then the newest. */
function firstInOrder(reports: readonly Report[], candidates: Candidates): Report {
  const rank = (report: Report) => {
    if (isAllZero(report.figures, candidates)) return AFTER_ALL
    return isClaim(report) && isPerson(report) ? AFTER_PEOPLE + ORDER[report.source] / 10 : ORDER[report.source]
  }
  return reports.reduce((best, report) => (rank(report) <= rank(best) ? report : best))
}
