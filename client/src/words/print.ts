import { inLanguages } from '../language.ts'
import { en } from './print.en.ts'
import { id } from './print.id.ts'

export const printWords = inLanguages(id, en)
