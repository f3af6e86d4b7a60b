import { sqliteKit } from './kit.js'
import { makePeopleSchema } from './schema.js'
/** `people.db`. */
export const { accounts, sessions, credentials } = makePeopleSchema(sqliteKit)
