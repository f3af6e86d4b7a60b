/** Expected refusals are values; only our own bugs throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const err = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** A broken assertion is our bug, never the user's: it throws, is logged with its stack, and nobody catches it. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}

/** Closes a switch: a new member of a union is then a compile error here. */
export function unreachable(value: never): never {
  throw new Error(`assertion failed: unhandled ${JSON.stringify(value)}`)
}
