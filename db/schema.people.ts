import { sqliteKit } from './kit.ts'
import { makePeopleSchema } from './schema.ts'

/** `people.db`. */
export const { accounts, sessions, credentials, invitations, settings } = makePeopleSchema(sqliteKit)
