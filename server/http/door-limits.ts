import type { IncomingMessage } from 'node:http'
import { refuse } from '../../shared/refusal.ts'
import type { Action, Principal, Role } from '../../shared/roles.ts'
import { tokenBucket, type TokenBucket } from '../feed/token-bucket.ts'
import { addressOf, isFromHere } from './caller.ts'

type Rate = { readonly perSecond: number; readonly burst: number }
/** Pages, files and answers for one address: sixty people who share it and open the page at once stay below. */
const ADDRESS: Rate = { perSecond: 200, burst: 3000 }
/** What one credential looks at. */
const VIEWING: Rate = { perSecond: 300, burst: 3000 }
/** Forms of somebody who types them; of election time, so that a demo's witnesses may be as fast as its clock. */
const TYPING: Rate = { perSecond: 10, burst: 300 }
/** Who sends more than he types: workbooks, replays, machines. Their bound is the queue of the room (`busy`). */
const SENDS_MANY: ReadonlySet<Role> = new Set(['head', 'coordinator', 'machine'])
/** Buckets remembered of each kind; beyond them all start full again. */
const REMEMBERED = 20_000

export const TOO_MANY = refuse('too-many', 'more requests than this allows; the same request is taken again in a moment', {
  retryAfterS: 1,
})

/**
 * Keeps a flood of one kind from standing before forms: whoever only looks is slowed by address and by credential, whoever reports by his
 * credential alone, because a carrier puts thousands of phones behind one address. Nothing is lost by it: clients send again.
 * Blind to a flood from thousands of addresses; and to a proxy on this machine that does not name its callers, whose
 * requests count for nobody.
 */
export interface DoorLimits {
  /** For every request but a form, before anything is done for it. */
  admits(request: IncomingMessage): boolean
  /** For a request of somebody known that a role guards. */
  lets(who: Principal, action: Action): boolean
}

/** `speed` = of the election's clock; `nowMs` is monotonic real time. */
export function doorLimits(speed: number, nowMs: () => number = () => performance.now()): DoorLimits {
  const addresses = buckets(ADDRESS, nowMs)
  const viewing = buckets(VIEWING, nowMs)
  const typing = buckets({ perSecond: TYPING.perSecond * speed, burst: TYPING.burst * speed }, nowMs)
  return {
    admits: (request) => isFromHere(request) || addresses(addressOf(request)).take(),
    lets(who, action) {
      if (action !== 'form:report' && action !== 'day:report') return viewing(who.id).take()
      return who.grants.some(({ role }) => SENDS_MANY.has(role)) || typing(who.id).take()
    },
  }
}

function buckets({ perSecond, burst }: Rate, nowMs: () => number): (key: string) => TokenBucket {
  const known = new Map<string, TokenBucket>()
  return (key) => {
    const before = known.get(key)
    if (before) return before
    if (known.size >= REMEMBERED) known.clear()
    const made = tokenBucket(perSecond, burst, nowMs)
    known.set(key, made)
    return made
  }
}
