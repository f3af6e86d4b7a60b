import { SOURCES } from '../../shared/roles.js'
import { hashSecret, newSecret } from './secrets.js'
export const SESSION_COOKIE = 'kamar-session'
export const SESSION_MS = 8 * 60 * 60 * 1000
const REMEMBERED_MS = 30_000
const REMEMBERED = 20_000
export function signInWith(people, nowMs = Date.now) {
  const remembered = new Map()
  const listeners = []
  let changes = 0
  const look = async (key, shown) => {
    const before = changes
    const principal = await find(people, shown, nowMs())
    // A change while we looked may have made this answer old: use it once, do not remember it.
    if (principal && before === changes) {
      if (remembered.size >= REMEMBERED) remembered.clear()
      remembered.set(key, { principal: principal.who, untilMs: Math.min(nowMs() + REMEMBERED_MS, principal.expiresAtMs ?? Infinity) })
    }
    return principal?.who
  }
  const forget = (isMeant) => {
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
    async open(account) {
      const secret = newSecret()
      const createdAtMs = nowMs()
      await people.openSession({ tokenHash: hashSecret(secret), account, createdAtMs, expiresAtMs: createdAtMs + SESSION_MS })
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
async function find(people, shown, nowMs) {
  if (shown.token !== undefined) {
    const credential = await people.credentialByHash(hashSecret(shown.token), nowMs)
    return credential && { who: principalOfCredential(credential), expiresAtMs: credential.expiresAtMs }
  }
  if (shown.cookie === undefined) return undefined
  const account = await people.accountOfSession(hashSecret(shown.cookie), nowMs)
  return account && { who: principalOfAccount(account) }
}
const principalOfAccount = (account) => ({
  id: account.id,
  name: account.name,
  kind: 'person',
  grants: account.grants,
  sources: sourcesOf(account.grants),
})
const principalOfCredential = (credential) => ({
  id: credential.id,
  name: credential.label,
  kind: credential.kind,
  grants: credential.grants,
  sources: credential.sources.length > 0 ? credential.sources : sourcesOf(credential.grants),
  ...(credential.profile ? { profile: credential.profile } : {}),
})
/** Sources that these grants' roles report from, the first grant's default first. */
export const sourcesOf = (grants) => [...new Set(grants.flatMap((grant) => SOURCES[grant.role] ?? []))]
/** Reads what a request or a socket's handshake shows. */
export function shownBy(headers, auth = {}) {
  const token = typeof auth['token'] === 'string' ? auth['token'] : bearer(headers.authorization)
  if (token !== undefined) return { token }
  const cookie = cookieValue(headers.cookie, SESSION_COOKIE)
  return cookie === undefined ? {} : { cookie }
}
const bearer = (header) => (header !== undefined && /^bearer /i.test(header) ? header.slice(7).trim() : undefined)
function cookieValue(header, name) {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
