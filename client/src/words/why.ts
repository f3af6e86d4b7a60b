import { inLanguages } from '../language.ts'
import { en } from './why.en.ts'
import { id } from './why.id.ts'

export const whyWords = inLanguages(id, en)
