import { inLanguages } from '../language.ts'
import { en } from './people.en.ts'
import { id } from './people.id.ts'

export const peopleWords = inLanguages(id, en)
