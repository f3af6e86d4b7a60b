import { inLanguages } from '../language.ts'
import { en } from './facts.en.ts'
import { id } from './facts.id.ts'

export const factWords = inLanguages(id, en)
