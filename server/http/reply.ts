import type { ServerResponse } from 'node:http'
import { type Refusal, STATUS, toProblem } from '../../shared/refusal.ts'
import { ok, type Result } from '../../shared/result.ts'

/** What a route answers when it does not refuse. `text` goes out as it is and wins over `body`. */
export type Reply = {
  readonly status: number
  readonly body?: unknown
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
}
export type Answered = Result<Reply, Refusal>

export const answer = (status: number, body: unknown, headers?: Reply['headers']): Answered => ok({ status, body, headers })
export const noContent = (headers?: Reply['headers']): Answered => ok({ status: 204, headers })

const JSON_TYPE = 'application/json; charset=utf-8'

export function sendReply(response: ServerResponse, reply: Reply): void {
  const headers = { ...reply.headers }
  if (reply.status === 204 || reply.status === 304) {
    response.writeHead(reply.status, headers).end()
    return
  }
  const type = headers['Content-Type'] ?? JSON_TYPE
  send(response, reply.status, reply.text ?? JSON.stringify(reply.body), { ...headers, 'Content-Type': type })
}

export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json; charset=utf-8' }
  if (refusal.retryAfterS !== undefined) headers['Retry-After'] = String(refusal.retryAfterS)
  if (refusal.code === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer'
  send(response, STATUS[refusal.code], JSON.stringify(toProblem(refusal)), headers)
}

function send(response: ServerResponse, status: number, text: string, headers: Record<string, string>): void {
  // Answers are about now and about one person: nothing between us may keep them. `nosniff` also where helmet has not been.
  response.setHeader('X-Content-Type-Options', 'nosniff')
  if (!headers['Cache-Control']) response.setHeader('Cache-Control', 'no-store')
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}
