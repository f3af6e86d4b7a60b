import { inLanguages } from '../language.ts'
import { en } from './worklist.en.ts'
import { id } from './worklist.id.ts'

export const workWords = inLanguages(id, en)
