import { inLanguages } from '../language.ts'
import { en } from './take-away.en.ts'
import { id } from './take-away.id.ts'

export const takeAwayWords = inLanguages(id, en)
