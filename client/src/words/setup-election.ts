import { inLanguages } from '../language.ts'
import { en } from './setup-election.en.ts'
import { id } from './setup-election.id.ts'

export const editWords = inLanguages(id, en)
