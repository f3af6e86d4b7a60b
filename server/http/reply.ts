import type { ServerResponse } from 'node:http'
import { type Refusal, STATUS, toProblem } from '../../shared/refusal.ts'
import { ok, type Result } from '../../shared/result.ts'

/** What a route answers when it does not refuse. `text` and `file` go out as they are and win over `body`. */
export type Reply = {
  readonly status: number
  readonly body?: unknown
  readonly text?: string
  readonly file?: Buffer
  readonly headers?: Readonly<Record<string, string>>
}
export type Answered = Result<Reply, Refusal>

export const answer = (status: number, body: unknown, headers?: Reply['headers']): Answered => ok({ status, body, headers })
export const noContent = (headers?: Reply['headers']): Answered => ok({ status: 204, headers })

// Answers are about now and about one person: nothing between us may keep them. `nosniff` also where helmet has not been.
// Nothing of an answer runs or loads anything, should a browser ever show it as a page.
const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}
const JSON_TYPE = 'application/json; charset=utf-8'
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

export function sendReply(response: ServerResponse, { status, body, text, file, headers }: Reply): void {
  if (status === 204 || status === 304) response.writeHead(status, headers).end()
  else send(response, status, file ?? text ?? JSON.stringify(body), { 'Content-Type': JSON_TYPE, ...headers })
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const headers: Record<string, string> = { 'Content-Type': PROBLEM_TYPE }
  if (refusal.retryAfterS !== undefined) headers['Retry-After'] = String(refusal.retryAfterS)
  if (refusal.code === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer'
  send(response, STATUS[refusal.code], JSON.stringify(toProblem(refusal)), headers)
}

function send(response: ServerResponse, status: number, content: string | Buffer, headers: Readonly<Record<string, string>>): void {
  response.writeHead(status, { ...ALWAYS, ...headers, 'Content-Length': Buffer.byteLength(content) })
  response.end(response.req.method === 'HEAD' ? undefined : content)
}
