import { inLanguages } from '../language.ts'
import { en } from './refusals.en.ts'
import { id } from './refusals.id.ts'

export const refusalWords = inLanguages(id, en)
