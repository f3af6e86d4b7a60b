import type { Store } from '../../db/store.ts'
import type { Election } from '../../shared/election.ts'
import type { Level } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { CountRooms } from '../room/rooms.ts'
import { holdsMoreThanOpenings } from './holds-forms.ts'
import { lockedChanges } from './locked-changes.ts'
import type { LoadedFolder } from './load-folder.ts'
import { saveLoaded } from './save-loaded.ts'

/** A TPS is a point and has no boundary. */
const DRAWN: readonly Level[] = ['province', 'regency', 'district', 'village']

type Loaded = Pick<LoadedFolder, 'election' | 'boundaries'>
type Replacing = {
  readonly store: Store
  /** The rooms that are open now; closed here. */
  readonly before: CountRooms | undefined
  readonly open: (election: Election) => Promise<CountRooms>
  /** Told the rooms that are open afterwards, whether of the new election or of the one before. */
  readonly use: (rooms: CountRooms) => void
}

export const ELECTION_STAYS = refuse('already-done', 'forms have been reported: this election stays; amend its register instead')

/**
 * Once anything was reported only what is shown otherwise may change: names, colours, boundaries.
 *
 * Nothing is written between the look into the ledger and the save: the rooms take nothing from before the one until after
 * the other.
 */
export async function replaceElection(next: Loaded, { store, before, open, use }: Replacing): Promise<Result<void, Refusal>> {
  await before?.close()
  let kept: Loaded | undefined
  try {
    const isShownOtherwise = before !== undefined && lockedChanges(before.election, next.election).length === 0
    if (isShownOtherwise || !(await holdsMoreThanOpenings(store.ledger))) {
      kept = await keptElection(store)
      await saveLoaded(store.elections, next)
      use(await open(next.election))
      return ok(undefined)
    }
  } catch (error) {
    // What was saved cannot be opened; a disk that refuses this too is met by the next start.
    if (kept && before) await saveLoaded(store.elections, kept)
    if (before) use(await open(before.election))
    throw error
  }
  if (before) use(await open(before.election))
  return err(ELECTION_STAYS)
}

async function keptElection({ elections }: Store): Promise<Loaded | undefined> {
  const election = await elections.election()
  return election && { election, boundaries: await keptBoundaries(elections) }
}

/** GeoJSON text of every level that was loaded. */
export async function keptBoundaries(elections: Store['elections']): Promise<Loaded['boundaries']> {
  const boundaries: Partial<Record<Level, string>> = {}
  for (const level of DRAWN) {
    const geojson = await elections.boundaries(level)
    if (geojson !== undefined) boundaries[level] = geojson
  }
  return boundaries
}
