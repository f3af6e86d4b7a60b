import { inLanguages } from '../language.ts'
import { en } from './administration.en.ts'
import { id } from './administration.id.ts'

export const administrationWords = inLanguages(id, en)
