import { isOriginAllowed } from '../feed/origin.js'
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/**
 * True when a page of another origin sent this write; its visitor's cookie must not count. Browsers name the origin of every
 * write (`null` from a sandboxed page); what names none is no browser, and a cookie of ours does not come to it by accident.
 */
export function isForeignWrite(request, allowed) {
  if (SAFE.has(request.method ?? 'GET')) return false
  if (request.headers.origin !== undefined) return !isOriginAllowed(request, allowed)
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}
