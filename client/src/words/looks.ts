import { inLanguages } from '../language.ts'
import { en } from './looks.en.ts'
import { id } from './looks.id.ts'

export const looksWords = inLanguages(id, en)
