export const ok = (value) => ({ ok: true, value })
export const err = (error) => ({ ok: false, error })
/** A broken assertion is our bug, never the user's: it throws, is logged with its stack, and nobody catches it. */
export function assert(condition, message) {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
/** Closes a switch: a new member of a union is then a compile error here. */
export function unreachable(value) {
  throw new Error(`assertion failed: unhandled ${JSON.stringify(value)}`)
}
