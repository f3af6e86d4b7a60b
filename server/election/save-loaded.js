import { ulid } from 'ulid'
import { canonicalJson } from '../../shared/canonical-json.js'
import { openings } from './opening.js'
/**
 * Keeps a loaded election with its boundaries, those of the election before are gone. The caller made sure that no room holds a form,
 * and opens the rooms afterwards. Throws before anything is saved when the rooms could not be opened for it.
 */
export async function saveLoaded(elections, { election, boundaries }) {
  for (const fact of openings(election, ulid)) canonicalJson(fact)
  await elections.saveElection(election, boundaries)
}
