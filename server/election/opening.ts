import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import { contestsOf, type Election, type RegisterTps } from '../../shared/election.ts'
import type { FactOf } from '../../shared/facts.ts'
import { roomOf, type RequestId, type RoomId, type Sha256 } from '../../shared/ids.ts'
import { instantOf } from '../../shared/poll-time.ts'

/** The election's rooms: the province, then every regency it speaks of by code, those that do not vote included. */
export function roomsOf(election: Pick<Election, 'province' | 'regions'>): RoomId[] {
  const regencies = election.regions.filter((region) => region.code.length === 4).map((region) => region.code)
  return [election.province, ...regencies.toSorted()] as RoomId[]
}

/**
 * SHA-256 of a room's register: the canonical JSON (RFC 8785) of its rows ascending by `tps`, each an object of `tps` and those of
 * `dpt`, `dptM`, `dptF`, `signal`, `expectedBy` that are known. A TPS belongs to its regency's room, so the province's list is empty.
 */
export function registerDigest(rows: readonly RegisterTps[]): Sha256 {
  const sorted = rows.toSorted((a, b) => (a.tps < b.tps ? -1 : 1))
  const shaped = sorted.map(({ tps, dpt, dptM, dptF, signal, expectedBy }) => ({ tps, dpt, dptM, dptF, signal, expectedBy }))
  return createHash('sha256').update(canonicalJson(shaped)).digest('hex')
}

/** The register's rows, room by room. */
export function registerByRoom(tps: readonly RegisterTps[]): ReadonlyMap<RoomId, readonly RegisterTps[]> {
  const byRoom = new Map<RoomId, RegisterTps[]>()
  for (const row of tps) {
    const room = roomOf(row.tps)
    const rows = byRoom.get(room)
    if (rows) rows.push(row)
    else byRoom.set(room, [row])
  }
  return byRoom
}

/** The first fact of every room, so that its stream can be judged and folded alone. `newId` gives a ULID for each. */
export function openings(election: Election, newId: () => RequestId): FactOf<'election.opened'>[] {
  const pollsClose = instantOf(`${election.date}T${election.pollsClose}`, election.timezone)
  const rows = registerByRoom(election.tps)
  return roomsOf(election).map((room) => ({
    type: 'election.opened',
    version: 1,
    id: newId(),
    room,
    election: election.id,
    name: election.name,
    date: election.date,
    timezone: election.timezone,
    pollsClose,
    form: election.form,
    maxVotersPerTps: election.maxVotersPerTps,
    ballotReserve: election.ballotReserve,
    contests: contestsOf(election.contests, election.notVoting, room),
    register: registerDigest(rows.get(room) ?? []),
    countingRule: 1,
    simulated: election.simulated,
  }))
}
