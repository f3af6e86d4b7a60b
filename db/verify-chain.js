import Database from 'better-sqlite3'
import { canonicalJson } from '../shared/canonical-json.js'
import { checkEntry, START } from './check-entry.js'
import { dataFolder } from './data-folder.js'
import { textHash } from './entry-hash.js'
import { damageOf } from './file-damage.js'
import { GENESIS } from './ledger.js'
import { openForReading } from './sqlite-connection.js'
/**
 * Walks the ledger of a data folder once, read-only and in one snapshot, so also while a server writes it. Throws when there
 * is no ledger that can be opened.
 *
 * Blind to: a whole room rewritten from some entry to the end with all hashes recomputed, unless `expectedHeads` knows it;
 * `request_hash`, which is in no hash (a changed one makes a repeat look like another request, never a figure); names of
 * regions, which no opening holds; what stands under the accounts.
 */
export function verifyChain(folder, options = {}) {
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
function verified(database, options) {
  const damage = damageOf(database)
  const known = { ids: new Set(), texts: textsOf(database) }
  const walks = roomsOf(database, options).map((room) => walkRoom(database, room, known, options))
  const election = electionOf(database)
  const missing = election === null && walks.length > 0
  if (missing || election === undefined) damage.push('no election that can be read is loaded')
  // Before anything but openings is written, the election may be loaded anew, and the rooms are then opened anew.
  const fixed = walks.some(({ onlyOpened }) => !onlyOpened)
  const rooms = walks.map(({ report, last }) => (election && fixed ? againstElection(report, last, election, options) : report))
  // A room that is wrong was not walked to its end, so what its later facts name is not known.
  const whole = rooms.every(({ firstWrong }) => !firstWrong)
  const unnamed = [...known.texts.values()].filter(({ named }) => !named).length
  if (whole && unnamed > 0) damage.push(`${unnamed} free texts belong to no fact`)
  return { ok: damage.length === 0 && whole, rooms, damage }
}
function roomsOf(database, { expectedHeads }) {
  const stored = database.prepare('SELECT DISTINCT room FROM entries').pluck().all()
  return [...new Set([...stored, ...Object.keys(expectedHeads ?? {})])].toSorted()
}
function textsOf(database) {
  const rows = database.prepare('SELECT hash, salt, text FROM texts').all()
  return new Map(rows.map(({ hash, salt, text }) => [hash, { right: textHash(salt, text) === hash, named: false }]))
}
function walkRoom(database, room, known, { expectedHeads, onEntry }) {
  const expected = [expectedHeads?.[room] ?? []].flat()
  const lastExpected = Math.max(0, ...expected.map(({ seq }) => seq))
  let last = START
  let firstWrong
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
      : onEntry?.({ room, seq: entry.seq, at: entry.at, by: entry.by, fact: checked.fact }, entry.hash)
    if (reason !== undefined) firstWrong = { seq: entry.seq, reason }
    last = checked.next
  }
  if (!firstWrong && lastExpected > head.seq)
    firstWrong = { seq: head.seq + 1, reason: `the room ends here, but its entry ${lastExpected} was known` }
  return { report: { room, entries, head, ...(firstWrong ? { firstWrong } : {}) }, last, onlyOpened }
}
/** Rows in stored order; a page that cannot be read ends them. */
function* rowsOf(database, room) {
  const rows = database.prepare(
    'SELECT room, seq, at, "by", id, request_hash AS requestHash, fact, previous, hash FROM entries WHERE room = ? ORDER BY seq, rowid',
  )
  try {
    yield* rows.iterate(room)
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    yield { unreadable: error.message }
  }
}
/** Null when none is loaded, undefined when it cannot be read. */
function electionOf(database) {
  const row = database.prepare('SELECT id, election FROM elections').get()
  if (!row) return null
  try {
    return { id: row.id, election: JSON.parse(row.election) }
  } catch {
    return undefined
  }
}
/** The room's newest opening against what the loaded election says about it. */
function againstElection(report, { opened }, { id, election }, { openings }) {
  if (report.firstWrong || !opened) return report
  const differing = opened.fact.election === id ? differences(opened.fact, openingOf(report.room, election, openings)) : ['election']
  if (differing.length === 0) return report
  return {
    ...report,
    firstWrong: { seq: opened.seq, reason: `the loaded election is not the one the room was opened with: ${differing.join(', ')}` },
  }
}
/** Undefined when nothing is to be compared; null when this election has no such room or cannot be understood. */
function openingOf(room, election, openings) {
  if (!openings) return undefined
  try {
    return openings(election).find((opening) => opening.room === room) ?? null
  } catch {
    return null
  }
}
function differences(stored, loaded) {
  if (loaded === undefined) return []
  if (loaded === null) return ['room']
  const keys = Object.keys({ ...stored, ...loaded })
  return keys.filter((key) => key !== 'id' && canonicalJson(stored[key] ?? null) !== canonicalJson(loaded[key] ?? null))
}
