import type { Fact, FactOf } from './facts.ts'
import type { ContestId, RequestId, TpsId } from './ids.ts'
import type { Report } from './report.ts'

type Reported = FactOf<'form.reported'>

const FIGURES = ',"figures":'
const CONTEST = '"contest":"'
const AFTER_FIGURES = '},"id":"'
const MOVED = ',"movedFrom"'
const ROUND = '"round":'
/** How a stored report ends: the TPS in 13 digits between the two. */
const TPS = ',"tps":"'
const END = '","type":"form.reported","version":1}'
const TPS_DIGITS = 13
const NO_PHOTOS: string[] = []

/**
 * A stored fact for the fold; of a report only what says where it belongs is read, the rest at the first look. At a cold start of a
 * million facts most reports were replaced by a later one of the same author, and reading a dozen objects for each of them costs more
 * than all the rest. The text is canonical (RFC 8785): keys in order, and no quote inside a text stands without its backslash.
 */
export function readLate(text: string): Fact {
  return (text.endsWith(END) ? outline(text) : undefined) ?? (JSON.parse(text) as Fact)
}

/** Undefined for a text whose keys do not stand as expected, and for a form moved here, whose author stands inside. */
function outline(text: string): LateFact | undefined {
  const figures = text.indexOf(FIGURES)
  const contest = text.lastIndexOf(CONTEST, figures)
  const figuresEnd = text.indexOf(AFTER_FIGURES, figures)
  const idEnd = text.indexOf('"', figuresEnd + AFTER_FIGURES.length)
  const round = text.indexOf(ROUND, idEnd)
  const tps = text.length - END.length - TPS_DIGITS
  if (figures < 0 || contest < 0 || figuresEnd < 0 || round < 0) return undefined
  if (!text.startsWith(TPS, tps - TPS.length) || text.startsWith(MOVED, idEnd + 1)) return undefined
  return new LateFact(text, {
    id: text.slice(figuresEnd + AFTER_FIGURES.length, idEnd) as RequestId,
    contest: text.slice(contest + CONTEST.length, figures - 1) as ContestId,
    tps: text.slice(tps, tps + TPS_DIGITS) as TpsId,
    round: Number(text.slice(round + ROUND.length, text.indexOf(',', round))),
    replaces: replacesBefore(text, idEnd, round),
  })
}

/** `replaces` stands right before `round`, the only text that can. */
function replacesBefore(text: string, idEnd: number, round: number): RequestId | undefined {
  const end = round - 2
  return end === idEnd || text[end] !== '"' ? undefined : (text.slice(text.lastIndexOf('"', end - 1) + 1, end) as RequestId)
}

type Place = Pick<Reported, 'id' | 'tps' | 'contest' | 'round' | 'replaces'>

/** Where a report belongs, and the rest as text until somebody looks. */
class LateSheet {
  readonly id: RequestId
  readonly tps: TpsId
  readonly contest: ContestId
  readonly round: number
  readonly replaces: RequestId | undefined
  #stored: string | Reported

  constructor(stored: string | Reported, { id, tps, contest, round, replaces }: Place) {
    this.id = id
    this.tps = tps
    this.contest = contest
    this.round = round
    this.replaces = replaces
    this.#stored = stored
  }

  /** As it is held now, for whoever keeps the same sheet. */
  get stored(): string | Reported {
    return this.#stored
  }
  get #read(): Reported {
    if (typeof this.#stored === 'string') this.#stored = JSON.parse(this.#stored) as Reported
    return this.#stored
  }
  get source(): Reported['source'] {
    return this.#read.source
  }
  get basis(): Reported['basis'] {
    return this.#read.basis
  }
  get figures(): Reported['figures'] {
    return this.#read.figures
  }
  get photos(): string[] {
    return this.#read.photos ?? NO_PHOTOS
  }
  get capturedAt(): Reported['capturedAt'] {
    return this.#read.capturedAt
  }
  get cause(): Reported['cause'] {
    return this.#read.cause
  }
  get signed(): Reported['signed'] {
    return this.#read.signed
  }
  get objection(): Reported['objection'] {
    return this.#read.objection
  }
}

/** A report's fact as the fold is told it. Not for writing down: what the ledger holds is its text. */
class LateFact extends LateSheet implements Reported {
  readonly type = 'form.reported'
  readonly version = 1
}

/** A report that reads what it says at the first look. */
class LateReport extends LateSheet implements Report {
  readonly seq: number
  readonly at: string
  readonly by: string

  constructor(fact: LateFact, { seq, at, by }: Pick<Report, 'seq' | 'at' | 'by'>) {
    super(fact.stored, fact)
    this.seq = seq
    this.at = at
    this.by = by
  }
}

/** The report of a fact made by `readLate`, as unread as that is; undefined for a fact that was read whole. */
export const lateReport = (fact: Reported, entry: Pick<Report, 'seq' | 'at' | 'by'>): Report | undefined =>
  fact instanceof LateFact ? new LateReport(fact, entry) : undefined
