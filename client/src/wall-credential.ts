const KEY = 'kamar-hitung.wall'

/**
 * The token of a wall link `/wall#<token>`: taken out of the address bar, so that no photo of the screen shows it, and kept for this tab
 * only. Undefined = none: a person's session has to do.
 */
export function takeWallToken(location: Location = window.location): string | undefined {
  const given = decodeURIComponent(location.hash.slice(1))
  if (given) {
    sessionStorage.setItem(KEY, given)
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return sessionStorage.getItem(KEY) ?? undefined
}
