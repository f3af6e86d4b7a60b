import { inLanguages } from '../language.ts'
import { en } from './explore.en.ts'
import { id } from './explore.id.ts'

export const exploreWords = inLanguages(id, en)
