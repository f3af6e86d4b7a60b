import { eq } from 'drizzle-orm'
import type { Election } from '../shared/election.ts'
import type { Level } from '../shared/ids.ts'
import type { ElectionStore } from './election-store.ts'
import { electionHash } from './entry-hash.ts'
import type { Queries } from './queries.ts'
import type { LedgerTables } from './schema.ts'

/** The only row of the elections table. */
const ONLY = 1

/** Beside the entries whose hashes hold its id: the one without the other proves nothing. */
export function electionStore({ db, write }: Queries, { elections, boundaries }: LedgerTables): ElectionStore {
  return {
    async election() {
      const [row] = await db.select().from(elections)
      return row && (JSON.parse(row.election) as Election)
    },
    async saveElection(election, drawn = {}) {
      const { id } = election
      const text = JSON.stringify(election)
      const row = { id, election: text, boundariesHash: electionHash(text, drawn) }
      await write(
        db
          .insert(elections)
          .values({ only: ONLY, ...row })
          .onConflictDoUpdate({ target: elections.only, set: row }),
        db.delete(boundaries),
        ...(Object.entries(drawn) as [Level, string][]).map(([level, geojson]) => db.insert(boundaries).values({ level, geojson })),
      )
    },
    async drawn() {
      const rows = await db.select({ level: boundaries.level }).from(boundaries)
      return rows.map(({ level }) => level as Level)
    },
    async boundaries(level) {
      const [row] = await db.select().from(boundaries).where(eq(boundaries.level, level))
      return row?.geojson
    },
  }
}
