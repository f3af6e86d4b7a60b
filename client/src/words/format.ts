import { inLanguages } from '../language.ts'
import { en } from './format.en.ts'
import { id } from './format.id.ts'

export const formatWords = inLanguages(id, en)
