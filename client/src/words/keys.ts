import { inLanguages } from '../language.ts'
import { en } from './keys.en.ts'
import { id } from './keys.id.ts'

export const keysWords = inLanguages(id, en)
