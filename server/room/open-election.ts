import { ulid } from 'ulid'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { countedBy, type Election } from '../../shared/election.ts'
import type { FactOf } from '../../shared/facts.ts'
import type { RoomId } from '../../shared/ids.ts'
import { assert, ok } from '../../shared/result.ts'
import { holdsEvidence } from '../../shared/room-state.ts'
import { openings } from '../election/opening.ts'
import type { OneOutcome } from './one-outcome.ts'
import { openingHash } from './request-id.ts'
import type { RoomWriter } from './room-writer.ts'

/** The author of what no person asked for. */
const ROOM = 'room'
type Opening = FactOf<'election.opened'>

/**
 * Opens every room whose newest opening is not this election's as it is loaded now. Once any room holds a form, an election, register
 * or list of contests that counts otherwise than what was opened is a mistake of whoever changed the data folder: throws, so that nothing
 * is counted wrong.
 */
export async function openElection(election: Election, writers: ReadonlyMap<RoomId, RoomWriter>, outcomes: OneOutcome): Promise<void> {
  const hasForms = [...writers.values()].some(({ room }) => holdsEvidence(room.state))
  for (const fact of openings(election, ulid)) {
    const writer = writers.get(fact.room)
    assert(writer !== undefined, `room ${fact.room} is one of the election's`)
    const { opened } = writer.room
    if (opened && (hasForms ? countsAlike(opened, fact) : isSame(opened, fact))) continue
    assert(!hasForms || !opened, `room ${fact.room} holds forms of another election or register than the one that is loaded`)
    const request = { id: fact.id, by: ROOM, requestHash: openingHash(fact.id) }
    const written = await outcomes.write(request, () => ok({ writer, decide: () => ok({ fact }) }))
    assert(written.ok, `room ${fact.room} could not be opened: the ledger takes nothing`)
  }
}

const isSame = (opened: Opening, now: Opening): boolean => canonicalJson({ ...opened, id: '' }) === canonicalJson({ ...now, id: '' })

const counts = ({ election, register, contests }: Opening): string =>
  canonicalJson({ election, register, contests: contests.map(countedBy) })
const countsAlike = (opened: Opening, now: Opening): boolean => counts(opened) === counts(now)
