/** Where an election is kept: a data folder, or a PostgreSQL database by its URL. */
export type Place = string

export const isPostgres = (place: Place): boolean => /^postgres(ql)?:/.test(place)

/** As it may be printed and logged: a URL without its password and options. */
export function placeInWords(place: Place): string {
  if (!isPostgres(place)) return place
  const { username, host, pathname } = new URL(place)
  return `postgres://${username && `${username}@`}${host}${pathname}`
}

/** What is wrong with a URL, never repeating it; undefined = nothing that shows without connecting. */
export function brokenUrl(url: string): string | undefined {
  if (!URL.canParse(url))
    return 'is no URL: postgres://user:password@host:5432/database, with @ : / % in the password written as %40 %3A %2F %25'
  const { pathname, host, searchParams, username, password } = new URL(url)
  if (!isDecodable(username + password)) return 'holds a % in user name or password that stands for nothing: write it as %25'
  if (!/^\/[^/]+$/.test(pathname)) return 'names no database: postgres://user:password@host:5432/database'
  if (host === '' && !searchParams.has('host')) return 'names no host: postgres://user:password@host:5432/database'
  return undefined
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
