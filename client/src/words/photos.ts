import { inLanguages } from '../language.ts'
import { en } from './photos.en.ts'
import { id } from './photos.id.ts'

export const photoWords = inLanguages(id, en)
