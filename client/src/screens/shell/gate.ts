import type { SessionState } from '../../stores/session.ts'

export type Gate = 'asking' | 'unreachable' | 'sign-in' | 'forbidden' | 'no-election' | 'open'

type Asked = {
  readonly session: SessionState
  /** Any of what the page needs. */
  readonly allowed: boolean
  readonly election: 'unknown' | 'unreachable' | 'none' | 'loaded'
  readonly withoutElection: boolean
}

/** What stands between a person and a page: who he is first, then whether he may, then whether there is anything to show. */
export function gateOf({ session, allowed, election, withoutElection }: Asked): Gate {
  if (session === 'asking') return 'asking'
  if (session === 'unreachable') return 'unreachable'
  if (session === 'nobody') return 'sign-in'
  if (!allowed) return 'forbidden'
  if (withoutElection || election === 'loaded') return 'open'
  if (election === 'none') return 'no-election'
  return election === 'unreachable' ? 'unreachable' : 'asking'
}
