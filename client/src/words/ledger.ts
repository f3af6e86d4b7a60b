import { inLanguages } from '../language.ts'
import { en } from './ledger.en.ts'
import { id } from './ledger.id.ts'

export const ledgerWords = inLanguages(id, en)
