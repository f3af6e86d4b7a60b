import { inLanguages } from '../language.ts'
import { en } from './pages.en.ts'
import { id } from './pages.id.ts'

export const pageWords = inLanguages(id, en)
