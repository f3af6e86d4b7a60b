import type { Level } from '../shared/ids.ts'
import type { Election } from '../shared/election.ts'

/** The election as loaded, and its exact boundaries. One election per data folder. */
export interface ElectionStore {
  election(): Promise<Election | undefined>
  /**
   * Replaces the election and every boundary (GeoJSON text by level), all or nothing; the caller has made sure that no room holds a form.
   */
  saveElection(election: Election, boundaries?: Readonly<Partial<Record<Level, string>>>): Promise<void>
  /** Levels that have boundaries. */
  drawn(): Promise<Level[]>
  /** GeoJSON text of one level; undefined = none loaded. */
  boundaries(level: Level): Promise<string | undefined>
}
