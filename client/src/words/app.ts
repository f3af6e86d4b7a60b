import { inLanguages } from '../language.ts'
import { en } from './app.en.ts'
import { id } from './app.id.ts'

export const appWords = inLanguages(id, en)
