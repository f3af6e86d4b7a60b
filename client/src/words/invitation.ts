import { inLanguages } from '../language.ts'
import { en } from './invitation.en.ts'
import { id } from './invitation.id.ts'

export const invitationWords = inLanguages(id, en)
