/**
 * The path of a key that an object of this JSON holds twice, e.g. `figures.votes.1`; undefined = none. `JSON.parse` keeps the last of the two
 * without a word, other readers the first, and a person who looks over the text sees either. `value` = what `text` was parsed to: only
 * where it holds fewer keys than were written is the text walked (about 3 microseconds for a form without).
 */
export function keyTwice(text: string, value: unknown): string | undefined {
  // As JSON.stringify writes it: the usual case, and the cheapest to see.
  if (text.length < SHORT && JSON.stringify(value) === text) return undefined
  return keysWritten(text) === keysIn(value) ? undefined : pathOfTwice(text)
}

/** Characters; printing a whole election again would cost more than it saves. */
const SHORT = 65_536
const COLON = 58
const BACKSLASH = 92

/** `text` is valid JSON: a string with a colon behind it is a key. */
function keysWritten(text: string): number {
  let keys = 0
  for (let open = text.indexOf('"'); open >= 0;) {
    const end = endOfString(text, open)
    if (text.charCodeAt(afterSpace(text, end + 1)) === COLON) keys += 1
    open = text.indexOf('"', end + 1)
  }
  return keys
}

/** No recursion: a body may be nested as deep as it is long. */
function keysIn(value: unknown): number {
  let keys = 0
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next !== 'object' || next === null) continue
    const inside: unknown[] = Object.values(next)
    if (!Array.isArray(next)) keys += inside.length
    for (const one of inside) if (typeof one === 'object' && one !== null) open.push(one)
  }
  return keys
}

/** Of the closing quote. */
function endOfString(text: string, open: number): number {
  let end = text.indexOf('"', open + 1)
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1
  return backslashes % 2 === 1
}

function afterSpace(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= 32) at += 1
  return at
}

/** Where the walk stands in each open object (`keys` known) or list. */
type Frame = { readonly keys?: Set<string>; step: string | number }

function pathOfTwice(text: string): string | undefined {
  const frames: Frame[] = []
  for (let at = 0; at < text.length; at++) {
    const top = frames.at(-1)
    switch (text[at]) {
      case '{':
        frames.push({ keys: new Set(), step: '' })
        break
      case '[':
        frames.push({ step: 0 })
        break
      case '}':
      case ']':
        frames.pop()
        break
      case ',':
        if (top && typeof top.step === 'number') top.step += 1
        break
      case '"': {
        const end = endOfString(text, at)
        if (top?.keys && text.charCodeAt(afterSpace(text, end + 1)) === COLON) {
          top.step = JSON.parse(text.slice(at, end + 1)) as string
          if (top.keys.has(top.step)) return frames.map(({ step }) => step).join('.')
          top.keys.add(top.step)
        }
        at = end
        break
      }
    }
  }
  return undefined
}
