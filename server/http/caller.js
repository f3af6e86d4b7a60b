import { TLSSocket } from 'node:tls'
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
/** Where a request comes from. A proxy's word counts only when the proxy runs on this machine; its last entry is its own. */
export function addressOf(request) {
  const peer = request.socket.remoteAddress ?? 'unknown'
  const named = LOOPBACK.has(peer) ? lastOf(request.headers['x-forwarded-for']) : undefined
  return named ?? peer
}
/** True when the browser speaks TLS to us or to the proxy on this machine: only then would it send a `Secure` cookie back. */
export function isSecure(request) {
  if (request.socket instanceof TLSSocket) return true
  return LOOPBACK.has(request.socket.remoteAddress ?? '') && lastOf(request.headers['x-forwarded-proto']) === 'https'
}
const lastOf = (header) => (typeof header === 'string' ? header : header?.join(','))?.split(',').at(-1)?.trim() || undefined
