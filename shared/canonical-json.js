/**
 * RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code unit, no white space, numbers as ECMAScript prints them.
 * These bytes are what is stored and hashed. Throws on what has no canonical form (undefined inside an array, a non-finite
 * number, a lone surrogate, U+0000): the door refuses those first, so reaching here with one is our bug.
 */
export function canonicalJson(value) {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('assertion failed: a number without a canonical form')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') return canonicalString(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${canonicalString(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  throw new Error(`assertion failed: a ${typeof value} has no canonical form`)
}
function canonicalString(text) {
  if (!text.isWellFormed() || text.includes('\u0000')) throw new Error('assertion failed: a string without a canonical form')
  return JSON.stringify(text)
}
