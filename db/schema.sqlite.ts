import { sqliteKit } from './kit.ts'
import { makeLedgerSchema } from './schema.ts'

/** `kamar.db`. */
export const { entries, texts, elections, boundaries } = makeLedgerSchema(sqliteKit)
