import { inLanguages } from '../language.ts'
import { en } from './set-up.en.ts'
import { id } from './set-up.id.ts'

export const setUpWords = inLanguages(id, en)
