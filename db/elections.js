import { eq } from 'drizzle-orm'
import { boundaries, elections } from './schema.sqlite.js'
/** The only row of the elections table. */
const ONLY = 1
/** In `kamar.db`, beside the entries whose hashes hold its id: the one without the other proves nothing. */
export function electionStore({ db, write }) {
  return {
    async election() {
      const [row] = await db.select().from(elections)
      return row && JSON.parse(row.election)
    },
    async saveElection(election, drawn = {}) {
      const { id } = election
      const text = JSON.stringify(election)
      await write(
        db
          .insert(elections)
          .values({ only: ONLY, id, election: text })
          .onConflictDoUpdate({ target: elections.only, set: { id, election: text } }),
        db.delete(boundaries),
        ...Object.entries(drawn).map(([level, geojson]) => db.insert(boundaries).values({ level, geojson })),
      )
    },
    async boundaries(level) {
      const [row] = await db.select().from(boundaries).where(eq(boundaries.level, level))
      return row?.geojson
    },
  }
}
