/** What opens an invitation: the token behind `#` of a link, or the short code somebody typed. */
export type InvitationKey = { readonly token: string } | { readonly code: string }
const STORED = 'kamar-hitung.invitation'

/**
 * The token of `/undangan#<token>`: taken out of the address bar, so that it stays in no history, and kept for this tab only, so that a
 * reload does not lose it. Undefined = none: a code has to be typed.
 */
export function takeInvitationKey(location: Location = window.location): InvitationKey | undefined {
  const token = decodeURIComponent(location.hash.slice(1))
  if (token) {
    keepInvitationKey({ token })
    history.replaceState(history.state, '', location.pathname + location.search)
    return { token }
  }
  const stored = sessionStorage.getItem(STORED)
  return stored === null ? undefined : (JSON.parse(stored) as InvitationKey)
}

export const keepInvitationKey = (key: InvitationKey): void => sessionStorage.setItem(STORED, JSON.stringify(key))
export const forgetInvitationKey = (): void => sessionStorage.removeItem(STORED)
