import type { z } from 'zod'
import type { CredentialView } from '../../../../shared/people-answers.ts'

export type Credential = z.infer<typeof CredentialView>
export type CredentialState = 'valid' | 'revoked' | 'expired'

export function stateOf({ revoked, expiresAt }: Pick<Credential, 'revoked' | 'expiresAt'>, nowMs: number): CredentialState {
  if (revoked) return 'revoked'
  return expiresAt !== undefined && Date.parse(expiresAt) <= nowMs ? 'expired' : 'valid'
}

/** What still opens something first, then the newest. */
export const byUse = (credentials: readonly Credential[], nowMs: number): Credential[] =>
  credentials.toSorted(
    (a, b) =>
      Number(stateOf(a, nowMs) !== 'valid') - Number(stateOf(b, nowMs) !== 'valid') || Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )

/** `hours` from now as an instant; 0 = until revoked. */
export const expiryAfter = (hours: number, nowMs: number): string | undefined =>
  hours > 0 ? new Date(nowMs + hours * 3_600_000).toISOString() : undefined
