import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { hashSecret } from '../sign-in/secrets.ts'
import { shownBy } from '../sign-in/sign-in.ts'
import { isFromHere } from './caller.ts'

/**
 * Who may read `/metrics`: with KAMAR_METRICS_TOKEN whoever shows it, from anywhere; without it whoever asks from this machine and
 * not through a proxy. Blind to a proxy on this machine that does not say it is one: where there is a proxy, set the token.
 */
export function mayReadMetrics(request: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) return isFromHere(request)
  const shown = shownBy(request.headers).token
  // Hashes are of one length, so that comparing them tells nothing.
  return shown !== undefined && timingSafeEqual(Buffer.from(hashSecret(shown)), Buffer.from(hashSecret(token)))
}
