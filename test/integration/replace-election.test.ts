import { beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../db/store.ts'
import { replaceElection } from '../../server/election/replace-election.ts'
import type { CountRooms } from '../../server/room/rooms.ts'
import { verifyFolder } from '../../server/tally/verify-folder.ts'
import type { Election } from '../../shared/election.ts'
import { accepted, anElection, openRooms, report } from '../support/count-room.ts'
import { aFolder, opened } from '../support/data-folder.ts'

const [first, next] = [anElection(), anElection({ id: 'other', name: 'Lain' })]
const boundaries = { regency: '{"type":"FeatureCollection","features":[]}' }

let folder: string
let store: Store
let before: CountRooms
let used: CountRooms[]
beforeEach(async () => {
  folder = aFolder()
  store = await opened(folder)
  await store.elections.saveElection(first, boundaries)
  before = await openRooms(store.ledger, first)
  used = []
})
const open = (election: Election) => openRooms(store.ledger, election)
const replace = (change: Partial<Parameters<typeof replaceElection>[1]> = {}) =>
  replaceElection({ election: next, boundaries: {} }, { store, before, open, use: (rooms) => used.push(rooms), ...change })

/** The ledger takes so many appends of the new election, and then fails as a full disk does. */
const opensUntil = (appends: number) => (election: Election) => {
  if (election.id === first.id) return open(election)
  let left = appends
  const full = { ok: false as const, error: { kind: 'disk-full' as const } }
  return openRooms(
    { ...store.ledger, append: (...given) => (left-- > 0 ? store.ledger.append(...given) : Promise.resolve(full)) },
    election,
  )
}

describe('[EL16] an election that is saved and then cannot be opened gives way to the one before', () => {
  test.each([0, 2])(
    'after %i of its rooms were opened: election, boundaries and rooms are as before, and the chain holds',
    async (appends) => {
      await expect(replace({ open: opensUntil(appends) })).rejects.toThrow(/could not be opened/)
      expect(await store.elections.election()).toEqual(first)
      expect(await store.elections.boundaries('regency')).toBe(boundaries.regency)
      expect(used.map(({ election }) => election.id)).toEqual([first.id])
      await accepted(used[0]!, report(1))
      await used[0]!.close()
      await store.close()
      expect(verifyFolder(folder, first)).toMatchObject({ ok: true, damage: [] })
    },
  )
  test('rooms that were replaced take nothing more, those that took their place do', async () => {
    expect(await replace()).toEqual({ ok: true, value: undefined })
    expect(await before.submit(report(1), 'account:ani')).toMatchObject({
      ok: false,
      error: { code: 'busy', detail: expect.stringMatching(/closing/) },
    })
    await accepted(used[0]!, report(1))
    expect([used[0]!.election.id, await store.elections.boundaries('regency')]).toEqual([next.id, undefined])
    await store.close()
  })
  test('a ledger that cannot be read replaces nothing: its rooms go on', async () => {
    const blind = { ...store, ledger: { ...store.ledger, rooms: () => Promise.reject(new Error('cannot be read')) } }
    await expect(replace({ store: blind })).rejects.toThrow('cannot be read')
    expect(await store.elections.election()).toEqual(first)
    await accepted(used[0]!, report(1))
    await store.close()
  })
})
