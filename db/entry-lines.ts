import type Database from 'better-sqlite3'
import { assert } from '../shared/result.ts'

/**
 * Consecutive entries of one room, each column as one text of lines: four texts cost a fraction of eight thousand, in SQLite, between
 * threads and for the garbage collector. No stored value holds a line break: canonical JSON escapes it, names and times have none.
 */
export type EntryLines = { readonly last: number; readonly seq: string; readonly at: string; readonly by: string; readonly fact: string }

const ENTRIES = 2000
const SQL = `SELECT max(seq) AS last, group_concat(seq, char(10)) AS seq, group_concat(at, char(10)) AS at,
    group_concat("by", char(10)) AS "by", group_concat(fact, char(10)) AS fact
  FROM (SELECT seq, at, "by", fact FROM entries WHERE room = ? AND seq > ? ORDER BY seq LIMIT ${ENTRIES})`

/** Reads what comes after an entry; undefined when nothing does. */
export function linesReader(database: Database.Database): (room: string, after: number) => EntryLines | undefined {
  const read = database.prepare(SQL)
  return (room, after) => {
    const lines = read.get(room, after) as EntryLines | { readonly last: null }
    return lines.last === null ? undefined : lines
  }
}

/** Tells the entries one by one, in stored order. */
export function tell(lines: EntryLines, onEntry: (seq: number, at: string, by: string, fact: string) => void): void {
  const [seq, at, by, fact] = [lines.seq, lines.at, lines.by, lines.fact].map((column) => column.split('\n')) as Columns
  assert(
    [at, by, fact].every(({ length }) => length === seq.length),
    'no stored value holds a line break',
  )
  for (let i = 0; i < seq.length; i++) onEntry(Number(seq[i]), at[i] as string, by[i] as string, fact[i] as string)
}
type Columns = [seq: string[], at: string[], by: string[], fact: string[]]
