import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import type { Refusal } from '../../shared/refusal.ts'
import type { Action, Principal } from '../../shared/roles.ts'
import type { Answered } from './reply.ts'
import type { Services } from './services.ts'

/**
 * Who may ask. `action`: a grant must allow it somewhere (403) and in every region the request speaks about (404); a route
 * whose regions are known only later, or whose answer is cut to the scopes, leaves `regions` out and says so with `scoped`.
 */
export type Access<P, Q, B> =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'action'; readonly action: Action; readonly regions: (input: Parsed<P, Q, B>) => readonly string[] }
  | { readonly kind: 'action'; readonly action: Action; readonly scoped: 'by the route' | 'not at all' }

export type Parsed<P, Q, B> = { readonly params: P; readonly query: Q; readonly body: B }
/** `who` is somebody unless the route is public. */
export type Asked<P, Q, B> = Parsed<P, Q, B> & { readonly who: Principal; readonly request: IncomingMessage; readonly services: Services }

/** Bytes of a body: one form, a batch of forms, an election folder with its boundaries, somebody's file. */
export const BODY_LIMIT = { form: 64 * 1024, batch: 2 * 1024 * 1024, election: 60 * 1024 * 1024, file: 20 * 1024 * 1024 } as const

/** One line of the table that drives parsing, permission, the OpenAPI document and the permission test. */
export type Route<P = unknown, Q = unknown, B = unknown> = {
  readonly method: 'get' | 'post' | 'patch' | 'delete'
  /** As OpenAPI writes it: `/api/tps/{tps}`. */
  readonly path: string
  readonly summary: string
  readonly access: Access<P, Q, B>
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  /** A program that cannot send headers shows its token as `key` in the address. */
  readonly keyInQuery?: true
  readonly bodyLimit?: keyof typeof BODY_LIMIT
  /** The body is a file as it is, handed over as a `Buffer`; no schema speaks about it. */
  readonly takesFile?: true
  /** The member of the body whose parts the route judges each on its own, keys `__proto__` (`hiddenKey`) included. */
  readonly partsIn?: string
  /** Answers by status; `none` = no content, `file` = a download. Refusals are the same everywhere and not listed. */
  readonly answers: Readonly<Record<number, z.ZodType | 'none' | 'text' | 'file'>>
  /** Told of every refusal before it goes out. */
  readonly refused?: (refusal: Refusal, services: Services) => void
  readonly handle: (asked: Asked<P, Q, B>) => Answered | Promise<Answered>
}

// The table holds routes of many shapes; each was checked by `route` where it was written.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyRoute = Route<any, any, any>

export const route = <P = undefined, Q = undefined, B = undefined>(line: Route<P, Q, B>): AnyRoute => line
