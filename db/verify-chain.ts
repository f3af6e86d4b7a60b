import Database from 'better-sqlite3'
import { canonicalJson } from '../shared/canonical-json.ts'
import type { Election } from '../shared/election.ts'
import type { FactOf, Recorded } from '../shared/facts.ts'
import type { RoomId } from '../shared/ids.ts'
import { checkEntry, type FirstWrong, type Known, type KnownText, START, type Stretch } from './check-entry.ts'
import { dataFolder } from './data-folder.ts'
import { boundariesHash, textHash } from './entry-hash.ts'
import { damageOf } from './file-damage.ts'
import { type Entry, GENESIS, type Head } from './ledger.ts'
import { openForReading } from './sqlite-connection.ts'

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

/**
 * Walks the ledger of a data folder once, read-only and in one snapshot, so also while a server writes it. Throws when there
 * is no ledger that can be opened.
 *
 * Blind to: a whole room rewritten from some entry to the end with all hashes recomputed, unless `expectedHeads` knows it;
 * `request_hash`, which is in no hash (`onEntry` may judge it); names of regions, which no opening holds; boundaries whose
 * digest was changed with them; what stands under the accounts.
 */
export function verifyChain(folder: string, options: VerifyOptions = {}): ChainReport {
  const database = openForReading(dataFolder(folder).ledger)
  try {
    database.exec('BEGIN')
    return verified(database, options)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return { ok: false, rooms: [], damage: [`the file cannot be read: ${error.message}`] }
  } finally {
    database.close()
  }
}

function verified(database: Database.Database, options: VerifyOptions): ChainReport {
  const damage = damageOf(database)
  const known: Known = { ids: new Set(), texts: textsOf(database) }
  const walks = roomsOf(database, options).map((room) => walkRoom(database, room, known, options))
  const election = electionOf(database)
  const missing = election === null && walks.length > 0
  if (missing || election === undefined) damage.push('no election that can be read is loaded')
  const redrawn = boundariesDamage(database)
  if (redrawn !== undefined) damage.push(redrawn)
  // Before anything but openings is written, the election may be loaded anew, and the rooms are then opened anew.
  const fixed = walks.some(({ onlyOpened }) => !onlyOpened)
  const rooms = walks.map(({ report, last }) => (election && fixed ? againstElection(report, last, election, options) : report))
  // A room that is wrong was not walked to its end, so what its later facts name is not known.
  const whole = rooms.every(({ firstWrong }) => !firstWrong)
  const unnamed = [...known.texts.values()].filter(({ named }) => !named).length
  if (whole && unnamed > 0) damage.push(`${unnamed} free texts belong to no fact`)
  return { ok: damage.length === 0 && whole, rooms, damage }
}

function roomsOf(database: Database.Database, { expectedHeads }: VerifyOptions): RoomId[] {
  const stored = database.prepare('SELECT DISTINCT room FROM entries').pluck().all() as RoomId[]
  return [...new Set([...stored, ...(Object.keys(expectedHeads ?? {}) as RoomId[])])].toSorted()
}

function textsOf(database: Database.Database): Map<string, KnownText> {
  const rows = database.prepare('SELECT hash, salt, text FROM texts').all() as { hash: string; salt: string; text: string }[]
  return new Map(rows.map(({ hash, salt, text }) => [hash, { text, right: textHash(salt, text) === hash, named: false }]))
}

type Walk = { readonly report: RoomReport; readonly last: Stretch; readonly onlyOpened: boolean }

function walkRoom(database: Database.Database, room: RoomId, known: Known, { expectedHeads, onEntry }: VerifyOptions): Walk {
  const expected = [expectedHeads?.[room] ?? []].flat()
  const lastExpected = Math.max(0, ...expected.map(({ seq }) => seq))
  let last = START
  let firstWrong: FirstWrong | undefined
  let entries = 0
  let head = GENESIS
  let onlyOpened = true
  for (const entry of rowsOf(database, room)) {
    if ('unreadable' in entry) {
      firstWrong ??= { seq: last.head.seq + 1, reason: `the file cannot be read from here on: ${entry.unreadable}` }
      break
    }
    entries += 1
    head = { seq: entry.seq, hash: entry.hash }
    if (firstWrong) continue
    const checked = checkEntry(last, entry, known)
    if (checked.wrong) {
      firstWrong = checked.wrong
      continue
    }
    if (checked.fact.type !== 'election.opened') onlyOpened = false
    const reason = expected.some(({ seq, hash }) => seq === entry.seq && hash !== entry.hash)
      ? 'another entry was known at this number'
      : onEntry?.(
          { room, seq: entry.seq, at: entry.at, by: entry.by, fact: checked.fact },
          { requestHash: entry.requestHash, ...(checked.text === undefined ? {} : { text: checked.text }) },
        )
    if (reason !== undefined) firstWrong = { seq: entry.seq, reason }
    last = checked.next
  }
  if (!firstWrong && lastExpected > head.seq)
    firstWrong = { seq: head.seq + 1, reason: `the room ends here, but its entry ${lastExpected} was known` }
  return { report: { room, entries, head, ...(firstWrong ? { firstWrong } : {}) }, last, onlyOpened }
}

/** Rows in stored order; a page that cannot be read ends them. */
function* rowsOf(database: Database.Database, room: RoomId): Generator<Entry | { readonly unreadable: string }> {
  const rows = database.prepare(
    'SELECT room, seq, at, "by", id, request_hash AS requestHash, fact, previous, hash FROM entries WHERE room = ? ORDER BY seq, rowid',
  )
  try {
    yield* rows.iterate(room) as IterableIterator<Entry>
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    yield { unreadable: error.message }
  }
}

/** Undefined where nothing is known to compare with: no election, or one saved before the digest was kept. */
function boundariesDamage(database: Database.Database): string | undefined {
  const isKept = database.prepare("SELECT 1 FROM pragma_table_info('elections') WHERE name = 'boundaries_hash'").get() !== undefined
  const kept = isKept ? (database.prepare('SELECT boundaries_hash FROM elections').pluck().get() as string | null | undefined) : undefined
  if (kept === null || kept === undefined) return undefined
  const rows = database.prepare('SELECT level, geojson FROM boundaries').raw().all() as [string, string][]
  return boundariesHash(Object.fromEntries(rows)) === kept ? undefined : 'the boundaries are not those that were loaded with the election'
}

type Loaded = { readonly id: string; readonly election: Election }
/** Null when none is loaded, undefined when it cannot be read. */
function electionOf(database: Database.Database): Loaded | null | undefined {
  const row = database.prepare('SELECT id, election FROM elections').get() as { id: string; election: string } | undefined
  if (!row) return null
  try {
    return { id: row.id, election: JSON.parse(row.election) as Election }
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
