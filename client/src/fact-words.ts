import type { Contest, FormTemplate, Region } from '../../shared/election.ts'
import { Fact, type FactOf } from '../../shared/facts.ts'
import { lineTotal, type Figures, type MF } from '../../shared/form.ts'
import { unreachable } from '../../shared/result.ts'
import { count } from './format.ts'
import { said as inWords } from './language.ts'
import { nameOf, placeOf } from './region-path.ts'
import { factWords as words } from './words/facts.ts'

/** What a sentence needs to know beside the fact; `RegisterAnswer` is one. */
export type FactContext = {
  readonly regions: readonly Region[]
  readonly contests: readonly Contest[]
  /** The paper, for the words of its lines. */
  readonly form?: FormTemplate
  /** Number of the entry that reported a form, where it is known: a sentence then points to it. */
  readonly entryOf?: (form: string) => number | undefined
}

/** The server leaves out the TPS of a move that lies outside the reader's regions; this stands for it, and no village has it. */
const NOT_YOURS = '0000000000000'
const MOVES: readonly unknown[] = ['form.moved', 'form.withdrawn']

/**
 * What an entry of the ledger says, in one sentence of the language on screen; who wrote it, when, and his reason stand beside it.
 * Takes a fact as answers carry it; one of a kind that this client does not know yet is named by its kind.
 */
export function factSentence(fact: Readonly<Record<string, unknown>>, known: FactContext): string {
  const read = Fact.safeParse(MOVES.includes(fact['type']) ? { tps: NOT_YOURS, to: NOT_YOURS, ...fact } : fact)
  return read.success ? sentenceOf(read.data, known) : words.unknown(String(fact['type']))
}

function sentenceOf(fact: Fact, known: FactContext): string {
  switch (fact.type) {
    case 'election.opened':
      return words.opened(fact.name)
    case 'register.amended':
      return amended(fact)
    case 'form.reported':
      return reported(fact, known)
    case 'form.settled':
      return settled(fact, known)
    case 'form.moved':
      return words.moved(entryMark(fact.form, known), stationIn(fact.tps, known), stationIn(fact.to, known))
    case 'form.withdrawn':
      return words.left(entryMark(fact.form, known), stationIn(fact.tps, known), stationIn(fact.to, known))
    case 'round.ordered':
      return words.ordered(words.kinds[fact.kind], count(fact.round), inContest(fact, known) || ':')
    case 'photo.stored':
      return words.photo(words.documents[fact.document], count(fact.page), inContest(fact, known).replace(/:$/, ''))
    case 'photo.examined':
      return fact.hash === undefined ? words.photoBroken : words.photoRead
    case 'witness.checked-in':
      return words.checkedIn[fact.method]
    case 'incident.reported':
      return words.incident(words.incidents[fact.kind as keyof typeof words.incidents] ?? fact.kind)
    case 'copy.stated':
      return words.copies[fact.copy]
    default:
      return unreachable(fact)
  }
}

function amended({ change, dpt }: FactOf<'register.amended'>): string {
  if (change === 'withdrawn') return words.withdrawn
  if (change === 'dpt-corrected') return words.dpt(count(dpt ?? 0))
  return dpt === undefined ? words.addedUnknown : words.added(count(dpt))
}

function reported(fact: FactOf<'form.reported'>, known: FactContext): string {
  const round = fact.round > 1 ? words.ofRound(count(fact.round)) : ''
  const replaces = fact.replaces ? words.replaces(fact.cause ? words.causes[fact.cause] : '') : ''
  const moved = fact.movedFrom ? words.arrivedFrom(nameOf(known.regions, fact.movedFrom.room)) : ''
  return words.reported({
    source: words.sources[fact.source],
    basis: words.bases[fact.basis],
    contest: inContest(fact, known),
    figures: figuresInWords(fact.figures),
    more: round + replaces + moved,
  })
}

function settled(fact: FactOf<'form.settled'>, known: FactContext): string {
  const contest = inContest(fact, known) || ':'
  return fact.figures
    ? words.settledTyped(contest, allFiguresInWords(fact.figures, known.form))
    : words.settledReport(contest, entryMark(fact.form ?? '', known))
}

/** `1: 83, 2: 102, 3: 40, tidak sah 4`: the deciding fields, in the order of the paper. */
export function figuresInWords({ votes, invalid }: Figures): string {
  const numbers = Object.keys(votes ?? {}).toSorted((a, b) => Number(a) - Number(b))
  const said = numbers.map((number) => `${number}: ${count(votes?.[number] ?? 0)}`)
  if (invalid !== undefined) said.push(words.invalid(count(invalid)))
  return said.length > 0 ? said.join(', ') : words.noFigures
}

/** Every figure that was typed: what decides, the sums, then the other lines of the paper by their own words. */
function allFiguresInWords(figures: Figures, form: FormTemplate | undefined): string {
  const { valid, invalid, total } = figures
  const told = [figuresInWords({ votes: figures.votes })]
  if (valid !== undefined) told.push(words.valid(count(valid)))
  if (invalid !== undefined) told.push(words.invalid(count(invalid)))
  if (total !== undefined) told.push(words.total(count(total)))
  for (const [block, lines] of Object.entries(figures)) {
    if (block === 'votes' || typeof lines !== 'object') continue
    for (const [line, value] of Object.entries(lines as Record<string, MF | number>)) {
      told.push(`${lineName(`${block}.${line}`, form)} ${lineInWords(value)}`)
    }
  }
  return told.join(', ')
}

function lineName(field: string, form: FormTemplate | undefined): string {
  const lines = form?.pages.flatMap((page) => page.blocks).flatMap((block) => block.lines)
  const label = lines?.find((line) => line.field === field)?.label
  return label ? inWords(label) : field
}

/** Men and women where they were typed, for their sum need not be the total. */
function lineInWords(value: MF | number): string {
  if (typeof value === 'number') return count(value)
  const { m, f } = value
  const total = lineTotal(value)
  const sexes = [m === undefined ? '' : words.men(count(m)), f === undefined ? '' : words.women(count(f))].filter(Boolean).join(' + ')
  if (total === undefined) return sexes
  return sexes ? `${count(total)} (${sexes})` : count(total)
}

/** Said only where a TPS votes in several contests. */
function inContest({ tps, contest }: { tps: string; contest: string }, { contests }: FactContext): string {
  const here = contests.filter(({ region }) => tps.startsWith(region))
  const title = here.find(({ region }) => region === contest)?.title
  return here.length > 1 && title !== undefined ? words.inContest(title) : ''
}

const stationIn = (tps: string, { regions }: FactContext): string => (tps === NOT_YOURS ? words.notYours : placeOf(regions, tps))

function entryMark(form: string, { entryOf }: FactContext): string {
  const seq = entryOf?.(form)
  return seq === undefined ? '' : words.entry(count(seq))
}
