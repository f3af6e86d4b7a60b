import { canonicalJson } from '../shared/canonical-json.ts'
import { Fact, type FactOf } from '../shared/facts.ts'
import { entryHash, ISO_UTC } from './entry-hash.ts'
import { type Entry, GENESIS, type Head } from './ledger.ts'

/** `seq` is the first number that is not as it was written; for a missing entry, its number. */
export type FirstWrong = { readonly seq: number; readonly reason: string }
/** What the walk through one room remembers. */
export type Stretch = {
  readonly head: Head
  readonly at: string
  /** The newest opening, whose election stands in every hash after it. */
  readonly opened?: { readonly seq: number; readonly fact: FactOf<'election.opened'> }
}
export const START: Stretch = { head: GENESIS, at: '' }
/** `right` = salt and text still hash to it; `named` = a fact that was walked over names it. */
export type KnownText = { readonly text: string; readonly right: boolean; named: boolean }
export type Known = {
  /** Request ids met so far, in all rooms. */
  readonly ids: Set<string>
  /** Texts that are still there, by the hash they stand under. */
  readonly texts: ReadonlyMap<string, KnownText>
}
export type Checked =
  | { readonly wrong: FirstWrong }
  | { readonly wrong?: undefined; readonly next: Stretch; readonly fact: Fact; readonly text: string | undefined }

/** One entry against the one before it and against itself. `known` learns its id and the text it names. */
export function checkEntry(before: Stretch, entry: Entry, known: Known): Checked {
  const expected = before.head.seq + 1
  if (entry.seq > expected) return wrong(expected, 'the entry is missing')
  if (entry.seq < expected) return wrong(entry.seq, 'the number is given twice')
  const { fact, canonical } = parsed(entry.fact)
  const opened = fact?.type === 'election.opened' ? { seq: entry.seq, fact } : before.opened
  const reason = brokenLink(before, entry, opened?.fact.election) ?? brokenFact(entry, fact, canonical) ?? brokenPlace(entry, fact, known)
  if (reason !== undefined || !fact) return wrong(entry.seq, reason ?? 'the fact is not one of the catalogue')
  known.ids.add(entry.id)
  const text = textsNamed(fact, known)[0]?.text
  return { next: { head: { seq: entry.seq, hash: entry.hash }, at: entry.at, opened }, fact, text }
}

const wrong = (seq: number, reason: string): Checked => ({ wrong: { seq, reason } })

/** `canonical` = the one text of the same value; undefined when the stored one is no JSON or holds what has no canonical form. */
function parsed(text: string): { readonly fact?: Fact; readonly canonical?: string } {
  try {
    const value: unknown = JSON.parse(text)
    const fact = Fact.safeParse(value).data
    return { fact, canonical: canonicalOf(value) }
  } catch {
    return {}
  }
}

function canonicalOf(value: unknown): string | undefined {
  try {
    return canonicalJson(value)
  } catch {
    return undefined
  }
}

function brokenLink(before: Stretch, entry: Entry, election: string | undefined): string | undefined {
  if (entry.previous !== before.head.hash) return 'it does not follow the entry before it'
  if (election !== undefined && entryHash(election, entry) !== entry.hash) return 'its content is not what was hashed'
  if (!ISO_UTC.test(entry.at)) return 'its time is not written as the ledger writes times'
  if (entry.at < before.at) return 'its time is before the entry before it'
  return undefined
}

function brokenFact(entry: Entry, fact: Fact | undefined, canonical: string | undefined): string | undefined {
  if (!fact) return 'the fact is not one of the catalogue'
  if (canonical !== entry.fact) return 'the fact is not written canonically'
  if (fact.id !== entry.id) return 'its request id is not the one in the fact'
  return undefined
}

function brokenPlace(entry: Entry, fact: Fact | undefined, known: Known): string | undefined {
  if (known.ids.has(entry.id)) return 'its request id was written before'
  if (entry.seq === 1 && fact?.type !== 'election.opened') return 'the first entry does not open the election'
  if (fact?.type === 'election.opened' && fact.room !== entry.room) return `it opens room ${fact.room}`
  const texts = fact ? textsNamed(fact, known) : []
  for (const text of texts) text.named = true
  if (texts.some(({ right }) => !right)) return 'its free text was changed'
  return undefined
}

const textsNamed = (fact: Fact, known: Known): KnownText[] =>
  Object.values(fact).flatMap((member) => (typeof member === 'string' ? (known.texts.get(member) ?? []) : []))
