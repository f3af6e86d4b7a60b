import type { Problem } from '../../shared/refusal.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** What went wrong with a request: the server refused with its reason, or no sensible answer came at all. */
export type ApiFailure =
  | { readonly kind: 'refused'; readonly problem: Problem; /** From `Retry-After`. */ readonly retryAfterS?: number }
  | { readonly kind: 'unreachable' }

let bearer: string | undefined
/** A wall link's token travels with every request; without one the session cookie speaks for the person. */
export const useBearer = (token: string | undefined): void => void (bearer = token)

type Call = { readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly body?: unknown; readonly signal?: AbortSignal }

/** The answer's body is taken as CONTRACT.md describes it; 204 is `undefined`. */
export async function api<T>(path: string, { method = 'GET', body, signal }: Call = {}): Promise<Result<T, ApiFailure>> {
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (bearer) headers['authorization'] = `Bearer ${bearer}`
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    if (response.status === 204) return ok(undefined as T)
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '')
    if (!isJson) return err({ kind: 'unreachable' })
    const answer: unknown = await response.json()
    if (response.ok) return ok(answer as T)
    const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
    return err({ kind: 'refused', problem: answer as Problem, ...(Number.isFinite(wait) ? { retryAfterS: wait } : {}) })
  } catch {
    // No network, a cut connection, half an answer: for the person all the same.
    return err({ kind: 'unreachable' })
  }
}
