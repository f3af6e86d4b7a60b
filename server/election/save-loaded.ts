import type { ElectionStore } from '../../db/election-store.ts'
import type { Level } from '../../shared/ids.ts'
import type { LoadedFolder } from './load-folder.ts'

/** Keeps a loaded election with its boundaries. The caller made sure that no room holds a form, and opens the rooms afterwards. */
export async function saveLoaded(
  elections: ElectionStore,
  { election, boundaries }: Pick<LoadedFolder, 'election' | 'boundaries'>,
): Promise<void> {
  await elections.saveElection(election)
  for (const [level, geojson] of Object.entries(boundaries) as [Level, string][]) await elections.saveBoundaries(level, geojson)
}
