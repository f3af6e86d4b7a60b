import { sqliteKit } from './kit.js'
import { makeLedgerSchema } from './schema.js'
/** `kamar.db`. */
export const { entries, texts, elections, boundaries } = makeLedgerSchema(sqliteKit)
