import pg from 'pg'
import type { RoomId } from '../shared/ids.ts'
import { assert, err } from '../shared/result.ts'
import type { Tip } from './entry-hash.ts'
import { type Append, type Appended, judgeAppend } from './judge-append.ts'
import { type Entry, type ErasableText, GENESIS } from './ledger.ts'
import { codeOf, isLost, kindOf, withoutValues, wordsOf } from './postgres-failure.ts'
import { TakenOver, type Turn } from './postgres-session.ts'
import { StoreFailure } from './store-failure.ts'

/** What is remembered of the database, so that an append costs one statement; forgotten whenever that statement finds it wrong. */
export class KnownHeads {
  readonly tips = new Map<RoomId, Tip>()
  election: string | undefined
  forget(): void {
    this.tips.clear()
    this.election = undefined
  }
}

/**
 * One statement, and so one commit, for all of them, each judged on its own, answers in their order. It writes only while the turn is
 * ours and the election is the one that was hashed. Rejects only on our own bugs, with nothing written.
 */
export async function commitAppends(turn: Turn, known: KnownHeads, appends: readonly Append[]): Promise<Appended[]> {
  try {
    return (await attempt(turn, known, appends, new Set())) ?? (await secondAttempt(turn, known, appends))
  } catch (error) {
    known.forget()
    const failure = failureOf(error)
    if (!failure) throw withoutValues(error)
    return appends.map(() => err(failure))
  }
}

/** Something is not as remembered: another hand wrote, the election was loaded anew, or an id stands in the ledger already. */
async function secondAttempt(turn: Turn, known: KnownHeads, appends: readonly Append[]): Promise<Appended[]> {
  known.forget()
  const { rows } = await turn.client.query<{ turn: string }>('SELECT turn FROM kamar.writers')
  if (Number(rows[0]?.turn) !== turn.turn) throw new TakenOver('another process became the writer')
  const ids = appends.flatMap(({ drafts }) => drafts.map(({ id }) => id))
  const written = await turn.client.query<{ id: string }>('SELECT id FROM kamar.entries WHERE id = ANY($1)', [ids])
  const answers = await attempt(turn, known, appends, new Set(written.rows.map(({ id }) => id)))
  assert(answers, 'what was just read of the ledger is not what is written to')
  return answers
}

/** Undefined = nothing was written because the database is not as remembered. */
async function attempt(turn: Turn, known: KnownHeads, appends: readonly Append[], inLedger: ReadonlySet<string>) {
  await learn(turn, known, [...new Set(appends.map(({ room }) => room))])
  const { election } = known
  assert(election !== undefined, 'nothing is written before an election is loaded')
  const tips = new Map(known.tips)
  const met = new Set<string>()
  const entries: Entry[] = []
  const texts: ErasableText[] = []
  const answers = appends.map((append): Appended => {
    const tip = tips.get(append.room) ?? { ...GENESIS, at: '' }
    const judged = judgeAppend(election, tip, append, (id) => met.has(id) || inLedger.has(id))
    if (!judged.ok) return judged
    for (const entry of judged.value) {
      met.add(entry.id)
      entries.push(entry)
    }
    for (const { text } of append.drafts) if (text) texts.push(text)
    tips.set(append.room, judged.value.at(-1) ?? tip)
    return judged
  })
  if (entries.length > 0 && !(await insert(turn, election, entries, texts))) return undefined
  for (const [room, tip] of tips) known.tips.set(room, tip)
  return answers
}

const HEADS = `
  SELECT room, last.seq, last.hash, last.at FROM unnest($1::text[]) AS room
  CROSS JOIN LATERAL (SELECT seq, hash, at FROM kamar.entries WHERE entries.room = room.room ORDER BY seq DESC LIMIT 1) AS last`

async function learn({ client }: Turn, known: KnownHeads, rooms: readonly RoomId[]): Promise<void> {
  if (known.election === undefined) known.election = (await client.query<{ id: string }>('SELECT id FROM kamar.elections')).rows[0]?.id
  const unknown = rooms.filter((room) => !known.tips.has(room))
  if (unknown.length === 0) return
  const { rows } = await client.query<Tip & { room: RoomId }>(HEADS, [unknown])
  for (const { room, ...tip } of rows) known.tips.set(room, tip)
}

// Rows travel as one JSON text: a list for each column costs ten times the work of quoting.
const INSERT = `
  WITH turn AS (
    SELECT 1 FROM kamar.writers, kamar.elections WHERE writers.turn = $1 AND elections.id = $2 FOR SHARE OF writers
  ), kept AS (
    INSERT INTO kamar.texts (hash, salt, text)
    SELECT t.* FROM json_to_recordset($4::json) AS t(hash text, salt text, text text), turn ON CONFLICT DO NOTHING
  )
  INSERT INTO kamar.entries (room, seq, at, by, id, request_hash, fact, previous, hash)
  SELECT e.* FROM json_to_recordset($3::json)
    AS e(room text, seq int, at text, by text, id text, "requestHash" text, fact text, previous text, hash text), turn`

/** Numbers that are taken, a gap before them (unique_violation, raise_exception): another hand wrote. */
const NOT_AS_REMEMBERED = ['23505', 'P0001']

async function insert({ client, turn }: Turn, election: string, entries: readonly Entry[], texts: readonly ErasableText[]) {
  try {
    const values = [turn, election, JSON.stringify(entries), JSON.stringify(texts)]
    const { rowCount } = await client.query({ name: 'append', text: INSERT, values })
    return rowCount === entries.length
  } catch (error) {
    if (error instanceof pg.DatabaseError && NOT_AS_REMEMBERED.includes(codeOf(error))) return false
    throw error
  }
}

/** Undefined = a bug of ours. Whatever the server itself refused was rolled back; only a lost session leaves a doubt. */
function failureOf(error: unknown) {
  if (error instanceof StoreFailure) return { kind: error.kind }
  const kind = kindOf(error)
  if (kind) return { kind }
  if (error instanceof TakenOver || isLost(error)) return { kind: 'unknown', reason: wordsOf(error) } as const
  return undefined
}
