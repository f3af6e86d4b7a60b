import { inLanguages } from '../language.ts'
import { en } from './replay.en.ts'
import { id } from './replay.id.ts'

export const replayWords = inLanguages(id, en)
