import type { Level } from '../shared/ids.ts'
import type { Election } from '../shared/election.ts'

/** The election as loaded, and its exact boundaries. One election per data folder. */
export interface ElectionStore {
  election(): Promise<Election | undefined>
  /** Replaces the election; the caller has made sure that no room holds a form. */
  saveElection(election: Election): Promise<void>
  /** GeoJSON text of one level; undefined = none loaded. */
  boundaries(level: Level): Promise<string | undefined>
  saveBoundaries(level: Level, geojson: string): Promise<void>
}
