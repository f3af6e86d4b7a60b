import { canonicalJson } from '../shared/canonical-json.js'
import { Fact } from '../shared/facts.js'
import { entryHash, ISO_UTC } from './entry-hash.js'
import { GENESIS } from './ledger.js'
export const START = { head: GENESIS, at: '' }
/** One entry against the one before it and against itself. `known` learns its id and the text it names. */
export function checkEntry(before, entry, known) {
  const expected = before.head.seq + 1
  if (entry.seq > expected) return wrong(expected, 'the entry is missing')
  if (entry.seq < expected) return wrong(entry.seq, 'the number is given twice')
  const { fact, canonical } = parsed(entry.fact)
  const opened = fact?.type === 'election.opened' ? { seq: entry.seq, fact } : before.opened
  const reason = brokenLink(before, entry, opened?.fact.election) ?? brokenFact(entry, fact, canonical) ?? brokenPlace(entry, fact, known)
  if (reason !== undefined || !fact) return wrong(entry.seq, reason ?? 'the fact is not one of the catalogue')
  known.ids.add(entry.id)
  return { next: { head: { seq: entry.seq, hash: entry.hash }, at: entry.at, opened }, fact }
}
const wrong = (seq, reason) => ({ wrong: { seq, reason } })
/** `canonical` = the one text of the same value; undefined when the stored one is no JSON or holds what has no canonical form. */
function parsed(text) {
  try {
    const value = JSON.parse(text)
    const fact = Fact.safeParse(value).data
    return { fact, canonical: canonicalOf(value) }
  } catch {
    return {}
  }
}
function canonicalOf(value) {
  try {
    return canonicalJson(value)
  } catch {
    return undefined
  }
}
function brokenLink(before, entry, election) {
  if (entry.previous !== before.head.hash) return 'it does not follow the entry before it'
  if (election !== undefined && entryHash(election, entry) !== entry.hash) return 'its content is not what was hashed'
  if (!ISO_UTC.test(entry.at)) return 'its time is not written as the ledger writes times'
  if (entry.at < before.at) return 'its time is before the entry before it'
  return undefined
}
function brokenFact(entry, fact, canonical) {
  if (!fact) return 'the fact is not one of the catalogue'
  if (canonical !== entry.fact) return 'the fact is not written canonically'
  if (fact.id !== entry.id) return 'its request id is not the one in the fact'
  return undefined
}
function brokenPlace(entry, fact, known) {
  if (known.ids.has(entry.id)) return 'its request id was written before'
  if (entry.seq === 1 && fact?.type !== 'election.opened') return 'the first entry does not open the election'
  if (fact?.type === 'election.opened' && fact.room !== entry.room) return `it opens room ${fact.room}`
  const texts = Object.values(fact ?? {}).flatMap((member) => (typeof member === 'string' ? (known.texts.get(member) ?? []) : []))
  for (const text of texts) text.named = true
  if (texts.some(({ right }) => !right)) return 'its free text was changed'
  return undefined
}
