import { canonicalJson } from '../shared/canonical-json.ts'
import type { Election } from '../shared/election.ts'
import type { FactOf, Recorded } from '../shared/facts.ts'
import type { RoomId } from '../shared/ids.ts'
import { checkEntry, type FirstWrong, type Known, START, type Stretch } from './check-entry.ts'
import { boundariesHash, electionHash, textHash } from './entry-hash.ts'
import { type Entry, type ErasableText, GENESIS, type Head } from './ledger.ts'

export type RoomReport = {
  readonly room: RoomId
  /** Rows of the room, right or wrong. */
  readonly entries: number
  /** The last row as it stands; genesis when there is none. */
  readonly head: Head
  readonly firstWrong?: FirstWrong
}
/** `damage` = what is wrong with the file itself rather than with one entry. */
export type ChainReport = { readonly ok: boolean; readonly rooms: readonly RoomReport[]; readonly damage: readonly string[] }
/** What stands beside a fact: in no hash, `requestHash`; the free text it names, unless erased. */
export type Beside = { readonly requestHash: string; readonly text?: string }
export type VerifyOptions = {
  /** Heads known from elsewhere (a printed checkpoint, another machine): only these reveal an older copy or a cut or rewritten end. */
  readonly expectedHeads?: Readonly<Record<string, Head | readonly Head[]>>
  /** The openings that follow from the loaded election, ids aside; without it only the election's id is compared. */
  readonly openings?: (election: Election) => readonly FactOf<'election.opened'>[]
  /** Every right entry, room by room, ascending; a returned reason makes it the room's first wrong one. */
  readonly onEntry?: (recorded: Recorded, beside: Beside) => string | undefined
}

/** What stands beside the entries. `election` = its row; `boundaries` = GeoJSON by level. */
export type StoredElection = { readonly id: string; readonly election: string; readonly boundariesHash: string | null }
export type BesideTheChain = { readonly election: StoredElection | undefined; readonly boundaries: Readonly<Record<string, string>> }

/**
 * The proof of a ledger, fed with its rows by whoever can read them: each room from its first entry to its last, then the report.
 *
 * Blind to: a whole room rewritten from some entry to the end with all hashes recomputed, unless `expectedHeads` knows it;
 * `request_hash`, which is in no hash (`onEntry` may judge it); names of regions and boundaries whose digest was changed with them; what
 * stands under the accounts.
 */
export class ChainWalk {
  readonly #options: VerifyOptions
  readonly #known: Known
  readonly #rooms: RoomWalk[] = []

  constructor(texts: readonly ErasableText[], options: VerifyOptions) {
    this.#options = options
    const known = texts.map(({ hash, salt, text }) => [hash, { text, right: textHash(salt, text) === hash, named: false }] as const)
    this.#known = { ids: new Set(), texts: new Map(known) }
  }

