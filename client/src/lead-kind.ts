import type { Candidate } from '../../shared/election.ts'
import type { Lead } from '../../shared/lead.ts'

type One = Lead<Candidate>['of']
/** `mixed` = rows of both kinds under one head, or none yet. */
export type LeadKind = One | 'mixed'

/** Which meaning the rows under one head share; rows without a lead have none. */
export function leadKind(rows: readonly { readonly leadOf?: One }[]): LeadKind {
  const kinds = new Set(rows.flatMap(({ leadOf }) => leadOf ?? []))
  const [only] = kinds
  return kinds.size === 1 && only ? only : 'mixed'
}
