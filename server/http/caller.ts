import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Where a request comes from. A proxy's word counts only when the proxy runs on this machine; its last entry is its own. */
export function addressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const named = LOOPBACK.has(peer) ? lastOf(request.headers['x-forwarded-for']) : undefined
  return named ?? peer
}

/** From this machine and, as far as its headers say, not through a proxy on it. */
export const isFromHere = ({ socket, headers }: IncomingMessage): boolean =>
  LOOPBACK.has(socket.remoteAddress ?? '') && !['x-forwarded-for', 'forwarded', 'via'].some((name) => headers[name] !== undefined)

/** True when the browser speaks TLS to us or to the proxy on this machine: only then would it send a `Secure` cookie back. */
export function isSecure(request: IncomingMessage): boolean {
  if (request.socket instanceof TLSSocket) return true
  return LOOPBACK.has(request.socket.remoteAddress ?? '') && lastOf(request.headers['x-forwarded-proto']) === 'https'
}

const lastOf = (header: string | string[] | undefined): string | undefined =>
  (typeof header === 'string' ? header : header?.join(','))?.split(',').at(-1)?.trim() || undefined
