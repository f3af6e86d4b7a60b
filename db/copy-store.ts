import { and, asc, eq, gt } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { RoomId } from '../shared/ids.ts'
import { err, type Result } from '../shared/result.ts'
import { type End, fromPlace, intoPlace, type Source } from './copy-ends.ts'
import type { Head } from './ledger.ts'
import { withoutValues } from './postgres-failure.ts'
import type { Place } from './place.ts'
import type { Builders } from './queries.ts'
import { sqliteKit } from './kit.ts'
import { makePeopleSchema, type PeopleTables } from './schema.ts'

/** Rows of one statement: SQLite binds 32,766 values, PostgreSQL 65,535. */
const PAGE = 1000

export type CopyOptions = {
  /** Undefined = all. */
  readonly rooms?: readonly RoomId[]
  /** Accounts, invitations, tokens and wall links too; sessions never: everybody signs in anew. */
  readonly people: boolean
}
/** `heads` = the last entry of each room as it was read at the source. */
export type CopyReport = {
  readonly heads: Readonly<Record<RoomId, Head>>
  readonly entries: number
  readonly texts: number
  readonly inUse?: string
}
/** `at` = which of the two ends refuses. */
export type CopyRefusal = { readonly at: 'from' | 'to'; readonly words: string }

class Refused extends Error {}

/** Copies an election as it stands, entry by entry with their hashes, into an empty place: all or nothing. The rows are not judged here. */
export async function copyStore(from: Place, to: Place, options: CopyOptions): Promise<Result<CopyReport, CopyRefusal>> {
  let at: 'from' | 'to' = 'from'
  try {
    const read = await fromPlace(from, async (source) => {
      const rooms = await roomsToCopy(source, options)
      at = 'to'
      return await intoPlace(to, (target) => copyAll(source, target, rooms, options))
    })
    if (!read.ok) return err({ at: 'from', words: read.error })
    return read.value.ok ? read.value : err({ at: 'to', words: read.value.error })
  } catch (error) {
    if (error instanceof Refused) return err({ at, words: error.message })
    throw withoutValues(error)
  }
}

async function roomsToCopy({ evidence: { db, tables } }: Source, { rooms }: CopyOptions): Promise<RoomId[]> {
  const stored = (await db.selectDistinct({ room: tables.entries.room }).from(tables.entries)).map(({ room }) => room).toSorted()
  const unknown = rooms?.find((room) => !stored.includes(room))
  if (unknown) throw new Refused(`has no room ${unknown}; its rooms are ${stored.join(', ')}`)
  return rooms ? stored.filter((room) => rooms.includes(room)) : stored
}

async function copyAll(source: Source, target: End, rooms: readonly RoomId[], { people, ...options }: CopyOptions): Promise<CopyReport> {
  const [from, to] = [source.evidence, target.evidence]
  await mustBeEmpty(target, people)
  await copyTable(from.db, from.tables.elections, to.db, to.tables.elections)
  await copyTable(from.db, from.tables.boundaries, to.db, to.tables.boundaries)
  const texts = new Map((await from.db.select().from(from.tables.texts)).map((text) => [text.hash, text]))
  const named = new Set<string>()
  const heads: Record<RoomId, Head> = {}
  let entries = 0
  for (const room of rooms) {
    for await (const page of entriesOf(source, room)) {
      await to.db.insert(to.tables.entries).values(page)
      for (const { seq, hash, fact } of page) {
        heads[room] = { seq, hash }
        for (const text of namedBy(fact, texts)) named.add(text)
      }
      entries += page.length
    }
  }
  // Of some rooms only what they name; of all rooms also what nobody names, so that nothing is hidden by a copy.
  const kept = [...texts.values()].filter(({ hash }) => !options.rooms || named.has(hash))
  await insert(to.db, to.tables.texts, kept)
  if (people)
    for (const table of PEOPLE)
      await copyTable(source.people.db, source.people.tables[table], target.people.db, target.people.tables[table])
  return { heads, entries, texts: kept.length, ...(source.inUse === undefined ? {} : { inUse: source.inUse }) }
}

/** In the order in which they refer to each other. */
const PEOPLE = (Object.keys(makePeopleSchema(sqliteKit)) as (keyof PeopleTables)[]).filter((name) => name !== 'sessions')

async function mustBeEmpty({ evidence, people }: End, withPeople: boolean): Promise<void> {
  const tables = Object.values(tablesOf(evidence.tables)).map((table) => ({ db: evidence.db, table }))
  const persons = withPeople ? PEOPLE.map((name) => ({ db: people.db, table: people.tables[name] })) : []
  for (const { db, table } of [...tables, ...persons]) {
    if ((await db.select().from(table).limit(1)).length > 0) throw new Refused('is not empty: nothing is ever written over. Name a new one')
  }
}
const tablesOf = ({ entries, texts, elections, boundaries }: End['evidence']['tables']): SQLiteTable[] => [
  entries,
  texts,
  elections,
  boundaries,
]

async function copyTable(from: Builders, source: SQLiteTable, to: Builders, target: SQLiteTable): Promise<void> {
  await insert(to, target, await from.select().from(source))
}

async function insert(db: Builders, table: SQLiteTable, rows: readonly object[]): Promise<void> {
  for (let at = 0; at < rows.length; at += PAGE) await db.insert(table).values(rows.slice(at, at + PAGE))
}

async function* entriesOf({ evidence: { db, tables } }: Source, room: RoomId) {
  const { entries } = tables
  for (let last = 0, full = true; full;) {
    const inRoom = and(eq(entries.room, room), gt(entries.seq, last))
    const page = await db.select().from(entries).where(inRoom).orderBy(asc(entries.seq)).limit(PAGE)
    if (page.length > 0) yield page
    last = page.at(-1)?.seq ?? last
    full = page.length === PAGE
  }
}

/** The texts whose hash stands in a fact. */
function namedBy(fact: string, texts: ReadonlyMap<string, unknown>): string[] {
  if (texts.size === 0) return []
  return Object.values(JSON.parse(fact) as object).filter((member): member is string => typeof member === 'string' && texts.has(member))
}
