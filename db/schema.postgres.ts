import { bigint, integer, pgSchema } from 'drizzle-orm/pg-core'
import { postgresKit } from './kit.ts'
import { makeLedgerSchema, makePeopleSchema } from './schema.ts'

/** The evidence. May be handed over as it is (`pg_dump -n kamar`): it names no account. */
export const kamar = pgSchema('kamar')
/** Accounts, sessions, credentials: never part of what is handed over. */
export const people = pgSchema('people')

export const { entries, texts, elections, boundaries } = makeLedgerSchema(postgresKit(kamar))
export const { accounts, sessions, credentials, invitations, settings } = makePeopleSchema(postgresKit(people))

/** One row: a number that grows each time another process becomes the writer, so that one which lost its turn cannot go on. */
export const writers = kamar.table('writers', {
  only: integer('only').primaryKey(),
  turn: bigint('turn', { mode: 'number' }).notNull(),
})
