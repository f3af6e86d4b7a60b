import { inLanguages } from '../language.ts'
import { en } from './wall.en.ts'
import { id } from './wall.id.ts'

export const wallWords = inLanguages(id, en)
