import fc from 'fast-check'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import type { Draft, Ledger } from '../../db/ledger.ts'
import { memoryStore } from '../../db/open-store.ts'
import type { Store } from '../../db/store.ts'
import { FoldedRoom } from '../../server/room/folded-room.ts'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { RoomId } from '../../shared/ids.ts'
import { recount } from '../../shared/recount.ts'
import type { RoomState } from '../../shared/room-state.ts'
import { Mode } from '../../shared/tally.ts'
import { aFolder, opened } from '../support/data-folder.ts'
import { withElection } from '../support/drafts.ts'
import { ELSEWHERE, REGISTER, REGISTER_ELSEWHERE, ROOM } from '../support/facts.ts'
import { aDatabase, emptied } from '../support/postgres.ts'
import { type Step, steps, TwoRooms } from '../support/two-rooms.ts'

const server = inject('pgUrl')
const registerOf = (room: RoomId) => (room === ROOM ? REGISTER : REGISTER_ELSEWHERE)

/** What a night writes, in its order. */
function nightOf(night: readonly Step[]): { readonly facts: { room: RoomId; draft: Draft }[]; readonly states: readonly RoomState[] } {
  const facts: { room: RoomId; draft: Draft }[] = []
  const rooms = new TwoRooms((state, _cells, { at, by, fact }) =>
    facts.push({ room: state.room, draft: { at, by, id: fact.id, requestHash: '0'.repeat(64), fact: canonicalJson(fact) } }),
  )
  rooms.open()
  for (const step of night) rooms.take(step)
  return { facts, states: rooms.states }
}

/** Appends them as the rooms would: each room in pieces, both rooms at the same time. */
async function write(ledger: Ledger, facts: ReturnType<typeof nightOf>['facts'], piece: number): Promise<void> {
  await Promise.all(
    [ROOM, ELSEWHERE].map(async (room) => {
      const drafts = facts.filter((one) => one.room === room).map(({ draft }) => draft)
      for (let at = 0; at < drafts.length; at += piece) {
        const answer = await ledger.append(room, at, drafts.slice(at, at + piece))
        if (!answer.ok) throw new Error(answer.error.kind)
      }
    }),
  )
}

describe.skipIf(server === '')('the same night on every ledger', () => {
  let url: string
  beforeAll(async () => {
    url = await aDatabase(server)
  })
  const places: Record<string, () => Promise<Store>> = {
    memory: async () => memoryStore(),
    sqlite: () => opened(aFolder()),
    postgres: async () => opened(await emptied(url)),
  }

  test('[PQ15] random nights end in the same heads on every ledger, and what is folded from each says in every mode what a recount says', async () => {
    await fc.assert(
      fc.asyncProperty(steps(80), fc.integer({ min: 1, max: 30 }), async (night, piece) => {
        const { facts, states } = nightOf(night)
        const heads: Record<string, unknown> = {}
        for (const [name, open] of Object.entries(places)) {
          const store = await withElection(await open())
          try {
            await write(store.ledger, facts, piece)
            heads[name] = await Promise.all([ROOM, ELSEWHERE].map((room) => store.ledger.head(room)))
            for (const state of states) {
              const room = await FoldedRoom.open(store.ledger, state.room, registerOf(state.room))
              for (const { region: contest } of state.contests)
                for (const mode of Mode.options) {
                  const query = { contest, region: state.room, mode }
                  expect(room.view.tally(query)).toEqual(recount(state, query))
                }
            }
          } finally {
            await store.close()
          }
        }
        expect(heads['sqlite']).toEqual(heads['memory'])
        expect(heads['postgres']).toEqual(heads['memory'])
      }),
      { seed: 20201209, numRuns: 12 },
    )
  })
})
