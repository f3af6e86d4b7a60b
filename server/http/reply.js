import { STATUS, toProblem } from '../../shared/refusal.js'
import { ok } from '../../shared/result.js'
export const answer = (status, body, headers) => ok({ status, body, headers })
export const noContent = (headers) => ok({ status: 204, headers })
// Answers are about now and about one person: nothing between us may keep them. `nosniff` also where helmet has not been.
const ALWAYS = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' }
const JSON_TYPE = 'application/json; charset=utf-8'
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
export function sendReply(response, { status, body, text, headers }) {
  if (status === 204 || status === 304) response.writeHead(status, headers).end()
  else send(response, status, text ?? JSON.stringify(body), { 'Content-Type': JSON_TYPE, ...headers })
}
export function sendRefusal(response, refusal) {
  const headers = { 'Content-Type': PROBLEM_TYPE }
  if (refusal.retryAfterS !== undefined) headers['Retry-After'] = String(refusal.retryAfterS)
  if (refusal.code === 'unauthenticated') headers['WWW-Authenticate'] = 'Bearer'
  send(response, STATUS[refusal.code], JSON.stringify(toProblem(refusal)), headers)
}
function send(response, status, text, headers) {
  response.writeHead(status, { ...ALWAYS, ...headers, 'Content-Length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}
