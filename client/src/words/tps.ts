import { inLanguages } from '../language.ts'
import { en } from './tps.en.ts'
import { id } from './tps.id.ts'

export const tpsWords = inLanguages(id, en)
