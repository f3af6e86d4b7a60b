import { inLanguages } from '../language.ts'
import { en } from './lead.en.ts'
import { id } from './lead.id.ts'

export const leadWords = inLanguages(id, en)
