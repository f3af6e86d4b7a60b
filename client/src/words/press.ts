import { inLanguages } from '../language.ts'
import { en } from './press.en.ts'
import { id } from './press.id.ts'

export const pressWords = inLanguages(id, en)