  /** Those that hold entries and those that should. */
  roomsToWalk(stored: readonly RoomId[]): RoomId[] {
    return [...new Set([...stored, ...(Object.keys(this.#options.expectedHeads ?? {}) as RoomId[])])].toSorted()
  }

  /** Its rows go into the walk that comes back, in stored order. */
  room(room: RoomId): RoomWalk {
    const walk = new RoomWalk(room, this.#known, this.#options)
    this.#rooms.push(walk)
    return walk
  }

  /** `damage` = what is wrong with the file or database itself. */
  report({ election: row, boundaries }: BesideTheChain, damage: readonly string[]): ChainReport {
    const found = [...damage]
    const election = row && loaded(row)
    if (row ? !election : this.#rooms.length > 0) found.push('no election that can be read is loaded')
    // Undefined where nothing is known to compare with: no election, or one saved before the digest was kept.
    if (
      election &&
      row.boundariesHash &&
      row.boundariesHash !== electionHash(row.election, boundaries) &&
      row.boundariesHash !== boundariesHash(boundaries)
    )
      found.push('the election (names, colours, register) or its boundaries are not what was saved: somebody changed them in the database')
    // Before anything but openings is written, the election may be loaded anew, and the rooms are then opened anew.
    const fixed = this.#rooms.some(({ onlyOpened }) => !onlyOpened)
    const rooms = this.#rooms.map((walk) =>
      election && fixed ? againstElection(walk.report(), walk.last, election, this.#options) : walk.report(),
    )
    // A room that is wrong was not walked to its end, so what its later facts name is not known.
    const whole = rooms.every(({ firstWrong }) => !firstWrong)
    const unnamed = [...this.#known.texts.values()].filter(({ named }) => !named).length
    if (whole && unnamed > 0) found.push(`${unnamed} free texts belong to no fact`)
    return { ok: found.length === 0 && whole, rooms, damage: found }
  }
}

/** One room, entry by entry. */
export class RoomWalk {
  readonly room: RoomId
  onlyOpened = true
  last: Stretch = START
  readonly #known: Known
  readonly #expected: readonly Head[]
  readonly #onEntry: VerifyOptions['onEntry']
  #entries = 0
  #head = GENESIS
  #firstWrong: FirstWrong | undefined

  constructor(room: RoomId, known: Known, { expectedHeads, onEntry }: VerifyOptions) {
    this.room = room
    this.#known = known
    this.#expected = [expectedHeads?.[room] ?? []].flat()
    this.#onEntry = onEntry
  }

  take(entry: Entry): void {
    this.#entries += 1
    this.#head = { seq: entry.seq, hash: entry.hash }
    if (this.#firstWrong) return
    const checked = checkEntry(this.last, entry, this.#known)
    if (checked.wrong) {
      this.#firstWrong = checked.wrong
      return
    }
    if (checked.fact.type !== 'election.opened') this.onlyOpened = false
    const reason = this.#expected.some(({ seq, hash }) => seq === entry.seq && hash !== entry.hash)
      ? 'another entry was known at this number'
      : this.#onEntry?.(
          { room: this.room, seq: entry.seq, at: entry.at, by: entry.by, fact: checked.fact },
          { requestHash: entry.requestHash, ...(checked.text === undefined ? {} : { text: checked.text }) },
        )
    if (reason !== undefined) this.#firstWrong = { seq: entry.seq, reason }
    this.last = checked.next
  }

  /** What comes next cannot be read. */
  unreadable(words: string): void {
    this.#firstWrong ??= { seq: this.last.head.seq + 1, reason: `the file cannot be read from here on: ${words}` }
  }

  report(): RoomReport {
    const [room, entries, head] = [this.room, this.#entries, this.#head]
    const lastExpected = Math.max(0, ...this.#expected.map(({ seq }) => seq))
    const cut = { seq: head.seq + 1, reason: `the room ends here, but its entry ${lastExpected} was known` }
    const firstWrong = this.#firstWrong ?? (lastExpected > head.seq ? cut : undefined)
    return { room, entries, head, ...(firstWrong ? { firstWrong } : {}) }
  }
}

type Loaded = { readonly id: string; readonly election: Election }
function loaded({ id, election }: StoredElection): Loaded | undefined {
  try {
    return { id, election: JSON.parse(election) as Election }
  } catch {
    return undefined
  }
}

/** The room's newest opening against what the loaded election says about it. */
function againstElection(report: RoomReport, { opened }: Stretch, { id, election }: Loaded, { openings }: VerifyOptions): RoomReport {
  if (report.firstWrong || !opened) return report
  const differing = opened.fact.election === id ? differences(opened.fact, openingOf(report.room, election, openings)) : ['election']
  if (differing.length === 0) return report
  return {
    ...report,
    firstWrong: { seq: opened.seq, reason: `the loaded election is not the one the room was opened with: ${differing.join(', ')}` },
  }
}

type Opening = FactOf<'election.opened'>
/** Undefined when nothing is to be compared; null when this election has no such room or cannot be understood. */
function openingOf(room: RoomId, election: Election, openings: VerifyOptions['openings']): Opening | null | undefined {
  if (!openings) return undefined
  try {
    return openings(election).find((opening) => opening.room === room) ?? null
  } catch {
    return null
  }
}

function differences(stored: Opening, loaded: Opening | null | undefined): string[] {
  if (loaded === undefined) return []
  if (loaded === null) return ['room']
  const keys = Object.keys({ ...stored, ...loaded }) as (keyof Opening)[]
  return keys.filter((key) => key !== 'id' && canonicalJson(stored[key] ?? null) !== canonicalJson(loaded[key] ?? null))
}
