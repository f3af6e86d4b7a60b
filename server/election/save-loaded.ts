import { ulid } from 'ulid'
import type { ElectionStore } from '../../db/election-store.ts'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { LoadedFolder } from './load-folder.ts'
import { openings } from './opening.ts'

/**
 * Keeps a loaded election with its boundaries, those of the election before are gone. The caller made sure that no room holds a form,
 * and opens the rooms afterwards. Throws before anything is saved when the rooms could not be opened for it.
 */
export async function saveLoaded(
  elections: ElectionStore,
  { election, boundaries }: Pick<LoadedFolder, 'election' | 'boundaries'>,
): Promise<void> {
  for (const fact of openings(election, ulid)) canonicalJson(fact)
  await elections.saveElection(election, boundaries)
}
