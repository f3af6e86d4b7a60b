/**
 * A page of another origin may not open a socket with the visitor's cookie. Programs send no Origin and are judged by their
 * credential alone; a page that hides its origin says `null` and is refused.
 */
export function isOriginAllowed({ headers }, allowed) {
  const { origin, host } = headers
  if (origin === undefined || allowed.includes(origin)) return true
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}
