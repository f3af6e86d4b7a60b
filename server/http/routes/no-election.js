import { refuse } from '../../../shared/refusal.js'
export const NO_ELECTION = refuse('not-found', 'no election is loaded yet: an administrator loads one')
