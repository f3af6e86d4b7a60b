import { inLanguages } from '../language.ts'
import { en } from './results.en.ts'
import { id } from './results.id.ts'

export const resultWords = inLanguages(id, en)
