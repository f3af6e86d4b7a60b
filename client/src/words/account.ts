import { inLanguages } from '../language.ts'
import { en } from './account.en.ts'
import { id } from './account.id.ts'

export const accountWords = inLanguages(id, en)
