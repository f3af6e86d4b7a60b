import { refuse } from '../../shared/refusal.js'
import { err, ok } from '../../shared/result.js'
import { holdsMoreThanOpenings } from './holds-forms.js'
import { saveLoaded } from './save-loaded.js'
/** A TPS is a point and has no boundary. */
const DRAWN = ['province', 'regency', 'district', 'village']
export const ELECTION_STAYS = refuse('already-done', 'forms have been reported: this election stays; amend its register instead')
/** Nothing is written between the look into the ledger and the save: the rooms take nothing from before the one until after the other. */
export async function replaceElection(next, { store, before, open, use }) {
  await before?.close()
  let kept
  try {
    if (!(await holdsMoreThanOpenings(store.ledger))) {
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
async function keptElection({ elections }) {
  const election = await elections.election()
  if (!election) return undefined
  const boundaries = {}
  for (const level of DRAWN) {
    const geojson = await elections.boundaries(level)
    if (geojson !== undefined) boundaries[level] = geojson
  }
  return { election, boundaries }
}
