import { refuse } from '../../shared/refusal.ts'

export const UNKNOWN_CALLER = refuse('unauthenticated', 'sign in, or send a token that is valid: Authorization: Bearer <token>')
