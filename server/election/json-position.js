/** Row and column, from 1, of an offset in a text. */
export function placeOf(text, offset) {
  const before = text.slice(0, offset)
  return { row: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
/**
 * Offset of the value at `path` in a valid JSON text; where the path leads nowhere, of the innermost value that exists.
 * A person with an editor finds the line; JSON.parse alone forgets it.
 */
export function offsetOf(text, path) {
  let at = skipSpace(text, text.charCodeAt(0) === 0xfe_ff ? 1 : 0)
  for (const step of path) {
    const next = member(text, at, String(step))
    if (next === undefined) return at
    at = next
  }
  return at
}
/** Offset of a member of the object or array that starts at `at`. */
function member(text, at, wanted) {
  const isObject = text[at] === '{'
  if (!isObject && text[at] !== '[') return undefined
  let next = skipSpace(text, at + 1)
  for (let index = 0; text[next] !== '}' && text[next] !== ']'; index += 1) {
    let key = String(index)
    if (isObject) {
      const end = endOfString(text, next)
      key = JSON.parse(text.slice(next, end))
      next = skipSpace(text, skipSpace(text, end) + 1)
    }
    if (key === wanted) return next
    next = skipSpace(text, endOfValue(text, next))
    if (text[next] === ',') next = skipSpace(text, next + 1)
  }
  return undefined
}
function endOfValue(text, at) {
  if (text[at] === '"') return endOfString(text, at)
  if (text[at] !== '{' && text[at] !== '[') return at + (/^[^,\]}\s]*/.exec(text.slice(at, at + 40))?.[0].length ?? 0)
  let depth = 0
  for (let i = at; ; i += 1) {
    if (text[i] === '"') i = endOfString(text, i) - 1
    else if (text[i] === '{' || text[i] === '[') depth += 1
    else if ((text[i] === '}' || text[i] === ']') && (depth -= 1) === 0) return i + 1
  }
}
function endOfString(text, at) {
  let i = at + 1
  while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1
  return i + 1
}
function skipSpace(text, at) {
  let i = at
  while (/\s/.test(text[i] ?? '')) i += 1
  return i
}
