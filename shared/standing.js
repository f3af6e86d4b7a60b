import { consensusOf } from './consensus.js'
import { differs, hasVote, isAllZero, isComplete, voteSumsHold } from './deciding-fields.js'
import { inFocus } from './focus.js'
/** Which source's figures count first while people are not agreed. Machines come last. */
const ORDER = { desk: 0, witness: 1, workbook: 2, api: 3, sms: 4 }
/** What a person only heard stands between what people saw and what machines say. */
const AFTER_PEOPLE = 2.5
const AFTER_ALL = 10
const isPerson = (report) => report.source !== 'api' && report.source !== 'sms'
const isClaim = (report) => report.source === 'sms' || report.basis === 'phone'
/** Made in the count room by a person who looked at photo or paper. */
const isReading = (report) => report.source === 'desk' && (report.basis === 'photo' || report.basis === 'paper')
/**
 * Newest unreplaced report of each author, ascending by seq: a report named in another's `replaces` by the same author never
 * counts. One without any vote (photos only) does not step before figures its author sent earlier.
 */
export function liveReports(cell) {
  const { reports } = cell
  if (reports.length < 2) return [...reports]
  const live = []
  const replaced = replacedIn(reports)
  for (let i = reports.length - 1; i >= 0; i--) {
    const report = reports[i]
    if (replaced?.has(`${report.by} ${report.id}`)) continue
    const newer = live.findIndex((other) => other.by === report.by)
    if (newer < 0) live.push(report)
    else if (!hasVote(live[newer].figures) && hasVote(report.figures)) live[newer] = report
  }
  return live.sort((a, b) => a.seq - b.seq)
}
/** `author id` of what its own author replaced; nothing is allocated while nobody replaced anything. */
function replacedIn(reports) {
  let replaced
  for (const { id, by, replaces } of reports) {
    if (replaces === undefined || replaces === id) continue
    replaced ??= new Set()
    replaced.add(`${by} ${replaces}`)
  }
  return replaced
}
/** ARCHITECTURE.md section 5, counting rule version 1. `candidates` = every number of the contest. */
export function judge(cell, candidates) {
  const live = liveReports(cell)
  const desk = { cell, live, candidates }
  const settlement = cell.settlements.at(-1)
  if (settlement) return settled(desk, settlement)
  const complete = live.filter((report) => isComplete(report.figures, candidates))
  if (complete.length === 0) return uncounted(desk, live.some((report) => hasVote(report.figures)) ? 'partial' : 'none')
  if (complete.every((report) => isAllZero(report.figures, candidates))) return uncounted(desk, 'held')
  if (complete.every(isClaim)) return counting(desk, 'claimed', firstInOrder(complete, candidates))
  const people = complete.filter(isPerson)
  if (people.length < 2 || people.every((person) => isAllZero(person.figures, candidates))) {
    return counting(desk, 'provisional', firstInOrder(complete, candidates))
  }
  return amongPeople(desk, people)
}
/** The last settlement counts, whatever came before; a person who later reports otherwise challenges it. */
function settled(desk, settlement) {
  const { figures } = settlement
  const challenger = desk.live.some(
    (report) =>
      report.seq > settlement.seq &&
      isPerson(report) &&
      isComplete(report.figures, desk.candidates) &&
      differs(report.figures, figures, desk.candidates),
  )
  return {
    knowledge: challenger ? 'challenged' : 'settled',
    counted: { figures, form: settlement.form ?? settlement.id },
    focus: { figures: inFocus(figures, desk.live, desk.candidates), at: firstArrival(desk, figures) ?? settlement.at },
    read: true,
  }
}
/** Two people or more reported every candidate. */
function amongPeople(desk, people) {
  const { candidates } = desk
  const pairs = agreeingGroups(people, candidates)
  const proven = pairs.filter((group) => group.some(isReading) && !isAllZero(firstInOrder(group, candidates).figures, candidates))
  const undisputed = proven.find((group) => isUndisputed(group, people, candidates))
  if (undisputed) return counting(desk, 'agreed', firstInOrder(undisputed, candidates))
  const accepted = people.length > 2 && people.some(isReading) ? acceptedFigures(people, candidates) : undefined
  if (accepted) return agreedOn(desk, people, accepted)
  const sheets = alike(people, candidates)
  const allAlike = sheets.every(([one]) => sheets.every(([other]) => !differs(one.figures, other.figures, candidates)))
  if (allAlike) return counting(desk, 'matching', firstInOrder(people, candidates))
  return counting(desk, 'conflict', firstInOrder(proven[0] ?? people, candidates))
}
/** For all who have company, the people whose figures agree with theirs and each other's; the largest first, then the one confirmed last. */
function agreeingGroups(people, candidates) {
  const groups = []
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
function alike(people, candidates) {
  const sheets = new Map()
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
function isUndisputed(group, people, candidates) {
  if (!voteSumsHold(firstInOrder(group, candidates).figures, candidates)) return false
  const others = people.filter((person) => !group.includes(person))
  const newest = newestOf(group).seq
  return others.every((other) => other.seq < newest) && agreeingGroups(others, candidates).length === 0
}
/** IRREGULARITIES.md section 4 over votes, valid, invalid and total of everybody who reported. */
function acceptedFigures(people, candidates) {
  const readings = people.map(({ figures: { votes, valid, invalid, total } }) => {
    return { ...Object.fromEntries(candidates.map((number) => [number, votes?.[number]])), valid, invalid, total }
  })
  const consensus = consensusOf(readings, [
    { sum: 'valid', parts: candidates.map(String) },
    { sum: 'total', parts: ['valid', 'invalid'] },
  ])
  if (!consensus) return undefined
  const { valid, invalid, total, ...votes } = consensus.reading
  const figures = { votes: votes, valid, invalid, total }
  return isAllZero(figures, candidates) ? undefined : figures
}
/**
 * Figures that people settled on together: somebody's sheet if one of them wrote just that, else a combination nobody wrote. They
 * are confirmed even where the one reading was outvoted: nobody will be asked to read this sheet again.
 */
function agreedOn(desk, people, accepted) {
  const writers = people.filter(({ figures }) => isWrittenIn(figures, accepted, desk.candidates))
  if (writers.length > 0) return { ...counting(desk, 'agreed', firstInOrder(writers, desk.candidates)), read: true }
  const figures = inFocus(accepted, desk.live, desk.candidates)
  return {
    knowledge: 'agreed',
    counted: { figures: accepted },
    focus: { figures, at: firstArrival(desk, accepted) ?? newestOf(people).at },
    read: true,
  }
}
const isWrittenIn = (figures, accepted, candidates) =>
  figures.valid === accepted.valid &&
  figures.invalid === accepted.invalid &&
  figures.total === accepted.total &&
  !differs(figures, accepted, candidates)
function counting(desk, knowledge, report) {
  return { knowledge, counted: { figures: report.figures, form: report.id }, ...lookingAt(desk, report) }
}
function uncounted(desk, knowledge) {
  const newest = desk.live.findLast((report) => knowledge === 'none' || hasVote(report.figures))
  return newest ? { knowledge, ...lookingAt(desk, newest) } : { knowledge, read: false }
}
function lookingAt(desk, { figures, at }) {
  return {
    focus: { figures: inFocus(figures, desk.live, desk.candidates), at: firstArrival(desk, figures) ?? at },
    read: desk.live.some((report) => isReading(report) && !differs(report.figures, figures, desk.candidates)),
  }
}
/** When figures like these first reached the room, whoever sent them. */
function firstArrival({ cell, candidates }, figures) {
  let first
  for (const report of cell.reports) {
    if ((first === undefined || report.at < first) && !differs(report.figures, figures, candidates)) first = report.at
  }
  return first
}
const newestOf = (reports) => reports.reduce((a, b) => (b.seq > a.seq ? b : a))
/** Of several sheets, ascending by seq, the one that counts: zeros last, hearsay after what a person saw, then by source, then the newest. */
function firstInOrder(reports, candidates) {
  const rank = (report) => {
    if (isAllZero(report.figures, candidates)) return AFTER_ALL
    return isClaim(report) && isPerson(report) ? AFTER_PEOPLE + ORDER[report.source] / 10 : ORDER[report.source]
  }
  return reports.reduce((best, report) => (rank(report) <= rank(best) ? report : best))
}
