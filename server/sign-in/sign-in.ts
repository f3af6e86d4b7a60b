import type { IncomingHttpHeaders } from 'node:http'
import type { Account, Credential, Device, People } from '../../db/people.ts'
import { SESSION_ID_LENGTH } from '../../db/people-store.ts'
import { StoreFailure } from '../../db/store-failure.ts'
import type { Source } from '../../shared/form.ts'
import { type Grant, type Principal, SOURCES, STAYS_SIGNED_IN } from '../../shared/roles.ts'
import { hashSecret, newSecret } from './secrets.ts'

export const SESSION_COOKIE = 'kamar-session'
const HOUR_MS = 60 * 60 * 1000
export const SESSION_MS = 8 * HOUR_MS
/** From the check-in in the morning to the copy of the form on the evening of the day after. */
export const PHONE_SESSION_MS = 48 * HOUR_MS

/** Who has any other role as well sits at machines of others, and is signed out of them. */
export const sessionMsOf = (grants: readonly Grant[]): number =>
  grants.length > 0 && grants.every(({ role }) => STAYS_SIGNED_IN.includes(role)) ? PHONE_SESSION_MS : SESSION_MS
const REMEMBERED_MS = 30_000
const REMEMBERED = 20_000
/** How exactly a session tells when it was seen last: each time costs a write. */
const SEEN_EVERY_MS = 5 * 60_000

/** What names the session of a cookie in lists. */
export const sessionIdOf = (secret: string): string => hashSecret(secret).slice(0, SESSION_ID_LENGTH)

/** How somebody shows who he is: a bearer token goes before a cookie. */
export type Shown = { readonly token?: string; readonly cookie?: string }

/** Who asks. Answers are remembered for half a minute, so that a form costs no look into the database. */
export interface SignIn {
  /** At once when remembered; a promise otherwise. Undefined = nobody we know. */
  principal(shown: Shown): Principal | undefined | Promise<Principal | undefined>
  /** Opens a session and returns its secret, which is told once and kept hashed. */
  open(account: string, device: Device, lastsMs: number): Promise<string>
  close(secret: string): Promise<void>
  /** What this person or credential may do changed: nothing remembered holds, and the listeners hear of it. */
  ended(principalId: string): void
  onEnded(listener: (principalId: string) => void): void
}

export function signInWith(people: People, nowMs: () => number = Date.now): SignIn {
  const remembered = new Map<string, { readonly principal: Principal; readonly untilMs: number }>()
  const listeners: ((principalId: string) => void)[] = []
  let changes = 0

  const look = async (key: string, shown: Shown): Promise<Principal | undefined> => {
    const before = changes
    const principal = await find(people, shown, nowMs())
    // A change while we looked may have made this answer old: use it once, do not remember it.
    if (principal?.seenAgain) await people.sawSession(principal.seenAgain, nowMs()).catch(passOver)
    if (principal && before === changes) {
      if (remembered.size >= REMEMBERED) remembered.clear()
      remembered.set(key, { principal: principal.who, untilMs: Math.min(nowMs() + REMEMBERED_MS, principal.expiresAtMs ?? Infinity) })
    }
    return principal?.who
  }
  const forget = (isMeant: (principal: Principal, key: string) => boolean): void => {
    changes++
    for (const [key, { principal }] of remembered) if (isMeant(principal, key)) remembered.delete(key)
  }

  return {
    principal(shown) {
      const secret = shown.token ?? shown.cookie
      if (secret === undefined) return undefined
      const key = (shown.token === undefined ? 'c' : 't') + hashSecret(secret)
      const known = remembered.get(key)
      if (known && known.untilMs > nowMs()) return known.principal
      return look(key, shown)
    },
    async open(account, device, lastsMs) {
      const secret = newSecret()
      const createdAtMs = nowMs()
      const expiresAtMs = createdAtMs + lastsMs
      await people.openSession({ tokenHash: hashSecret(secret), account, device, createdAtMs, expiresAtMs })
      return secret
    },
    async close(secret) {
      const key = `c${hashSecret(secret)}`
      const known = remembered.get(key)?.principal ?? (await find(people, { cookie: secret }, nowMs()))?.who
      await people.closeSession(hashSecret(secret))
      forget((_principal, other) => other === key)
      // Sockets know only whose they are: those of a person's other screens come back by themselves.
      if (known) for (const listener of listeners) listener(known.id)
    },
    ended(principalId) {
      forget((principal) => principal.id === principalId)
      for (const listener of listeners) listener(principalId)
    },
    onEnded: (listener) => void listeners.push(listener),
  }
}

/** A disk that takes no note of who was here keeps nobody out. */
function passOver(error: unknown): void {
  if (!(error instanceof StoreFailure)) throw error
}

type Found = {
  readonly who: Principal
  readonly expiresAtMs?: number
  /** The session to note as seen. */
  readonly seenAgain?: string
}

async function find(people: People, shown: Shown, nowMs: number): Promise<Found | undefined> {
  if (shown.token !== undefined) {
    const credential = await people.credentialByHash(hashSecret(shown.token), nowMs)
    return credential && { who: principalOfCredential(credential), expiresAtMs: credential.expiresAtMs }
  }
  if (shown.cookie === undefined) return undefined
  const tokenHash = hashSecret(shown.cookie)
  const session = await people.accountOfSession(tokenHash, nowMs)
  if (!session) return undefined
  const isDue = nowMs - session.lastSeenAtMs >= SEEN_EVERY_MS
  return { who: principalOfAccount(session.account), ...(isDue ? { seenAgain: tokenHash } : {}) }
}

const principalOfAccount = (account: Account): Principal => ({
  id: account.id,
  name: account.name,
  kind: 'person',
  grants: account.grants,
  sources: sourcesOf(account.grants),
})

const principalOfCredential = (credential: Credential): Principal => ({
  id: credential.id,
  name: credential.label,
  kind: credential.kind,
  grants: credential.grants,
  sources: credential.sources.length > 0 ? credential.sources : sourcesOf(credential.grants),
  ...(credential.profile ? { profile: credential.profile } : {}),
})

/** Sources that these grants' roles report from, the first grant's default first. */
const sourcesOf = (grants: readonly Grant[]): Source[] => [...new Set(grants.flatMap((grant) => SOURCES[grant.role] ?? []))]

/** Roles of a person that do not reach this TPS lend no source here; a token's own list holds wherever it may write. */
export const sourcesAt = (who: Principal, tps: string): readonly Source[] =>
  who.kind === 'person' ? sourcesOf(who.grants.filter((grant) => tps.startsWith(grant.region))) : who.sources

/** Reads what a request or a socket's handshake shows. */
export function shownBy(headers: IncomingHttpHeaders, auth: Readonly<Record<string, unknown>> = {}): Shown {
  const token = typeof auth['token'] === 'string' ? auth['token'] : bearer(headers.authorization)
  if (token !== undefined) return { token }
  const cookie = cookieValue(headers.cookie, SESSION_COOKIE)
  return cookie === undefined ? {} : { cookie }
}

const bearer = (header: string | undefined): string | undefined =>
  header !== undefined && /^bearer /i.test(header) ? header.slice(7).trim() : undefined

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
