import { canonicalJson } from '../../shared/canonical-json.ts'
import type { Election } from '../../shared/election.ts'
import type { Fact } from '../../shared/facts.ts'
import type { Draft, Entry, Ledger } from '../../db/ledger.ts'
import { hashOfRequestBehind } from '../../server/room/request-behind.ts'
import type { Store } from '../../db/store.ts'
import { ANI, atSeq, contestWith, MAYOR, REGISTER, REGISTER_ELSEWHERE, reported, ROOM } from './facts.ts'

export const ELECTION_ID = 'test'

/** Two regencies and their province; its openings are those of `server/election/opening.ts`. */
export const anElection = (change: Partial<Election> = {}): Election => ({
  id: ELECTION_ID,
  name: 'Test',
  date: '2020-12-09',
  timezone: 'Asia/Makassar',
  pollsClose: '13:00',
  province: '64',
  form: 'kwk-2020',
  maxVotersPerTps: 500,
  ballotReserve: 0.025,
  holidays: [],
  notVoting: [],
  contests: [contestWith(MAYOR, [1, 2])],
  regions: [
    { code: '64', name: 'Kalimantan Timur' },
    { code: '6471', name: 'Balikpapan' },
    { code: '6472', name: 'Samarinda' },
  ],
  tps: [...REGISTER, ...REGISTER_ELSEWHERE],
  simulated: false,
  ...change,
})

/** What a room asks to write for a fact: Ani's, at a second of its own. */
export const draftOf = (fact: Fact, change: Partial<Draft> = {}): Draft => ({
  at: atSeq(Number(fact.id) % 3600),
  by: ANI,
  id: fact.id,
  requestHash: hashOfRequestBehind(fact, change.text?.text) ?? '0'.repeat(64),
  fact: canonicalJson(fact),
  ...change,
})
export const aDraft = (n: number, change: Partial<Draft> = {}): Draft => draftOf(reported(n), change)

export async function withElection(store: Store): Promise<Store> {
  await store.elections.saveElection(anElection())
  return store
}

/** The entries of an append that must succeed. */
export async function appended(ledger: Ledger, drafts: readonly Draft[], room = ROOM): Promise<readonly Entry[]> {
  const { seq } = await ledger.head(room)
  const answer = await ledger.append(room, seq, drafts)
  if (!answer.ok) throw new Error(`not appended: ${JSON.stringify(answer.error)}`)
  return answer.value
}
