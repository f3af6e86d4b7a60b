import { inLanguages } from '../language.ts'
import { en } from './lock.en.ts'
import { id } from './lock.id.ts'

export const lockWords = inLanguages(id, en)
