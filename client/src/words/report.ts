import { inLanguages } from '../language.ts'
import { en } from './report.en.ts'
import { id } from './report.id.ts'

export const reportWords = inLanguages(id, en)
