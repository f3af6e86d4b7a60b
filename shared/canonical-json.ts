/**
 * RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code unit, no white space, numbers as ECMAScript prints them.
 * These bytes are what is stored and hashed. Throws on what has no canonical form (undefined inside an array, a non-finite
 * number, a lone surrogate, U+0000): the door refuses those first, so reaching here with one is our bug.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object') return canonicalObject(value as Readonly<Record<string, unknown>>)
  throw new Error(`assertion failed: a ${typeof value} has no canonical form`)
}

/** Built up in one go: every form and every fact passes here. `sort` without a function orders by UTF-16 code unit. */
function canonicalObject(value: Readonly<Record<string, unknown>>): string {
  let members = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members += `${members === '' ? '' : ','}${canonicalString(key)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error('assertion failed: a number without a canonical form')
  return JSON.stringify(value)
}

/** Printable ASCII without quote and backslash: written as it is. */
const PLAIN = /^[ !#-[\]-~]*$/
function canonicalString(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  if (!text.isWellFormed() || text.includes('\u0000')) throw new Error('assertion failed: a string without a canonical form')
  return JSON.stringify(text)
}
